package org.kcpfpga.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The element types of NumPy: which are read, and what each word of theirs means. */
@Tag("locale")
class NpyTypesTest extends NpyFiles {
  @ParameterizedTest
  @CsvSource({
    "|O, objects",
    "<f16, long double",
    "<c8, complex numbers",
    "<c16, complex numbers",
    "<U3, strings",
    "|S5, byte strings",
    "|V8, raw or structured data",
    "<M8[ns], dates",
    "<m8, time differences"
  })
  void otherElementTypesAreRefusedByName(String descr, String name) {
    assertError(
        RawFiles.npy(1, header(descr, "(2,)"), new byte[8]),
        "x.npy: header: descr: '" + descr + "', " + name + " (expected: real numbers: f2 f4 f8,");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "f", "<f3", "<<f4", "f4<", "<f4[ns]", "<i16", "b2", "float32"})
  void typesThatDoNotExistAreRefused(String descr) {
    assertError(
        RawFiles.npy(1, header(descr, "(2,)"), new byte[8]), "x.npy: header: descr: '" + descr);
  }

  /** Bytes as NumPy writes them, least significant first. */
  @ParameterizedTest
  @CsvSource({
    "f2, 003c 00c0 ff7b 0100 007c 00fc, 1 -2 65504 5.960464477539063E-8 Infinity -Infinity",
    "f2, 0080 ff03 0004 5535, -0.0 6.097555160522461E-5 6.103515625E-5 0.333251953125",
    "f4, 0000c03f 000000c0 01000000, 1.5 -2 1.401298464324817E-45",
    "f8, 9a9999999999b93f 0000000000000840, 0.1 3",
    "b1, 00 01 02 ff, 0 1 1 1",
    "u1, 00 7f 80 ff, 0 127 128 255",
    "i1, 00 7f 80 ff, 0 127 -128 -1",
    "u2, 0100 ff7f 0080 ffff, 1 32767 32768 65535",
    "i2, 0100 ff7f 0080 ffff, 1 32767 -32768 -1",
    "u4, 01000000 ffffff7f 00000080 ffffffff, 1 2147483647 2147483648 4294967295",
    "i4, 01000000 ffffff7f 00000080 ffffffff, 1 2147483647 -2147483648 -1",
    "u8, 0100000000000000 0000000000002000, 1 9007199254740992",
    "i8, ffffffffffffffff 0000000000002000 000000000000e0ff, -1 9007199254740992 -9007199254740992"
  })
  void everyTypeIsExactInEveryByteOrderAndVersion(String type, String words, String values) {
    double[] expected = Arrays.stream(values.split(" ")).mapToDouble(Double::parseDouble).toArray();
    String shape = "(" + expected.length + ",)";
    byte[] little = HexFormat.of().parseHex(words.replace(" ", ""));
    byte[] big = reversed(little, words.indexOf(' ') / 2);
    byte[] own = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? little : big;
    for (int version = 1; version <= 3; version++) {
      assertThat(read(RawFiles.npy(version, header("<" + type, shape), little)).values())
          .containsExactly(expected);
      assertThat(read(RawFiles.npy(version, header(">" + type, shape), big)).values())
          .containsExactly(expected);
      for (String order : new String[] {"=", "|", ""}) {
        assertThat(read(RawFiles.npy(version, header(order + type, shape), own)).values())
            .containsExactly(expected);
      }
    }
  }

  private static byte[] reversed(byte[] words, int size) {
    byte[] reversed = new byte[words.length];
    for (int i = 0; i < words.length; i++) {
      reversed[i] = words[i / size * size + size - 1 - i % size];
    }
    return reversed;
  }

  @Test
  void everyHalfIsTheNumberOfItsBits() {
    byte[] halves = new byte[2 << 16];
    for (int bits = 0; bits < 1 << 16; bits++) {
      halves[2 * bits] = (byte) bits;
      halves[2 * bits + 1] = (byte) (bits >> 8);
    }
    double[] values = read(RawFiles.npy(1, header("<f2", "(65536,)"), halves)).values();
    for (int bits = 0; bits < 1 << 16; bits++) {
      // sign, 2^(e - 15), 1 + f / 1024; the least exponent without the 1
      double sign = bits < 1 << 15 ? 1 : -1;
      int e = bits >> 10 & 31;
      double f = (bits & 1023) / 1024.0;
      double finite = e == 0 ? f / 16384 : (1 + f) * Math.pow(2, e - 15);
      double special = f == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
      // boxed, as NaN is to equal NaN
      assertThat(values[bits]).isEqualTo(Double.valueOf(sign * (e == 31 ? special : finite)));
    }
  }
}
