package org.kcpfpga.importer.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kcpfpga.onnx.OnnxOperator.integer;
import static org.kcpfpga.onnx.OnnxOperator.integers;
import static org.kcpfpga.onnx.OnnxOperator.single;
import static org.kcpfpga.onnx.OnnxOperator.singles;
import static org.kcpfpga.onnx.OnnxOperator.tensor;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kcpfpga.common.UserError;
import org.kcpfpga.onnx.GraphFile;
import org.kcpfpga.onnx.TensorBytes;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.tensor.TestSeed;

/** Folded constants: each operator gives what ONNX Runtime gives, for any shapes and parameters. */
class FoldingTest {
  private static final int CASES = 30;

  @TempDir Path folder;

  private static Tensor numbers(int... shape) {
    Tensor tensor = Tensor.zeros(shape);
    for (int i = 0; i < tensor.size(); i++) {
      tensor.values()[i] = i - 3;
    }
    return tensor;
  }

  private static int[] shape(Random r, int rank) {
    return IntStream.range(0, rank).map(axis -> 1 + r.nextInt(4)).toArray();
  }

  private Constants constants(byte[] file) throws IOException {
    return new Constants(OnnxFile.read(Files.write(folder.resolve("c.onnx"), file)));
  }

  /** Exactly the values and the shape of ONNX Runtime. */
  private void assertFolded(GraphFile graph) throws OrtException, IOException {
    Tensor ours = constants(graph.bytes()).value("out").orElseThrow();
    Tensor theirs = graph.output("out", ours.shape()).run(Map.of()).get("out");
    assertThat(ours).isEqualTo(theirs);
    assertThat(ours.values()).containsExactly(theirs.values());
  }

  @Test
  void slicesOfAnyStartEndAndStep() throws OrtException, IOException {
    Random r = TestSeed.random("slicesOfAnyStartEndAndStep", 51);
    for (int i = 0; i < CASES; i++) {
      int rank = 1 + r.nextInt(3);
      int axis = r.nextInt(rank);
      int step = r.nextBoolean() ? 1 + r.nextInt(3) : -1 - r.nextInt(3);
      long end =
          r.nextInt(4) == 0 ? (step > 0 ? Long.MAX_VALUE : Long.MIN_VALUE) : r.nextInt(12) - 6;
      assertFolded(
          new GraphFile()
              .tensor("x", numbers(shape(r, rank)))
              .integers("start", r.nextInt(12) - 6)
              .integers("end", end)
              .integers("axis", r.nextBoolean() ? axis : axis - rank)
              .integers("step", step)
              .node("Slice", "x start end axis step", "out"));
    }
  }

  @Test
  void transposesConcatenationsAndSplits() throws OrtException, IOException {
    Random r = TestSeed.random("transposesConcatenationsAndSplits", 52);
    for (int i = 0; i < CASES; i++) {
      int[] shape = shape(r, 3);
      int axis = r.nextInt(3);
      int[] longer = shape.clone();
      longer[axis] += r.nextInt(3);
      int turn = r.nextInt(3);
      assertFolded(
          new GraphFile()
              .tensor("a", numbers(shape))
              .tensor("b", numbers(longer))
              .integers("parts", longer[axis], shape[axis])
              .node("Concat", "a b", "ab", integer("axis", axis))
              .node("Split", "ab parts", "left right", integer("axis", axis - 3))
              .node(
                  "Transpose",
                  "left",
                  "out",
                  integers("perm", turn, (turn + 2) % 3, (turn + 1) % 3)));
    }
    assertFolded(new GraphFile().tensor("x", numbers(2, 3, 4)).node("Transpose", "x", "out"));
    assertFolded(
        new GraphFile().tensor("x", numbers(4, 3)).node("Split", "x", "a out", integer("axis", 0)));
  }

  @Test
  void gathersOfAnyAxis() throws OrtException, IOException {
    Random r = TestSeed.random("gathersOfAnyAxis", 53);
    for (int i = 0; i < CASES; i++) {
      int[] shape = shape(r, 3);
      int axis = r.nextInt(3);
      long[] places =
          IntStream.range(0, 1 + r.nextInt(3))
              .mapToLong(k -> r.nextInt(2 * shape[axis]) - shape[axis])
              .toArray();
      assertFolded(
          new GraphFile()
              .tensor("x", numbers(shape))
              .integers("places", places)
              .node("Gather", "x places", "out", integer("axis", axis)));
    }
  }

  @Test
  void shapesThatChangeAndStay() throws OrtException, IOException {
    GraphFile shapes =
        new GraphFile()
            .tensor("x", numbers(1, 2, 1, 6))
            .integers("front", 0, -1)
            .integers("one", 2)
            .integers("mixed", 0, -1, 3)
            .node("Squeeze", "x", "a")
            .node("Unsqueeze", "a front", "b")
            .node("Squeeze", "x one", "c")
            .node("Reshape", "c mixed", "d")
            .node("Flatten", "d", "e", integer("axis", 2))
            .node("Identity", "e", "f")
            .node("Shape", "f", "g")
            .node("Shape", "b", "h")
            .node("Concat", "g h", "i", integer("axis", 0))
            .node("Cast", "i", "out", integer("to", 1));
    assertFolded(shapes);
  }

