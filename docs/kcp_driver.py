"""Streams sequences through a core at the end of a serial line: an example for driver authors.

    python3 docs/kcp_driver.py [--raw] PORT FOLDER INPUT OUTPUT [EARLIER]

PORT is a terminal set to its speed (stty), or what `kcp board` prints; FOLDER what `kcp generate`
wrote. INPUT is JSON: [sequence][step][N], integers as the core takes them, or with --raw any numbers,
which are normalised and rounded first. OUTPUT has of each sequence "h" [step][M] and of
an LSTM its state "c" [M], in integers. With EARLIER, an OUTPUT, its sequences go on with INPUT.
"""
import json, math, os, random, select, struct, sys, tty, zlib
ACK, SYNC, REPEAT, READ, WRITE, DATA, DATA_LAST = 0x00, 0x01, 0x02, 0x10, 0x11, 0x20, 0x21
TIME_OUT, PATIENCE = 0.25, 240  # seconds without a byte; after so many of them nobody is there

def check(name, value, expected):
    if value != expected:
        sys.exit(print(f"{name}: {value} (expected: {expected})", file=sys.stderr) or 2)

def encode(kind, number, acknowledge, payload):
    body = bytes([kind, number, acknowledge, len(payload)]) + payload
    pieces = (body + struct.pack("<I", zlib.crc32(body))).split(b"\0")
    return b"".join(bytes([len(piece) + 1]) + piece for piece in pieces) + b"\0"

def decode(wire, data=b""):  # what came before a 0x00; None if it is empty or damaged
    while wire:
        data, wire = data + b"\0" + wire[1 : wire[0]], wire[wire[0] :]
    body, crc = data[1:-4], data[-4:]
    good = len(body) >= 4 and crc == struct.pack("<I", zlib.crc32(body))
    return (*body[:3], body[4:]) if good else None

class Line:  # "The smallest host" of hdl/board/README.md; what is damaged is left to the time-outs
    def __init__(self, port):
        self.port = os.open(port.replace("serial:", ""), os.O_RDWR | os.O_NOCTTY)
        tty.setraw(self.port)
        self.next = self.expected = self.acknowledged = 0
        self.greeted, self.part, self.kept = False, b"", {READ: b"", DATA: b""}
        self.token = struct.pack("<I", random.randrange(1, 1 << 31))  # a new one resets the core
        os.write(self.port, b"\0")
        self.until(lambda: self.greeted, SYNC, 0, self.token)
    def post(self, kind=ACK, number=0, payload=b""):
        os.write(self.port, encode(kind, number, self.expected, payload))
    def send(self, kind, payload):
        number, self.next = self.next, (self.next + 1) % 256
        self.until(lambda: self.acknowledged == self.next, kind, number, payload)
    def until(self, done, *packet):  # written now, and again after each time-out; else ACK
        silent = 0
        self.post(*packet)
        while not done():
            if select.select([self.port], [], [], TIME_OUT)[0]:
                *wires, self.part = (self.part + os.read(self.port, 4096)).split(b"\0")
                for arrived in filter(None, map(decode, wires)):
                    self.take(*arrived)
            else:
                check("time-outs", silent := silent + 1, min(silent, PATIENCE))
                self.post(REPEAT, 0, bytes([self.expected]))
                self.post(*packet)
    def take(self, kind, number, acknowledge, payload):
        if not self.greeted:  # before the answer to SYNC all belongs to another session
            self.greeted = kind == SYNC and payload[:5] == self.token + b"\1"  # version 1
        elif kind >= READ:
            if number == self.expected:
                self.expected = (self.expected + 1) % 256
                self.kept[READ if kind < DATA else DATA] += payload
            self.post(ACK)
        self.acknowledged = acknowledge
    def keep(self, kind, size):  # so many bytes of what was kept: an answer, or outputs
        self.until(lambda: len(self.kept[kind]) >= size)
        data, self.kept[kind] = self.kept[kind][:size], self.kept[kind][size:]
        return data

