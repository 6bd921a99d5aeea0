package org.kcpfpga.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kcpfpga.common.UserError;

@Tag("locale")
class SafetensorsTest {
  @TempDir Path directory;

  private Safetensors read(byte[] bytes) {
    return Safetensors.read(RawFiles.file(directory, "m.safetensors", bytes));
  }

  /** {@code "name":{...}} with single quotes for double ones. */
  private static String entry(String name, String dtype, String shape, long begin, long end) {
    return "'"
        + name
        + "':{'dtype':'"
        + dtype
        + "','shape':"
        + shape
        + ",'data_offsets':["
        + begin
        + ","
        + end
        + "]}";
  }

  private static byte[] file(String entries, byte... data) {
    return RawFiles.safetensors("{" + entries.replace('\'', '"') + "}", data);
  }

  private void assertError(byte[] bytes, String part) {
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("m.safetensors")
        .hasMessageContaining(part);
  }

  @Test
  void bothFloatTypesAndTheMetadataAreRead() {
    String entries =
        "'__metadata__':{'cell':'lstm'},"
            + entry("b", "F64", "[1]", 8, 16)
            + ","
            + entry("a", "F32", "[2,1]", 0, 8);
    byte[] data = new byte[16];
    System.arraycopy(RawFiles.floats(1.5f, -2), 0, data, 0, 8);
    System.arraycopy(RawFiles.doubles(0.1), 0, data, 8, 8);

    Safetensors file = read(file(entries, data));

    assertThat(file.metadata()).containsExactly(Map.entry("cell", "lstm"));
    assertThat(file.tensors().keySet()).containsExactly("a", "b");
    assertThat(file.tensors().get("a"))
        .isEqualTo(Tensor.of(new int[] {2, 1}, new double[] {1.5, -2}));
    assertThat(file.tensors().get("b").values()).containsExactly(0.1);
  }

  @Test
  void whatIsWrittenIsReadBackAligned() throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("weights", Tensor.of(new int[] {3}, new double[] {1, -0.5, 3e38}));
    tensors.put("none", Tensor.zeros(0, 4));
    tensors.put("scalar \" quoted", Tensor.of(new int[0], new double[] {7}));
    Safetensors file = new Safetensors(tensors, Map.of("in", "4,4,7"));
    Path path = directory.resolve("m.safetensors");

    file.write(path);