  @Test
  void constantsSumsAndExpansions() throws OrtException, IOException {
    GraphFile values =
        new GraphFile()
            .integers("wanted", 2, 3)
            .tensor("row", numbers(1, 3))
            .tensor("column", numbers(2, 1))
            .tensor("scalar", numbers())
            .node(
                "ConstantOfShape", "wanted", "a", tensor("value", TensorBytes.raw("", numbers(1))))
            .node("Expand", "row wanted", "b")
            .node("Add", "a column", "c")
            .node("Mul", "c b", "d")
            .node("Sub", "row d", "e")
            .node("Constant", "", "f", single("value_float", 0.5f))
            .node("Mul", "e f", "g")
            .node("Constant", "", "h", singles("value_floats", 1, 2, 3))
            .node("Add", "h g", "i")
            .node("Constant", "", "j", tensor("value", TensorBytes.raw("", numbers(2, 3))))
            .node("Add", "scalar i", "k")
            .node("Sub", "k j", "out");
    assertFolded(values);
  }

  @Test
  void castsRoundAndCutOff() throws OrtException, IOException {
    Tensor x = Tensor.of(new int[] {4}, new double[] {1.75, -1.75, 0.5, 1e6});
    assertFolded(
        new GraphFile()
            .tensor("x", x)
            .node("Cast", "x", "i", integer("to", 7))
            .node("Cast", "i", "out", integer("to", 1)));
  }

  @Test
  void whatDependsOnAnInputIsNotConstant() throws IOException {
    byte[] file =
        new GraphFile()
            .input("x", 2)
            .tensor("w", numbers(2))
            .node("Add", "x w", "y")
            .node("Relu", "w", "z")
            .bytes();
    Constants constants = constants(file);
    assertThat(constants.value("y")).isEmpty();
    assertThat(constants.value("x")).isEmpty();
    assertThat(constants.value("z")).isEmpty();
    assertThat(constants.value("")).isEmpty();
    assertThat(constants.read()).isEmpty();
    assertThat(constants.value("w")).contains(numbers(2));
    assertThat(constants.read()).containsExactly("w");
  }

  private void assertRefused(GraphFile graph, String message) {
    assertThatThrownBy(() -> constants(graph.bytes()).value("out"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(message);
  }

  @Test
  void operatorsThatDoNotFitTheirInputsAreRefused() {
    GraphFile big =
        new GraphFile().integers("n", 1 << 30, 1 << 30).node("ConstantOfShape", "n", "out");
    assertRefused(big, "ConstantOfShape ConstantOfShape_out: a constant of shape [1073741824, 107");
    GraphFile doubling = new GraphFile().tensor("x0", numbers(64));
    for (int i = 0; i < 30; i++) {
      doubling.node(
          "Concat", "x" + i + " x" + i, i == 29 ? "out" : "x" + (i + 1), integer("axis", 0));
    }
    assertRefused(doubling, "not that many values");
    assertRefused(
        new GraphFile()
            .tensor("x", numbers(2, 3))
            .integers("s", 4, -1)
            .node("Reshape", "x s", "out"),
        "Reshape Reshape_out: shape [4, 1] (expected: 6 values, as in Tensor[2, 3])");
    assertRefused(
        new GraphFile().tensor("x", numbers(2)).integers("i", 2).node("Gather", "x i", "out"),
        "index 2 (expected: -2 to 1)");
    assertRefused(
        new GraphFile()
            .tensor("x", numbers(2, 3))
            .tensor("y", numbers(3, 2))
            .node("Concat", "x y", "out", integer("axis", 0)),
        "Tensor[3, 2] (expected: the shape of Tensor[2, 3] but for one axis)");
    assertRefused(
        new GraphFile()
            .tensor("x", numbers(2, 3))
            .node("Transpose", "x", "out", integers("perm", 0, 0)),
        "axes [0, 0] (expected: each once)");
    assertRefused(
        new GraphFile().tensor("x", numbers(2, 3)).integers("a", 1).node("Squeeze", "x a", "out"),
        "axes [1] of Tensor[2, 3] (expected: axes of extent 1)");
    assertRefused(
        new GraphFile().tensor("x", numbers(2)).node("Cast", "x", "out", integer("to", 10)),
        "a constant cast to type 10");
    assertRefused(new GraphFile().node("Constant", "", "out"), "no number");
    assertRefused(
        new GraphFile().tensor("x", numbers(3)).tensor("y", numbers(2)).node("Add", "x y", "out"),
        "shapes [[3], [2]]");
  }
}
