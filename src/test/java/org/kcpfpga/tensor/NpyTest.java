package org.kcpfpga.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("locale")
class NpyTest extends NpyFiles {
  private static final String FLOATS = "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }";

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
}