class Core:  # what docs/driver.md says, with the numbers of plan.json
    def __init__(self, line, folder):
        self.line, self.plan = line, json.load(open(folder + "/plan.json", encoding="utf-8"))
        self.address = {r["name"]: int(r["address"], 16) for r in self.plan["registers"]}
        slot = {8: "b", 16: "h", 32: "i"}[self.plan["slotBits"]]
        self.x, self.h = (f"<{self.plan[name]}{slot}" for name in ("inputSize", "hiddenSize"))
        for name, key in (("identity",) * 2, ("version",) * 2, ("plan_hash", "planHash")):
            check(name, f"{self.read(name):08x}", self.plan[key])
        for entry in open(folder + "/load.txt") if self.plan["loadable"] else []:
            self.write(*(int(word, 16) for word in entry.split()))
        check("checksum", f"{self.read('checksum'):08x}", self.plan["checksum"])
        self.write("control", 1)  # counters are 0
    def read(self, name, form="<BI"):
        self.line.send(READ, struct.pack("<H", self.address[name]))
        return struct.unpack(form, self.line.keep(READ, 5))[1]
    def write(self, where, value):  # where: a name, or an address of load.txt
        access = struct.pack("<HI", self.address.get(where, where), value & 0xFFFFFFFF)
        self.line.send(WRITE, access)
        while self.line.keep(READ, 1) != b"\0":  # SLVERR: no room yet
            self.line.send(WRITE, access)
    def choose(self, slot):
        while not self.read("control") & 1:  # not at rest
            pass
        self.write("sequence", slot)
    def quantised(self, x):  # raw inputs of a step, to integers
        mean, scale = (self.plan["normalisation"][name] for name in ("mean", "scale"))
        top, unit = 1 << self.plan["bits"]["activation"] - 1, 2.0 ** self.plan["inputFraction"]
        normal = [(v - mean[i % len(mean)]) / scale[i % len(scale)] for i, v in enumerate(x)]
        return [max(-top, min(top - 1, math.floor(v * unit + 0.5))) for v in normal]
    def run(self, slot, state, steps):
        if state:  # go on from there
            self.choose(slot)
            for name, vector in ("state_data", state["c"]), ("hidden_data", state["h"][-1]):
                for value in vector:
                    self.write(name, value)
        for t, x in enumerate(steps):
            data, user = struct.pack(self.x, *x), slot << 1 | (t == 0 and not state)
            for i in range(0, len(data), 239):
                kind = DATA_LAST if i + 239 >= len(data) else DATA
                self.line.send(kind, bytes([user if i == 0 else 0]) + data[i : i + 239])
        h = struct.iter_unpack(self.h, self.line.keep(DATA, len(steps) * struct.calcsize(self.h)))
        c = range(self.plan["hiddenSize"] if self.plan["cell"].startswith("lstm") else 0)
        if c:
            self.choose(slot)
        return {"h": list(h), "c": [self.read("state_data", "<Bi") for _ in c]}

raw, words = "--raw" in sys.argv, [word for word in sys.argv[1:] if word != "--raw"]
port, folder, source, target, *earlier = words
for name in [port, source, folder + "/plan.json", *earlier]:
    check(name, "there" if os.path.exists(name.replace("serial:", "")) else "missing", "there")
sequences, core = json.load(open(source)), Core(Line(port), folder)
if raw:
    sequences = [[core.quantised(x) for x in steps] for steps in sequences]
states = json.load(open(earlier[0])) if earlier else [None] * len(sequences)
results = [core.run(i % core.plan["sequences"], *x) for i, x in enumerate(zip(states, sequences))]
print({name: core.read(name) for name in core.address if "_data" not in name})
frames = sum(map(len, sequences)) % (1 << core.plan["counters"]["events"])
for name, expected in ("steps", frames), ("dropped", 0), ("errors", 0):
    check(name, core.read(name), expected)
json.dump(results, open(target, "w"))
