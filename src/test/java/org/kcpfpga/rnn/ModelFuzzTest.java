package org.kcpfpga.rnn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.kcpfpga.fuzz.ReaderContract;
import org.kcpfpga.fuzz.Whole;
import org.kcpfpga.tensor.Tensor;

/** A model that is read can also be run. */
class ModelFuzzTest extends ReaderContract {
  ModelFuzzTest() {
    super("model");
  }

  @Override
  protected void read(Path path) {
    Model model = ModelFile.read(path);
    FloatNetwork.run(model, Tensor.zeros(1, 1, model.inSize()));
  }

  @Override
  protected List<Whole> wholes() {
    return Arrays.stream(CellKind.values()).map(this::whole).toList();
  }

  private Whole whole(CellKind cell) {
    Path path = directory.resolve("whole.safetensors");
    ModelFile.write(path, ModelFileTest.tiny(cell));
    try {
      return Whole.prefixed(Files.readAllBytes(path), 0, Long.BYTES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