    assertThat(Safetensors.read(path).metadata()).isEqualTo(file.metadata());
    assertThat(Safetensors.read(path).tensors().get("weights").values())
        .containsExactly(1, -0.5, (float) 3e38);
    assertThat(Safetensors.read(path).tensors().keySet()).isEqualTo(tensors.keySet());
    assertThat((Files.size(path) - 16) % 8).as("bytes before the data").isZero();
  }

  @Test
  void aValueTooLargeForFloat32IsNotWrittenAndLeavesNoFile() {
    Tensor tensor = Tensor.of(new int[] {2}, new double[] {0, 1e39});
    Path path = directory.resolve("m.safetensors");

    assertThatThrownBy(() -> new Safetensors(Map.of("w", tensor), Map.of()).write(path))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("m.safetensors: w[1]: 1.0E39 (expected: a finite float32)");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aFileCutAnywhereIsRefused() throws IOException {
    byte[] whole = file(entry("a", "F32", "[2]", 0, 8), RawFiles.floats(1, 2));
    read(whole);
    for (int length = 0; length < whole.length; length++) {
      assertError(Arrays.copyOf(whole, length), "(expected:");
    }
  }

  @Test
  void headerLengthsBeyondTheFileOrTheCapAreRefused() {
    byte[] bytes = file("", new byte[0]);
    bytes[3] = 0x40;
    assertError(bytes, "header length: 1073741826 (expected: 2 to the 2 bytes that follow)");
    bytes[7] = (byte) 0x80;
    assertError(bytes, "header length: 9223372037928517634");
    byte[] large = RawFiles.safetensors("{" + " ".repeat(Safetensors.MAX_HEADER_BYTES) + "}");
    assertError(large, "header length: 1048578 (expected: at most 1048576)");
  }

  @Test
  void theShortestAndTheLongestHeaderAreRead() {
    assertThat(read(file("")).tensors()).isEmpty();
    String longest = "{" + " ".repeat(Safetensors.MAX_HEADER_BYTES - 2) + "}";
    assertThat(read(RawFiles.safetensors(longest)).tensors()).isEmpty();
  }

  @Test
  void theHeaderWrittenIsFilledWithFewerThanEightSpaces() throws IOException {
    Path path = directory.resolve("m.safetensors");
    for (int length = 1; length <= 8; length++) {
      new Safetensors(Map.of("w".repeat(length), Tensor.zeros(1)), Map.of()).write(path);

      byte[] bytes = Files.readAllBytes(path);
      String header = new String(bytes, 8, bytes.length - 12, StandardCharsets.UTF_8);

      assertThat(header.length() % 8).isZero();
      assertThat(header.length() - header.stripTrailing().length()).isLessThan(8);
    }
  }

  @Test
  void headersThatAreNoObjectOrRepeatAKeyAreRefused() {
    for (String header : new String[] {"[]", "12", "{]", "{} {}", "{\"a\":1", "nonsense", "  "}) {
      assertError(RawFiles.safetensors(header), "m.safetensors: header: ");
    }
    String twice = entry("a", "F32", "[0]", 0, 0) + "," + entry("a", "F32", "[0]", 0, 0);
    assertError(file(twice), "header: Duplicate field 'a'");
    byte[] notText = RawFiles.safetensors("{\"aa\":1}");
    notText[10] = (byte) 0xff;
    assertError(notText, "header: not UTF-8");
    assertError(RawFiles.safetensors("[".repeat(100_000)), "header: ");
  }

  @Test
  void entriesWithWrongKeysOrKindsAreRefused() {
    String good = entry("a", "F32", "[2]", 0, 8);
    assertError(
        file("'a':3", new byte[8]), "a: dtype: missing (expected: one of BF16, BOOL, F16, F32");
    assertError(file(good.replace("F32", "F8_E4M3"), new byte[8]), "a: dtype: \"F8_E4M3\"");
    assertError(file(good.replace("'F32'", "32"), new byte[8]), "a: dtype: 32");
    assertError(file(good.replace("'shape'", "'shap'"), new byte[8]), "a: key shap");
    for (String shape : new String[] {"[-2]", "[2.0]", "2", "['2']", "[null]", "[99999999999]"}) {
      assertError(file(good.replace("[2]", shape), new byte[8]), "a: shape: ");
    }
    for (String offsets : new String[] {"[8]", "[0,4,8]", "[8,0]", "[0,9]", "[-1,7]", "[0,1e3]"}) {
      assertError(file(good.replace("[0,8]", offsets), new byte[8]), "a: data_offsets: ");
    }
    assertError(file("'__metadata__':[]," + good, new byte[8]), "__metadata__: [] (expected: an");
    assertError(file("'__metadata__':{'k':1}," + good, new byte[8]), "__metadata__: k: 1");
  }

  @Test
  void sizesThatDoNotMatchTheirBytesAreRefused() {
    for (String shape :
        new String[] {
          "[3]",
          "[]",
          "[0]",
          "[3,2]",
          "[2147483647,2147483647]",
          "[65536,65536,65536,65536]",
          // 15 * 2^64 + 2, which is 2 in a long: the elements that the bytes hold
          "[248797,1144163161,972026]"
        }) {
      assertError(
          file(entry("a", "F32", shape, 0, 8), new byte[8]),
          "a: data_offsets: 8 bytes (expected: the size of shape [");
    }
    assertThat(read(file(entry("a", "F32", "[2147483647,2147483647,0]", 0, 0))).tensors())
        .containsKey("a");
  }

  @Test
  void overlapsHolesAndTrailingBytesAreRefused() {
    String first = entry("a", "F32", "[2]", 0, 8);
    assertError(
        file(first + "," + entry("b", "F32", "[2]", 4, 12), new byte[12]),
        "b: data_offsets: overlaps the tensor before it at byte 4 (expected: begin 8)");
    assertError(
        file(first + "," + entry("b", "F32", "[1]", 12, 16), new byte[16]),
        "b: data_offsets: leaves a hole at byte 12 (expected: begin 8)");
    assertError(file(first, new byte[11]), "data: 3 bytes after the last tensor (expected: none)");
  }

  @Test
  void aWeightThatIsNotFiniteIsNamedWithItsIndex() {
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      assertError(
          file(entry("w", "F32", "[3]", 0, 12), RawFiles.floats(0, 1, bad)),
          "w[2]: " + (double) bad + " (expected: a finite number)");
    }
  }

  @Test
  void missingFilesAndDirectoriesAreRefused() {
    assertThatThrownBy(() -> Safetensors.read(directory.resolve("none")))
        .isInstanceOf(UserError.class)
        .hasMessageEndingWith("none: no such file (expected: a file to read)");
    assertThatThrownBy(() -> Npy.read(directory))
        .isInstanceOf(UserError.class)
        .hasMessageEndingWith(": a directory (expected: a file to read)");
  }

  @Test
  void controlCharactersInNamesDoNotBreakTheLine() {
    String name = "a\\nb\\u0000\\u2028c";
    assertThatThrownBy(() -> read(file(entry(name, "C64", "[1]", 0, 8), new byte[8])))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("a b  c: dtype");
  }
}
