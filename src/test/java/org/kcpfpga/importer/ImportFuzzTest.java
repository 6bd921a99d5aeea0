package org.kcpfpga.importer;

import static org.kcpfpga.onnx.OnnxOperator.integer;
import static org.kcpfpga.onnx.OnnxOperator.integers;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.kcpfpga.fuzz.ReaderContract;
import org.kcpfpga.fuzz.Whole;
import org.kcpfpga.onnx.GraphFile;
import org.kcpfpga.onnx.TensorBytes;
import org.kcpfpga.tensor.Tensor;

/** Any damaged ONNX file is a layer that can be run and written, or one line. */
class ImportFuzzTest extends ReaderContract {
  ImportFuzzTest() {
    super("onnx");
  }

  @Override
  protected void read(Path path) {
    ImportedLayer layer = Importer.read(path, ImportChoice.ANY).layer();
    new PlainCell(layer).run(Tensor.zeros(1, 1, layer.inSize()));
  }

  @Override
  protected List<Whole> wholes() {
    return List.of(whole(lstm()), whole(gru()));
  }

  private static Whole whole(GraphFile graph) {
    return Whole.bytes(graph.bytes());
  }

  private static GraphFile lstm() {
    Random r = new Random(1);
    return new GraphFile()
        .input("X", 2, 1, 2)
        .output("logits", 1, 3)
        .tensor("W", Cases.random(r, 1, 8, 2))
        .tensor(TensorBytes.unpacked("R", Cases.random(r, 1, 8, 2)))
        .tensor(TensorBytes.doubles("B", Cases.random(r, 1, 16)))
        .tensor("M", Cases.random(r, 2, 3))
        .integers("zero", 0)
        .integers("shape", -1, 2)
        .node("ConstantOfShape", "zero", "h")
        .node("LSTM", "X W R B _ h h", "Y Y_h", integer("hidden_size", 2))
        .node("Squeeze", "Y_h zero", "s")
        .node("Reshape", "s shape", "t")
        .node("MatMul", "t M", "logits");
  }

  private static GraphFile gru() {
    Random r = new Random(2);
    return new GraphFile()
        .input("X", 2, 1, 2)
        .output("Y", 2, 1, 1, 2)
        .tensor(TensorBytes.typed("w", Cases.random(r, 6, 2)))
        .integers("zero", 0)
        .integers("two", 2)
        .integers("end", 6)
        .node("Slice", "w zero two zero", "a")
        .node("Slice", "w two end zero", "b")
        .node("Concat", "b a", "c", integer("axis", 0))
        .node("Unsqueeze", "c zero", "W")
        .node("Transpose", "W", "t", integers("perm", 0, 1, 2))
        .node("GRU", "X W t", "Y", integer("linear_before_reset", 1));
  }
}
