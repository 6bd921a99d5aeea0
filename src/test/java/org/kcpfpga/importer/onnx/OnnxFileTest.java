package org.kcpfpga.importer.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kcpfpga.onnx.ProtoBytes.field;
import static org.kcpfpga.onnx.ProtoBytes.join;
import static org.kcpfpga.onnx.ProtoBytes.number;
import static org.kcpfpga.onnx.ProtoBytes.variable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kcpfpga.common.UserError;
import org.kcpfpga.onnx.GraphFile;
import org.kcpfpga.onnx.TensorBytes;
import org.kcpfpga.tensor.Tensor;

/** What stands in a file, and files that are none or not whole. */
class OnnxFileTest {
  private static final Tensor VALUES =
      Tensor.of(new int[] {2, 2}, new double[] {1, -2.5, 0.15625, 65504});

  @TempDir Path folder;

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("m.onnx"), bytes);
  }

  private Tensor stored(byte[] proto) throws IOException {
    byte[] file = new GraphFile().tensor(proto).bytes();
    return new Constants(OnnxFile.read(write(file))).value("t").orElseThrow();
  }

  private void assertRefused(byte[] file, String message) throws IOException {
    Path path = write(file);
    assertThatThrownBy(() -> OnnxFile.read(path))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(path + ": ")
        .hasMessageContaining(message);
  }

  private void assertTensorRefused(byte[] proto, String message) {
    assertThatThrownBy(() -> stored(proto))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(message);
  }

  @Test
  void floatsAreReadFromEveryFieldAndType() throws IOException {
    assertThat(stored(TensorBytes.raw("t", VALUES))).isEqualTo(VALUES);
    assertThat(stored(TensorBytes.typed("t", VALUES))).isEqualTo(VALUES);
    assertThat(stored(TensorBytes.unpacked("t", VALUES))).isEqualTo(VALUES);
    assertThat(stored(TensorBytes.doubles("t", VALUES))).isEqualTo(VALUES);
    // 1, -2.5, 0.15625, 65504 in binary16
    byte[] halves = {0, 0x3c, 0, (byte) 0xc1, 0, 0x31, (byte) 0xff, 0x7b};
    byte[] half = TensorBytes.head("t", TensorBytes.FLOAT16, 2, 2);
    assertThat(stored(join(half, field(9, halves)))).isEqualTo(VALUES);
    byte[] bits = join(variable(0x3c00), variable(0xc100), variable(0x3100), variable(0x7bff));
    assertThat(stored(join(half, field(5, bits)))).isEqualTo(VALUES);
    Tensor brain = Tensor.of(new int[] {3}, new double[] {1, -2.5, 0.15625});
    assertThat(stored(TensorBytes.brains("t", brain))).isEqualTo(brain);
    byte[] brainBits = join(variable(0x3f80), variable(0xc020), variable(0x3e20));
    assertThat(stored(join(TensorBytes.head("t", TensorBytes.BFLOAT16, 3), field(5, brainBits))))
        .isEqualTo(brain);
    assertThat(stored(TensorBytes.integers("t", 3, -1)).values()).containsExactly(3, -1);
  }

  @Test
  void externalDataLieInTheModelsFolder() throws IOException {
    Files.createDirectory(folder.resolve("part"));
    byte[] data = TensorBytes.bytes(VALUES, 4, (b, value) -> b.putFloat(value.floatValue()));
    Files.write(folder.resolve("part/w.bin"), join(new byte[5], data));
    assertThat(
            stored(
                TensorBytes.external(
                    "t", VALUES, "location", "part/w.bin", "offset", "5", "length", "16")))
        .isEqualTo(VALUES);
    String outside = "(expected: a file in the model's folder)";
    Path secret = Files.write(folder.resolveSibling("secret.bin"), data);
    Files.createSymbolicLink(folder.resolve("link.bin"), secret);
    for (String location :
        new String[] {
          "../secret.bin", "part/../../secret.bin", secret.toString(), "", "link.bin"
        }) {
      assertTensorRefused(
          TensorBytes.external("t", VALUES, "location", location),
          "tensor t: external data: " + location + " " + outside);
    }
    assertTensorRefused(
        TensorBytes.external("t", VALUES, "location", "none.bin"), "none.bin: no such file");
    assertTensorRefused(
        TensorBytes.external("t", VALUES, "location", "part/w.bin", "offset", "6"), "truncated");
    assertTensorRefused(
        TensorBytes.external("t", VALUES, "location", "part/w.bin", "offset", "-1"),
        "offset of external data: -1");
    assertTensorRefused(
        TensorBytes.external("t", VALUES, "location", "part/w.bin", "length", "8"),
        "length of external data: 8 (expected: 16 for its shape)");
    Files.delete(secret);
  }

  @Test
  void tensorsWhoseDataDoNotFitAreRefused() {
    byte[] head = TensorBytes.head("t", TensorBytes.FLOAT, 2, 2);
    assertTensorRefused(
        join(head, field(9, new byte[12])), "12 bytes (expected: 16 for its shape)");
    assertTensorRefused(head, "tensor t: 0 values (expected: 4, of shape [2, 2])");
    assertTensorRefused(
        TensorBytes.head("t", TensorBytes.FLOAT, 1 << 30, 1 << 30), "below 2^31 elements");
    assertTensorRefused(TensorBytes.head("t", TensorBytes.FLOAT, -1), "shape [-1]");
    assertTensorRefused(TensorBytes.head("t", 8, 1), "element type 8 of ONNX");
  }

  @Test
  void whatIsNoOnnxModelIsRefused() throws IOException {
    assertRefused(new byte[0], "0 bytes (expected: an ONNX model");
    assertRefused("no protocol buffer\n".getBytes(StandardCharsets.UTF_8), "an ONNX model");
    assertRefused(new byte[100], "an ONNX model");
    assertRefused(number(1, 8), "graph: missing");
    // a graph of 2 GB in a file of a few bytes
    byte[] giant = join(variable(7 << 3 | 2), variable(Integer.MAX_VALUE), new byte[90]);
    assertRefused(giant, "an ONNX model");
    byte[] negative = join(variable(7 << 3 | 2), variable(-1), new byte[90]);
    assertRefused(negative, "an ONNX model");
    byte[] endless = new byte[40];
    Arrays.fill(endless, (byte) 0xff);
    assertRefused(endless, "an ONNX model");
    assertThatThrownBy(() -> OnnxFile.read(folder)).hasMessageContaining("a directory");
    Path none = folder.resolve("none.onnx");
    assertThatThrownBy(() -> OnnxFile.read(none)).hasMessageContaining("no such file");
  }

  /** A tensor in an attribute of a node in a graph in an attribute, and so on. */
  @Test
  void messagesThatAreNestedTooDeeplyAreRefused() throws IOException {
    byte[] graph = new byte[0];
    for (int i = 0; i < 5000; i++) {
      graph = field(1, field(5, field(6, graph)));
    }
    assertRefused(field(7, graph), "messages inside messages");
  }

  @Test
  void groupsThatAreNestedTooDeeplyAreRefused() throws IOException {
    byte[] groups = new byte[100_000];
    // start of group 15, which nothing reads
    Arrays.fill(groups, (byte) (15 << 3 | 3));
    assertRefused(groups, "an ONNX model");
  }

  @Test
  void graphsThatDoNotHoldTogetherAreRefused() throws IOException {
    assertRefused(
        new GraphFile().input("x", 1).node("Add", "x y", "z").bytes(),
        "Add Add_z: input y (expected: the name of a tensor, an input or an output)");
    assertRefused(
        new GraphFile().node("Neg", "b", "a").node("Neg", "a", "b").bytes(),
        "Neg Neg_a: in a circle");
    assertRefused(
        new GraphFile().input("x", 1).node("Neg", "x", "a").node("Abs", "x", "a").bytes(),
        "Abs Abs_a: output a (expected: a name that nothing else has)");
    assertRefused(
        new GraphFile().tensor("t", VALUES).tensor("t", VALUES).bytes(), "tensor t: there twice");
  }

  @Test
  void nodesComeBehindWhatTheyRead() throws IOException {
    byte[] file =
        new GraphFile()
            .input("x", 1)
            .node("Neg", "b", "c")
            .node("Add", "a a", "b")
            .node("Abs", "x", "a")
            .bytes();
    assertThat(OnnxFile.read(write(file)).nodes())
        .extracting(OnnxNode::type)
        .containsExactly("Abs", "Add", "Neg");
  }
}
