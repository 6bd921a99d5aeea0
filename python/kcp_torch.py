"""KCP layers for PyTorch, and the model files that ./kcp reads.

Needs torch only. Shapes: a layer maps vectors of N = prod(in_modes) to vectors of prod(out_modes),
row-major over their modes, by W = sum_k A_k1 (x) ... (x) A_kd with A_ki = U_ki V_ki^T of rank R_i.
W is never formed: the modes of x are contracted one by one, the last first, then those of y
expanded.
docs/model-file.md is the format, docs/tutorial.md shows a training.
"""

import json
import math
import os
import struct

import torch
from torch import nn


class KCPLinear(nn.Module):
    """y = W x + b, [..., N] -> [..., gates * M]; `ranks` is one for all modes, or one a mode.

    The gates of a cell stand one after the other in the first mode of the output. Entries begin as
    random signs of the size s = (tau^2 / (K prod R))^(1/4d), about which they scatter by a tenth:
    then the elements of W have variance tau^2 = 1/N.
    """

    def __init__(self, in_modes, out_modes, terms=1, ranks=1, gates=1, bias=True):
        super().__init__()
        self.in_modes, self.out_modes = list(in_modes), list(out_modes)
        modes = len(self.in_modes)
        self.ranks = [ranks] * modes if isinstance(ranks, int) else list(ranks)
        self.terms, self.gates = terms, gates
        numbers = self.in_modes + self.out_modes + self.ranks + [terms, gates]
        if not 1 <= modes <= 6 or len(self.out_modes) != modes or len(self.ranks) != modes:
            raise ValueError(f"modes, ranks: {in_modes}, {out_modes}, {ranks} (expected: 1 to 6)")
        if any(not isinstance(n, int) or n < 1 for n in numbers):
            raise ValueError(f"modes, ranks, terms: {numbers} (expected: integers from 1 on)")
        self.in_features = math.prod(self.in_modes)
        self.out_features = gates * math.prod(self.out_modes)
        rows = [gates * self.out_modes[0]] + self.out_modes[1:]
        largest = [max(sizes) for sizes in zip(rows, self.in_modes)]
        if any(r > most for r, most in zip(self.ranks, largest)):
            raise ValueError(f"ranks: {self.ranks} (expected: at most {largest})")
        factors = lambda sizes: nn.ParameterList(
            nn.Parameter(torch.empty(terms, n, r)) for n, r in zip(sizes, self.ranks))
        self.U, self.V = factors(rows), factors(self.in_modes)
        self.bias = nn.Parameter(torch.zeros(self.out_features)) if bias else None
        self.reset_parameters()

    def reset_parameters(self):
        paths = self.terms * math.prod(self.ranks)
        size = (1 / self.in_features / paths) ** (1 / (4 * len(self.in_modes)))
        with torch.no_grad():
            for factor in [*self.U, *self.V]:
                signs = torch.randint_like(factor, 2) * 2 - 1
                factor.copy_(size * signs * (1 + 0.1 * torch.randn_like(factor)) / math.sqrt(1.01))

    def forward(self, x):
        if x.shape[-1] != self.in_features:
            raise ValueError(f"last extent of x: {x.shape[-1]} (expected: {self.in_features})")
        modes = len(self.in_modes)
        count = x.numel() // self.in_features
        # z_i[p; r_i, q] = sum_j z_i+1[p, j; q] V_i[j, r_i] with p = j_1..j_i-1, q = r_i+1..r_d
        z = x.reshape(count, 1, self.in_features, 1).expand(-1, self.terms, -1, -1)
        left, right = self.in_features, 1
        for i in reversed(range(modes)):
            left //= self.in_modes[i]
            z = z.reshape(count, self.terms, left, self.in_modes[i], right)
            z = torch.einsum("bkpjq,kjr->bkprq", z, self.V[i])
            right *= self.ranks[i]
        # y_i[p, o_i; q] = sum_r U_i[o_i, r] y_i-1[p; r, q], and in the last mode the sum over k
        y = z
        for i in range(modes):
            right //= self.ranks[i]
            y = y.reshape(count, self.terms, left, self.ranks[i], right)
            left *= self.U[i].shape[1]
            out = "bkpoq" if i + 1 < modes else "bpoq"
            y = torch.einsum("bkprq,kor->" + out, y, self.U[i])
        y = y.reshape(*x.shape[:-1], self.out_features)
        return y if self.bias is None else y + self.bias

    def dense(self):
        """W, [gates * M, N], for tests of small layers."""
        columns = self.forward(torch.eye(self.in_features, dtype=self.U[0].dtype))
        return (columns if self.bias is None else columns - self.bias).T

    def extra_repr(self):
        return f"{self.in_modes} -> {self.out_modes}, terms={self.terms}, ranks={self.ranks}"


