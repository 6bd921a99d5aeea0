package org.kcpfpga.link.channel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.kcpfpga.common.UserError;
import org.kcpfpga.link.device.Time;
import org.kcpfpga.link.packet.DeviceModel;

/** A line between a session and a device model, with a time of its own, that spoils packets. */
public final class FaultyWire implements ByteChannel, Time {
  /** What can happen to a packet. */
  public enum Fault {
    CORRUPT,
    DROP,
    DUPLICATE,
    TRUNCATE,
    DOUBLE_BYTE
  }

  private static final int MICROS_PER_BYTE = 10;

  private final DeviceModel device;
  private final Random random;
  private final double probability;
  private final ByteArrayOutputStream toHost = new ByteArrayOutputStream();
  private long micros;
  private boolean open;

  public final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);

  /** The line breaks after so many calls of read and write. */
  public int callsLeft = Integer.MAX_VALUE;

  /** After a break, so many openings fail. */
  public int refusals;

  /** So many of the device's packets get lost, whatever the probability. */
  public int deaf;

  /** A line on which each kind of fault has this probability, for each packet. */
  public FaultyWire(DeviceModel device, Random random, double probability) {
    this.device = device;
    this.random = random;
    this.probability = probability;
  }

  @Override
  public String name() {
    return "wire";
  }

  @Override
  public void open() {
    if (refusals > 0) {
      refusals--;
      throw UserError.at("wire", "no such port", "one");
    }
    toHost.reset();
    open = true;
  }

  @Override
  public void close() {
    open = false;
  }

  private void use() throws IOException {
    if (!open || callsLeft-- <= 0) {
      open = false;
      callsLeft = Integer.MAX_VALUE;
      throw new IOException("unplugged");
    }
  }

  @Override
  public void write(byte[] bytes, int count) throws IOException {
    use();
    device.receive(spoilt(Arrays.copyOf(bytes, count)));
    micros += (long) MICROS_PER_BYTE * count;
  }

  @Override
  public int read(byte[] into, long millis) throws IOException {
    use();
    device.run();
    byte[] sent = device.take();
    if (sent.length > 0 && deaf > 0) {
      deaf--;
    } else {
      toHost.writeBytes(spoilt(sent));
    }
    byte[] all = toHost.toByteArray();
    int count = Math.min(all.length, 1 + random.nextInt(into.length));
    if (count == 0) {
      // a device that is at work will have something to say soon
      micros += device.idle() ? 1000 * millis : 1000;
      return 0;
    }
    System.arraycopy(all, 0, into, 0, count);
    toHost.reset();
    toHost.write(all, count, all.length - count);
    micros += (long) MICROS_PER_BYTE * count;
    return count;
  }

  private byte[] spoilt(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int from = 0;
    for (int at = 0; at < bytes.length; at++) {
      if (bytes[at] == 0) {
        spoil(Arrays.copyOfRange(bytes, from, at + 1), out);
        from = at + 1;
      }
    }
    return out.toByteArray();
  }

  private void spoil(byte[] packet, ByteArrayOutputStream out) {
    int kind = (int) (random.nextDouble() / Math.max(probability, 1e-9));
    if (kind >= Fault.values().length) {
      out.writeBytes(packet);
      return;
    }
    Fault fault = Fault.values()[kind];
    faults.merge(fault, 1, Integer::sum);
    int at = random.nextInt(packet.length);
    switch (fault) {
      case CORRUPT -> {
        packet[at] ^= (byte) (1 + random.nextInt(255));
        out.writeBytes(packet);
      }
      case DROP -> {}
      case DUPLICATE -> {
        out.writeBytes(packet);
        out.writeBytes(packet);
      }
      case TRUNCATE -> out.write(packet, 0, at);
      case DOUBLE_BYTE -> {
        out.write(packet, 0, at + 1);
        out.write(packet, at, packet.length - at);
      }
    }
  }

  @Override
  public long millis() {
    return micros / 1000;
  }

  @Override
  public void sleep(long millis) {
    micros += 1000 * millis;
  }
}
