package org.kcpfpga.link.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kcpfpga.tensor.TestSeed;

class CobsTest {
  private static byte[] hex(String text) {
    return HexFormat.ofDelimiter(" ").parseHex(text);
  }

  private static byte[] decoded(byte[] coded) {
    return Cobs.decode(coded, coded.length).orElse(null);
  }

  private static void assertCoded(String plain, String coded) {
    byte[] data = plain.isEmpty() ? new byte[0] : hex(plain);
    assertThat(Cobs.encode(data)).as(plain).isEqualTo(hex(coded));
    assertThat(decoded(hex(coded))).as(coded).isEqualTo(data);
  }

  @Test
  void smallExamplesByHand() {
    assertCoded("", "01");
    assertCoded("00", "01 01");
    assertCoded("00 00", "01 01 01");
    assertCoded("00 11 00", "01 02 11 01");
    assertCoded("11 22 00 33", "03 11 22 02 33");
    assertCoded("11 22 33 44", "05 11 22 33 44");
    assertCoded("11 00 00 00", "02 11 01 01 01");
  }

  private static byte[] counting(int from, int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) (from + i);
    }
    return bytes;
  }

  @Test
  void aGroupOf254HasNoZeroBehindIt() {
    byte[] full = counting(1, 254);
    byte[] coded = Cobs.encode(full);
    assertThat(coded).hasSize(255).startsWith(0xFF, 1, 2, 3);
    assertThat(decoded(coded)).isEqualTo(full);
    byte[] more = Arrays.copyOf(full, 255);
    more[254] = (byte) 0xFF;
    coded = Cobs.encode(more);
    assertThat(coded).hasSize(257).endsWith(0xFE, 0x02, 0xFF);
    assertThat(decoded(coded)).isEqualTo(more);
    byte[] zero = Arrays.copyOf(full, 255);
    coded = Cobs.encode(zero);
    assertThat(coded).hasSize(257).endsWith(0xFE, 0x01, 0x01);
    assertThat(decoded(coded)).isEqualTo(zero);
  }

  @Test
  void whatIsNoCodeIsRefused() {
    assertThat(decoded(new byte[0])).isNull();
    assertThat(decoded(hex("00"))).isNull();
    assertThat(decoded(hex("03 11"))).isNull();
    assertThat(decoded(hex("03 11 00"))).isNull();
    assertThat(decoded(hex("02 11 00"))).isNull();
    assertThat(decoded(hex("ff 01 02"))).isNull();
  }

  @Test
  void anyDataComesBackAndHasNoZeroOnItsWay() {
    Random random = TestSeed.random("CobsTest", 1);
    for (int round = 0; round < 2000; round++) {
      byte[] data = new byte[random.nextInt(600)];
      int values = 1 + random.nextInt(256);
      for (int i = 0; i < data.length; i++) {
        data[i] = (byte) random.nextInt(values);
      }
      byte[] coded = Cobs.encode(data);
      assertThat(coded).doesNotContain(0);
      assertThat(coded.length).isBetween(data.length + 1, data.length + 1 + data.length / 254);
      assertThat(decoded(coded)).isEqualTo(data);
    }
  }
}
