package org.kcpfpga.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kcpfpga.common.UserError;

@Tag("locale")
class NpyTest {
  private static final String FLOATS = "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }";

  @TempDir Path directory;

  private Tensor read(byte[] bytes) {
    return Npy.read(RawFiles.file(directory, "x.npy", bytes));
  }

  private static String header(String descr, String shape) {
    return "{'descr': '" + descr + "', 'fortran_order': False, 'shape': " + shape + ", }";
  }

  @Test
  void everyElementTypeIsRead() {
    assertThat(read(RawFiles.npy(1, FLOATS, RawFiles.floats(1.5f, -2))).values())
        .containsExactly(1.5, -2);
    assertThat(read(RawFiles.npy(1, header("<f8", "(1, 2)"), RawFiles.doubles(0.1, 3))).values())
        .containsExactly(0.1, 3);
    assertThat(read(RawFiles.npy(1, header("|u1", "(2,)"), (byte) 7, (byte) 255)).values())
        .containsExactly(7, 255);
    assertThat(read(RawFiles.npy(1, header("<i8", "(2,)"), RawFiles.longs(-5, 1L << 53))).values())
        .containsExactly(-5, 9007199254740992.0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void everyVersionIsRead(int major) {
    assertThat(read(RawFiles.npy(major, FLOATS, RawFiles.floats(1, 2))).shape()).containsExactly(2);
  }

  @Test
  void scalarsAndEmptyArraysAreRead() {
    assertThat(read(RawFiles.npy(1, header("<f4", "()"), RawFiles.floats(3))).shape()).isEmpty();
    assertThat(read(RawFiles.npy(1, header("<f4", "(0, 7)"))).shape()).containsExactly(0, 7);
    String huge = "(2147483647, 2147483647, 2147483647, 0)";
    assertThat(read(RawFiles.npy(1, header("<f4", huge))).size()).isZero();
  }

  @Test
  void keysMayComeInAnyOrderAndQuotes() {
    String other = "{\"shape\": (1,2), \"fortran_order\": False, \"descr\": \"<f4\"}";
    assertThat(read(RawFiles.npy(1, other, RawFiles.floats(1, 2))).shape()).containsExactly(1, 2);
  }

  @Test
  void whatIsWrittenIsReadBackAndTheDataIsAligned() throws IOException {
    Path path = directory.resolve("y.npy");
    for (int[] shape : new int[][] {{}, {6}, {2, 3}, {3, 0}, {5000, 3}}) {
      double[] values = new double[(int) Tensor.sizeOf(shape)];
      Arrays.setAll(values, i -> i - 2);
      Tensor tensor = Tensor.of(shape, values);
      Npy.writeFloat32(path, tensor);
      assertThat(Npy.read(path)).isEqualTo(tensor);
      assertThat(Files.size(path) - 4L * values.length).isEqualTo(128);
      Files.delete(path);
      Npy.writeInt64(path, tensor);
      assertThat(Npy.read(path)).isEqualTo(tensor);
    }
    try (var files = Files.list(directory)) {
      assertThat(files).as("no file left over").containsExactly(path);
    }
  }

  @Test
  void aHeaderOfAnyLengthIsFilledUpToTheNext64Bytes() throws IOException {
    Path path = directory.resolve("y.npy");
    // "1, " 100 times: a header of more than 255 bytes, too
    for (int rank = 0; rank <= 100; rank++) {
      int[] shape = new int[rank];
      Arrays.fill(shape, 1);
      Npy.writeFloat32(path, Tensor.zeros(shape));

      byte[] bytes = Files.readAllBytes(path);
      String header = new String(bytes, 10, bytes.length - 14, StandardCharsets.US_ASCII);

      assertThat(Npy.read(path).shape()).isEqualTo(shape);
      assertThat((bytes.length - 4) % 64).isZero();
      assertThat(header).endsWith("\n");
      assertThat(header.length() - header.stripTrailing().length()).isBetween(1, 64);
    }
  }

  @Test
  void onlyIntegersThatADoubleCanHoldAreWrittenAsInt64() {
    Path path = directory.resolve("y.npy");
    double largest = 9007199254740992.0;
    Npy.writeInt64(path, Tensor.of(new int[] {2}, new double[] {largest, -largest}));
    assertThat(Npy.read(path).values()).containsExactly(largest, -largest);
    for (double value : new double[] {0.5, 2 * largest, -2 * largest, Double.NaN}) {
      assertThatThrownBy(() -> Npy.writeInt64(path, Tensor.of(new int[] {1}, new double[] {value})))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("int64: " + value + " (expected: an integer)");
    }
  }

  @Test
  void theLongestHeaderIsRead() {
    String longest = " ".repeat((1 << 20) - FLOATS.length()) + FLOATS;
    assertThat(read(RawFiles.npy(2, longest, RawFiles.floats(1, 2))).shape()).containsExactly(2);
    assertError(
        RawFiles.npy(2, " " + longest, RawFiles.floats(1, 2)),
        "header length: 1048577 (expected: at most 1048576)");
  }

  @Test
  void aFileThatWasReadIsClosed() throws IOException {
    Path path = RawFiles.file(directory, "x.npy", RawFiles.npy(1, FLOATS, RawFiles.floats(1, 2)));
    Npy.read(path);
    try (var open = Files.list(Path.of("/proc/self/fd"))) {
      assertThat(open.filter(Files::exists).map(NpyTest::target)).doesNotContain(path);
    }
  }

  private static Path target(Path link) {
    try {
      return Files.readSymbolicLink(link);
    } catch (IOException e) {
      return link;
    }
  }

  @Test
  void theHeaderWrittenIsTheOneNumPyWrites() throws IOException {
    Path path = directory.resolve("y.npy");
    Npy.writeFloat32(path, Tensor.zeros(200, 7, 112));
    byte[] written = Files.readAllBytes(path);
    byte[] numpys = Files.readAllBytes(Path.of("models/fashion/inputs.npy"));

    assertThat(ByteBuffer.wrap(written, 0, 128)).isEqualTo(ByteBuffer.wrap(numpys, 0, 128));
  }

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

  @Test
  void fortranOrderIsTurnedRound() {
    String header = header("<f4", "(2, 3)").replace("False", "True");
    Tensor tensor = read(RawFiles.npy(1, header, RawFiles.floats(0, 10, 1, 11, 2, 12)));
    assertThat(tensor).isEqualTo(Tensor.of(new int[] {2, 3}, new double[] {0, 1, 2, 10, 11, 12}));
    for (String shape : new String[] {"(2, 3, 4)", "(4, 1, 3, 2)", "(24,)"}) {
      String any = header("|u1", shape).replace("False", "True");
      byte[] bytes = new byte[24];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) i;
      }
      Tensor read = read(RawFiles.npy(1, any, bytes));
      int[] extents = read.shape();
      for (int at = 0; at < bytes.length; at++) {
        int rest = at;
        int place = 0;
        for (int axis = 0; axis < extents.length; axis++) {
          int stride = 1;
          for (int later = axis + 1; later < extents.length; later++) {
            stride *= extents[later];
          }
          int index = rest % extents[axis];
          rest /= extents[axis];
          place += index * stride;
        }
        assertThat(read.values()[place]).isEqualTo(at);
      }
    }
    String empty = header("<f4", "(0, 7)").replace("False", "True");
    assertThat(read(RawFiles.npy(1, empty)).shape()).containsExactly(0, 7);
    String scalar = header("<f4", "()").replace("False", "True");
    assertThat(read(RawFiles.npy(1, scalar, RawFiles.floats(5))).values()).containsExactly(5);
    String neither = FLOATS.replace("False", "'C'");
    assertError(
        RawFiles.npy(1, neither, RawFiles.floats(1, 2)),
        "x.npy: header: fortran_order: 'C' (expected: True or False)");
  }

