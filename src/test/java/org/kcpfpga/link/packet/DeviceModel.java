package org.kcpfpga.link.packet;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.kcpfpga.common.UserError;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.link.Frame;
import org.kcpfpga.link.Link;
import org.kcpfpga.link.Traffic;
import org.kcpfpga.link.device.DeviceWire;
import org.kcpfpga.link.simulated.CycleLink;
import org.kcpfpga.plan.boundary.TopPorts;

/** The device's side of the link in software, with the cycle model as its core. */
public final class DeviceModel {
  private static final int RING = 3;
  private static final int SLVERR = 2;

  /** A numbered packet to the host without its numbers. */
  private record Answer(int kind, byte[] payload) {}

  private final Deployment deployment;
  private final int window;
  private final Random random;
  private final ByteArrayOutputStream coded = new ByteArrayOutputStream();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final int slot;
  private final int outputBeat;

  private Link core;
  private int token;
  private boolean fresh;
  private boolean asked;
  private int received;
  private int consumed;
  private int told;
  private int oldest;
  private int sent;
  private final Deque<byte[]> stored = new ArrayDeque<>();
  private final List<Answer> ring = new ArrayList<>();
  private final Deque<Answer> ready = new ArrayDeque<>();
  private final Deque<Answer> late = new ArrayDeque<>();
  private final ByteArrayOutputStream frame = new ByteArrayOutputStream();
  private int user;

  public int resets;
  int damaged;
  public int withoutBuffer;
  public int windowsExceeded;
  public int deepest;
  public int wrongFrames;
  public long frames;

  /** A device that has just got power; {@code window} packets may be on their way to it. */
  public DeviceModel(Deployment deployment, int window, Random random) {
    this.deployment = deployment;
    this.window = window;
    this.random = random;
    this.slot = TopPorts.slotBits(deployment.plan().design().bits().activation()) / 8;
    this.outputBeat = slot * deployment.plan().design().lanes().output();
    powerCycle();
  }

  /** Loses all state. */
  public void powerCycle() {
    token = 0;
    core = new CycleLink(deployment);
    clear();
  }

  private void clear() {
    coded.reset();
    stored.clear();
    ring.clear();
    ready.clear();
    late.clear();
    frame.reset();
    asked = false;
    received = 0;
    consumed = 0;
    told = 0;
    oldest = 0;
    sent = 0;
    fresh = true;
  }

  /** Takes bytes from the host. */
  public void receive(byte[] bytes) {
    for (byte b : bytes) {
      if (b != 0) {
        coded.write(b);
      } else if (coded.size() > 0) {
        byte[] body = DeviceWire.body(coded.toByteArray());
        coded.reset();
        handle(body);
      }
    }
  }

  /** Bytes for the host since the last call, whole packets. */
  public byte[] take() {
    byte[] bytes = out.toByteArray();
    out.reset();
    return bytes;
  }

  private void handle(byte[] body) {
    if (body != null && body[0] == Packet.SYNC && body.length >= 8) {
      synchronise(LittleEndian.get(body, 4));
    } else if (token == 0) {
      return;
    } else if (body == null) {
      damaged++;
      repeat();
    } else {
      free(body[2]);
      if (body[0] == Packet.REPEAT && body.length == 5) {
        int number = body[4] - oldest & 0xFF;
        sent = number <= ring.size() ? Math.min(sent, number) : sent;
      } else if ((body[0] & 0xFF) >= Packet.READ) {
        numbered(body);
      }
    }
  }

  private void synchronise(int asked) {
    if (asked != token) {
      clear();
      token = asked;
      if (asked > 0) {
        core = new CycleLink(deployment);
        resets++;
      }
    }
    byte[] payload = new byte[9];
    LittleEndian.put(payload, 0, token);
    payload[4] = 1;
    payload[5] = (byte) window;
    payload[6] = (byte) (slot * deployment.plan().pipeline().stream().busLanes());
    payload[7] = (byte) outputBeat;
    payload[8] = (byte) (fresh ? 1 : 0);
    put(Packet.SYNC, 0, payload);
  }

  private void repeat() {
    if (!asked) {
      put(Packet.REPEAT, 0, (byte) received);
      asked = true;
    }
  }

