"""Layers of PyTorch as its exporter writes them, and as state dicts, for TorchImportTest.

Arguments: the folder of kcp_torch, the folder to write into, a seed.
"""

import json
import sys
import warnings

sys.path.insert(0, sys.argv[1])

import torch
from torch import nn

from kcp_torch import save_tensors

folder = sys.argv[2]
torch.manual_seed(int(sys.argv[3]))
warnings.simplefilter("ignore")


class Net(nn.Module):
    def __init__(self, rnn, way, bias=True):
        super().__init__()
        self.rnn, self.way = rnn, way
        self.fc = nn.Linear(rnn.hidden_size, 6, bias=bias)

    def forward(self, x, state=None):
        y, last = self.rnn(x, state)
        h = last[0] if isinstance(last, tuple) else last
        if self.way == "last step":
            h = y[:, -1] if self.rnn.batch_first else y[-1]
        elif self.way == "slice":
            h = y[:, -1:, :].squeeze(1)
        else:
            h = h[-1]
        return self.fc(h)


def write(name, net, x, given=(), dynamic=False):
    net.eval()
    names = ["x"] + ["state%d" % i for i in range(len(given))]
    arguments = (x,) if not given else (x, given[0] if len(given) == 1 else tuple(given))
    steps = {0: "batch", 1: "steps"} if net.rnn.batch_first else {0: "steps", 1: "batch"}
    torch.onnx.export(
        net, arguments, f"{folder}/{name}.onnx", input_names=names, output_names=["logits"],
        opset_version=14, dynamic_axes={"x": steps} if dynamic else None)
    save_tensors(net.state_dict(), f"{folder}/{name}.safetensors", {"format": "pt"})
    inner = x if net.rnn.num_layers == 1 else first_layer(net.rnn)(x)[0]
    batch = inner if net.rnn.batch_first else inner.transpose(0, 1)
    with open(f"{folder}/{name}.json", "w") as file:
        json.dump({"x": batch.tolist(), "logits": net(*arguments).tolist()}, file)


def first_layer(rnn):
    one = type(rnn)(rnn.input_size, rnn.hidden_size, batch_first=rnn.batch_first)
    own = {k: v for k, v in rnn.state_dict().items() if k.endswith("_l0")}
    one.load_state_dict(own)
    return one


frames = torch.randn(3, 6, 5)
steps = frames.transpose(0, 1).contiguous()
zeros = torch.zeros(1, 3, 4)
write("lstm", Net(nn.LSTM(5, 4, batch_first=True), "last step"), frames)
write("lstm-dynamic", Net(nn.LSTM(5, 4, batch_first=True), "h"), frames, dynamic=True)
write("lstm-slice", Net(nn.LSTM(5, 4, batch_first=True, bias=False), "slice", bias=False), frames)
write("lstm-states", Net(nn.LSTM(5, 4), "last step"), steps, given=(zeros, zeros))
write("gru", Net(nn.GRU(5, 4), "h"), steps)
write("gru-dynamic", Net(nn.GRU(5, 3, batch_first=True), "last step"), frames, dynamic=True)
write("rnn", Net(nn.RNN(5, 4, batch_first=True), "last step"), frames)
write("two-layers", Net(nn.LSTM(5, 4, num_layers=2, batch_first=True), "last step"), frames)
write("two-layers-gru", Net(nn.GRU(5, 4, num_layers=2), "h"), steps, dynamic=True)
