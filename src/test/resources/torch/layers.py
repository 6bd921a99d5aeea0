"""Models of kcp_torch, and what they give, for KcpTorchTest.

Arguments: the folder of kcp_torch, the folder to write into, a seed.
"""

import json
import sys

sys.path.insert(0, sys.argv[1])

import torch
from torch import nn

from kcp_torch import KCPGRU, KCPLSTM, KCPLinear, save_kcp

folder = sys.argv[2]
torch.manual_seed(int(sys.argv[3]))


class Net(nn.Module):
    """A cell and a classifier of its last step."""

    def __init__(self, cell, classes=5):
        super().__init__()
        self.rnn, self.fc = cell, nn.Linear(cell.hidden_size, classes)

    def forward(self, x):
        y, _ = self.rnn(x)
        return self.fc(y[:, -1] if self.rnn.batch_first else y[-1])


def train(net, x):
    """Some steps, after which no bias is zero."""
    optimiser = torch.optim.Adam(net.parameters(), lr=0.05)
    target = torch.randint(5, (x.shape[0 if net.rnn.batch_first else 1],))
    losses = []
    for _ in range(20):
        optimiser.zero_grad()
        loss = nn.functional.cross_entropy(net(x), target)
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
    assert losses[-1] < losses[0], losses


def same(name, ours, theirs):
    assert ours.shape == theirs.shape, (name, ours.shape, theirs.shape)
    assert (ours - theirs).abs().max() < 1e-5, (name, (ours - theirs).abs().max())


def drop_in(name, ours, theirs, x):
    """The dense layer of the same matrices gives the same outputs and states."""
    with torch.no_grad():
        theirs.weight_ih_l0.copy_(ours.input.dense())
        theirs.weight_hh_l0.copy_(ours.hidden.dense())
        theirs.bias_ih_l0.copy_(ours.input.bias)
        theirs.bias_hh_l0.copy_(ours.hidden.bias if ours.split else 0 * ours.input.bias)
        state = torch.randn(1, x.shape[0 if ours.batch_first else 1], ours.hidden_size)
        state = state if ours.split else (state, torch.randn_like(state))
        single = x[0] if ours.batch_first else x[:, 0]
        for given in [(x,), (x, state), (single,)]:
            a, b = ours(*given), theirs(*given)
            same(name, a[0], b[0])
            for p, q in zip(a[1:] if ours.split else a[1], b[1:] if ours.split else b[1]):
                same(name, p, q)


cells = {
    "lstm": (KCPLSTM([4, 3], [2, 4], 2, 3, [4, 2], 2, [3, 2], batch_first=True), nn.LSTM),
    "lstm-one-mode": (KCPLSTM([6], [4], 1, 3), nn.LSTM),
    "gru": (KCPGRU([2, 3, 2], [2, 2, 2], 3, 2, hidden_terms=1, hidden_ranks=1), nn.GRU),
    "gru-batch-first": (KCPGRU([5, 2], [3, 3], 2, 2, batch_first=True), nn.GRU),
}
for name, (cell, dense) in cells.items():
    first = cell.batch_first
    x = torch.randn(*((4, 7) if first else (7, 4)), cell.input_size)
    net = Net(cell)
    train(net, x)
    drop_in(name, cell, dense(cell.input_size, cell.hidden_size, batch_first=first), x)
    save_kcp(net, f"{folder}/{name}.safetensors")
    batch = x if first else x.transpose(0, 1)
    with open(f"{folder}/{name}.json", "w") as file:
        json.dump({"x": batch.tolist(), "logits": net(x).tolist()}, file)

linear = KCPLinear([3, 4], [2, 5], 2, 2)
with torch.no_grad():
    linear.bias.normal_()
save_kcp(linear, f"{folder}/linear.safetensors")
x = torch.randn(2, 3, 12)
with open(f"{folder}/linear.json", "w") as file:
    json.dump({"x": x.tolist(), "h": linear(x).tolist()}, file)

# the variance of W at the start: 1 / N
for modes in [([4, 8, 8], [8, 4, 4]), ([16], [16]), ([4, 4, 4, 4], [4, 4, 4, 4])]:
    layers = [KCPLinear(*modes, terms=4, ranks=3, gates=4, bias=False) for _ in range(40)]
    ratio = sum(layer.dense().var().item() * layer.in_features for layer in layers) / len(layers)
    assert 0.8 < ratio < 1.25, (modes, ratio)

for wrong in [
    lambda: KCPLinear([2, 3], [2]),
    lambda: KCPLinear([0], [2]),
    lambda: KCPLinear([2], [2], ranks=0),
    lambda: KCPLinear([2, 3], [2, 2], ranks=3),
    lambda: KCPLSTM([2], [4], hidden_modes=[3]),
    lambda: save_kcp(nn.Linear(2, 2), "none"),
    lambda: linear(torch.zeros(3, 11)),
]:
    try:
        wrong()
    except ValueError as error:
        assert "(expected: " in str(error), error
    else:
        raise AssertionError("not refused")