class _KCPCell(nn.Module):
    """What KCPLSTM and KCPGRU share: both operators, and the run over the steps."""

    def __init__(self, in_modes, out_modes, terms=1, ranks=1, hidden_modes=None,
                 hidden_terms=None, hidden_ranks=None, batch_first=False):
        super().__init__()
        modes = list(out_modes if hidden_modes is None else hidden_modes)
        if math.prod(modes) != math.prod(out_modes):
            raise ValueError(f"hidden_modes: {modes} (expected: product {math.prod(out_modes)})")
        self.input = KCPLinear(in_modes, out_modes, terms, ranks, self.gates)
        self.hidden = KCPLinear(
            modes, modes, terms if hidden_terms is None else hidden_terms,
            ranks if hidden_ranks is None else hidden_ranks, self.gates, bias=self.split)
        self.batch_first = batch_first
        self.input_size, self.hidden_size = self.input.in_features, self.hidden.in_features

    def _start(self, state, like):
        if state is None:
            return like.new_zeros(like.shape[1], self.hidden_size)
        if state.dim() != 3:
            state = state.unsqueeze(1)
        if state.shape != (1, like.shape[1], self.hidden_size):
            expected = [1, like.shape[1], self.hidden_size]
            raise ValueError(f"state: {list(state.shape)} (expected: {expected})")
        return state[0]

    def _run(self, x, states):
        """x as nn.LSTM takes it: [steps, batch, N], [batch, steps, N] or [steps, N]."""
        if not isinstance(x, torch.Tensor) or x.dim() not in (2, 3):
            raise TypeError("x: no tensor of 2 or 3 dimensions (expected: unpacked sequences)")
        batched = x.dim() == 3
        x = (x.transpose(0, 1) if self.batch_first else x) if batched else x.unsqueeze(1)
        states = tuple(self._start(state, x) for state in states)
        parts, all_h = self.input(x), []
        for part in parts:
            states = self._step(part, *states)
            all_h.append(states[0])
        y = torch.stack(all_h)
        if not batched:
            return y[:, 0], tuple(states)
        return y.transpose(0, 1) if self.batch_first else y, tuple(s.unsqueeze(0) for s in states)


class KCPLSTM(_KCPCell):
    """nn.LSTM of one layer and direction whose two matrices are KCP; gates i, f, g, o.

    The forget gate's bias begins at 1, all others at 0.
    """

    cell, gates, split = "lstm", 4, False

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        with torch.no_grad():
            self.input.bias[self.hidden_size:2 * self.hidden_size] = 1

    def forward(self, x, state=None):
        y, (h, c) = self._run(x, (None, None) if state is None else state)
        return y, (h, c)

    def _step(self, part, h, c):
        i, f, g, o = (part + self.hidden(h)).chunk(4, -1)
        # c' = f c + i g, h' = o tanh(c')
        c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
        return torch.sigmoid(o) * torch.tanh(c), c


class KCPGRU(_KCPCell):
    """nn.GRU of one layer and direction whose two matrices are KCP; gates r, z, n."""

    cell, gates, split = "gru", 3, True

    def forward(self, x, state=None):
        y, (h,) = self._run(x, (state,))
        return y, h

    def _step(self, part, h):
        r, z, n = part.chunk(3, -1)
        ur, uz, un = self.hidden(h).chunk(3, -1)
        # n = tanh(Wn x + bn + r (Un h + cn)), h' = (1 - z) n + z h
        n = torch.tanh(n + torch.sigmoid(r + ur) * un)
        z = torch.sigmoid(z + uz)
        return ((1 - z) * n + z * h,)


def save_kcp(module, path):
    """Writes the one KCP cell (or KCPLinear) in `module`, and the nn.Linear behind it, for ./kcp.

    The read-out is the only nn.Linear of as many inputs as the cell has hidden units, if any.
    """
    cells = [m for m in module.modules() if isinstance(m, _KCPCell)]
    cells = cells or [m for m in module.modules() if isinstance(m, KCPLinear)]
    if len(cells) != 1:
        raise ValueError(f"KCP layers: {len(cells)} (expected: one)")
    cell = cells[0]
    recurrent = isinstance(cell, _KCPCell)
    operators = {"input": cell.input, "hidden": cell.hidden} if recurrent else {"input": cell}
    metadata, tensors = {"cell": cell.cell if recurrent else "linear"}, {}
    for name, operator in operators.items():
        metadata[name + ".in"] = ",".join(map(str, operator.in_modes))
        rows = [u.shape[1] for u in operator.U]
        rows[0] //= cell.gates if recurrent else 1
        metadata[name + ".out"] = ",".join(map(str, rows))
        for i, (u, v) in enumerate(zip(operator.U, operator.V), 1):
            tensors[f"{name}.U.{i}"], tensors[f"{name}.V.{i}"] = u, v
    bias = operators["input"].bias
    tensors["bias"] = torch.zeros(operators["input"].out_features) if bias is None else bias
    if recurrent:
        if cell.split:
            tensors["hidden.bias"] = cell.hidden.bias
        heads = [m for m in module.modules()
                 if isinstance(m, nn.Linear) and m.in_features == cell.hidden_size]
        if len(heads) > 1:
            raise ValueError(f"read-outs: {len(heads)} (expected: at most one nn.Linear)")
        for head in heads:
            tensors["readout.weight"] = head.weight
            if head.bias is not None:
                tensors["readout.bias"] = head.bias
    save_tensors(tensors, path, metadata)


def save_tensors(tensors, path, metadata):
    """A safetensors file of float32, complete or not there."""
    header, data = {"__metadata__": metadata}, b""
    for name, tensor in tensors.items():
        if not torch.isfinite(tensor).all():
            raise ValueError(f"{name}: NaN or infinity (expected: finite numbers)")
        values = tensor.detach().float().cpu().reshape(-1).tolist()
        block = struct.pack(f"<{len(values)}f", *values)
        header[name] = {"dtype": "F32", "shape": list(tensor.shape),
                        "data_offsets": [len(data), len(data) + len(block)]}
        data += block
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    part = f"{path}.part"
    with open(part, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)
    os.replace(part, path)