  @Test
  void lengthsThatPython2WroteAsLongAreRead() {
    assertThat(read(RawFiles.npy(1, header("|u1", "(1L, 2L)"), (byte) 1, (byte) 2)).shape())
        .containsExactly(1, 2);
  }

  @Test
  void structuredTypesAreRefused() {
    String header = "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2,), }";
    assertError(
        RawFiles.npy(1, header, new byte[8]), "descr: [('a', '<f4')], a structure (expected:");
    String nested = header.replace("'<f4')", "[('b', '<f4'), ('c', '<i2', (2,))])");
    assertError(RawFiles.npy(1, nested, new byte[8]), ", a structure (expected:");
  }

  @Test
  void aFileShorterOrLongerThanItsShapeIsRefused() {
    assertError(
        RawFiles.npy(1, FLOATS, RawFiles.floats(1)), "data: 4 bytes (expected: 8 bytes for shape");
    assertError(RawFiles.npy(1, FLOATS, new byte[9]), "data: 9 bytes (expected: 8 bytes");
    String huge = header("<f4", "(2147483647, 2147483647, 2147483647)");
    assertError(RawFiles.npy(1, huge, new byte[4]), "data: 4 bytes (expected: shape [2147483647");
  }

  @Test
  void brokenHeadersAreRefused() {
    assertError(new byte[0], "magic: truncated after 0 bytes (expected: 6 bytes)");
    assertError("NUMPY, no".getBytes(StandardCharsets.UTF_8), "not a NumPy file");
    assertError(RawFiles.npy(4, FLOATS), "version: 4.0 (expected: 1.0, 2.0 or 3.0)");
    byte[] endless = RawFiles.npy(2, FLOATS);
    endless[11] = (byte) 0xff;
    assertError(endless, "header length: 42781901");
    for (String shape : new String[] {"(2)", "(,)", "(2,,)", "(-2,)", "(9999999999,)", "True"}) {
      assertError(RawFiles.npy(1, header("<f4", shape), new byte[8]), "x.npy: header");
    }
    for (String header : new String[] {"", "{", "{}", "{'shape': (2,)}", FLOATS + "x", "[1]"}) {
      assertError(RawFiles.npy(1, header, new byte[8]), "with descr, fortran_order and shape");
    }
    String other = "{'descr': '<f4', 'order': False, 'shape': (2,), }";
    assertError(RawFiles.npy(1, other, new byte[8]), "with descr, fortran_order and shape");
    String rest = FLOATS.replace("}", "and so on}");
    assertError(RawFiles.npy(1, rest, new byte[8]), "with descr, fortran_order and shape");
    String twice = FLOATS.replace("'shape'", "'descr': '<f4', 'shape'");
    assertError(RawFiles.npy(1, twice, new byte[8]), "with descr, fortran_order and shape");
  }

  @Test
  void int64ValuesThatADoubleCannotHoldAreRefused() {
    for (long value : new long[] {(1L << 53) + 1, Long.MIN_VALUE, Long.MAX_VALUE}) {
      assertError(
          RawFiles.npy(1, header("<i8", "(1,)"), RawFiles.longs(value)), "int64 value: " + value);
    }
    for (long value : new long[] {(1L << 53) + 1, Long.MIN_VALUE, -1}) {
      assertError(
          RawFiles.npy(1, header("<u8", "(1,)"), RawFiles.longs(value)),
          "uint64 value: " + Long.toUnsignedString(value));
    }
  }

  private void assertError(byte[] bytes, String part) {
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("x.npy")
        .hasMessageContaining(part);
  }
}
