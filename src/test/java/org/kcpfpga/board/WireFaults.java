package org.kcpfpga.board;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/** What a bad line does to a packet, each kind counted. */
final class WireFaults {
  /** The kinds. */
  enum Kind {
    CORRUPT,
    LOSE_BYTE,
    DOUBLE_BYTE,
    TRUNCATE,
    LOSE_PACKET,
    DOUBLE_PACKET,
    NOISE
  }

  private final SplittableRandom random;
  private final double probability;
  final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);

  WireFaults(SplittableRandom random, double probability) {
    this.random = random;
    this.probability = probability;
  }

  byte[] apply(byte[] packet) {
    if (random.nextDouble() >= probability) {
      return packet;
    }
    Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
    counts.merge(kind, 1, Integer::sum);
    int at = random.nextInt(packet.length);
    return switch (kind) {
      case CORRUPT -> corrupted(packet, at);
      case LOSE_BYTE -> without(packet, at);
      case DOUBLE_BYTE ->
          joined(Arrays.copyOf(packet, at + 1), Arrays.copyOfRange(packet, at, packet.length));
      case TRUNCATE -> Arrays.copyOf(packet, at);
      case LOSE_PACKET -> new byte[0];
      case DOUBLE_PACKET -> joined(packet, packet);
      case NOISE -> joined(noise(), packet);
    };
  }

  private byte[] corrupted(byte[] packet, int at) {
    byte[] bytes = packet.clone();
    bytes[at] ^= (byte) (1 + random.nextInt(255));
    return bytes;
  }

  private byte[] noise() {
    byte[] bytes = new byte[1 + random.nextInt(600)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (random.nextInt(10) == 0 ? 0 : random.nextInt());
    }
    return bytes;
  }

  private static byte[] without(byte[] packet, int at) {
    return joined(Arrays.copyOf(packet, at), Arrays.copyOfRange(packet, at + 1, packet.length));
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