  private void free(int acknowledge) {
    int done = acknowledge - oldest & 0xFF;
    if (done <= sent || done <= ring.size()) {
      ring.subList(0, done).clear();
      oldest = oldest + done & 0xFF;
      sent = Math.max(0, sent - done);
    }
  }

  private void numbered(byte[] body) {
    int ahead = (body[1] & 0xFF) - received & 0xFF;
    int depth = (body[1] & 0xFF) - consumed & 0xFF;
    if (depth < 128) {
      windowsExceeded += depth >= window ? 1 : 0;
      deepest = Math.max(deepest, depth + 1);
    }
    if (ahead >= 128) {
      put(Packet.ACK, 0);
    } else if (ahead > 0) {
      repeat();
    } else if (stored.size() >= window) {
      withoutBuffer++;
    } else {
      fresh = false;
      asked = false;
      received = received + 1 & 0xFF;
      stored.add(body);
    }
  }

  private void put(int kind, int sequence, byte... payload) {
    told = consumed;
    out.writeBytes(DeviceWire.packet(kind, sequence, consumed, payload));
  }

  /** Lets the core go on for a while; everything that can be sent is. */
  public void run() {
    int steps = 1 + random.nextInt(4);
    for (int step = 0; step < steps; step++) {
      if (!stored.isEmpty() && ready.isEmpty() && late.size() < 4) {
        consume(stored.remove());
        consumed = consumed + 1 & 0xFF;
      }
      if (!late.isEmpty() && (stored.isEmpty() || random.nextBoolean())) {
        ready.add(late.remove());
      }
      while (!ready.isEmpty() && ring.size() < RING) {
        ring.add(ready.remove());
      }
      for (; sent < ring.size(); sent++) {
        put(ring.get(sent).kind(), oldest + sent, ring.get(sent).payload());
      }
    }
    if (told != consumed) {
      put(Packet.ACK, 0);
    }
  }

  /** Whether nothing is left to do without the host. */
  public boolean idle() {
    return ready.isEmpty() ? stored.isEmpty() && late.isEmpty() : ring.size() == RING;
  }

  private void consume(byte[] body) {
    int address = (body[4] & 0xFF) | (body[5] & 0xFF) << 8;
    switch (body[0]) {
      case Packet.READ -> ready.add(new Answer(Packet.READ, read(address)));
      case Packet.WRITE -> {
        byte[] answer = {(byte) write(address, LittleEndian.get(body, 6))};
        ready.add(new Answer(Packet.WRITE, answer));
      }
      default -> data(body, body[0] == Packet.DATA_LAST);
    }
  }

  private byte[] read(int address) {
    byte[] answer = new byte[5];
    try {
      LittleEndian.put(answer, 1, core.read(address));
    } catch (UserError refused) {
      answer[0] = SLVERR;
    }
    return answer;
  }

  private int write(int address, int value) {
    try {
      core.write(address, value);
      return 0;
    } catch (UserError refused) {
      return SLVERR;
    }
  }

  private void data(byte[] body, boolean last) {
    user = frame.size() == 0 ? body[4] : user;
    frame.write(body, 5, body.length - 5);
    if (!last) {
      return;
    }
    byte[] bytes = frame.toByteArray();
    frame.reset();
    int[] x = new int[deployment.model().inSize()];
    if (bytes.length != slot * x.length) {
      wrongFrames++;
      return;
    }
    frames++;
    for (int i = 0; i < x.length; i++) {
      long value = 0;
      for (int part = slot - 1; part >= 0; part--) {
        value = value << 8 | bytes[slot * i + part] & 0xFF;
      }
      x[i] = (int) (value << 64 - 8 * slot >> 64 - 8 * slot);
    }
    Frame whole = new Frame(x, (user & 1) != 0, user >> 1);
    output(core.stream(List.of(whole), Traffic.steady(1_000_000)).outputs().get(0));
  }

  private void output(int[] vector) {
    byte[] bytes = new byte[slot * vector.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (vector[i / slot] >> 8 * (i % slot));
    }
    int most = 240 / outputBeat * outputBeat;
    for (int from = 0; from < bytes.length; from += most) {
      int to = Math.min(bytes.length, from + most);
      int kind = to == bytes.length ? Packet.DATA_LAST : Packet.DATA;
      late.add(new Answer(kind, Arrays.copyOfRange(bytes, from, to)));
    }
  }
}
