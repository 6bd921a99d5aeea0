package org.kcpfpga.importer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.kcpfpga.fuzz.ReaderContract;
import org.kcpfpga.fuzz.Whole;
import org.kcpfpga.tensor.Safetensors;
import org.kcpfpga.tensor.Tensor;

/** Any damaged state dict is a layer that can be run, or one line. */
class StateDictFuzzTest extends ReaderContract {
  StateDictFuzzTest() {
    super("state-dict");
  }

  @Override
  protected void read(Path path) {
    ImportedLayer layer = StateDict.read(path, ImportChoice.ANY).layer();
    new PlainCell(layer).run(Tensor.zeros(1, 1, layer.inSize()));
  }

  @Override
  protected List<Whole> wholes() {
    return List.of(whole(4), whole(3));
  }

  private Whole whole(int gates) {
    Random r = new Random(gates);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("rnn.weight_ih_l0", Cases.random(r, 2 * gates, 3));
    tensors.put("rnn.weight_hh_l0", Cases.random(r, 2 * gates, 2));
    tensors.put("rnn.bias_ih_l0", Cases.random(r, 2 * gates));
    tensors.put("rnn.bias_hh_l0", Cases.random(r, 2 * gates));
    tensors.put("fc.weight", Cases.random(r, 3, 2));
    tensors.put("fc.bias", Cases.random(r, 3));
    Path path = directory.resolve("whole.safetensors");
    new Safetensors(tensors, Map.of("format", "pt")).write(path);
    try {
      return Whole.prefixed(Files.readAllBytes(path), 0, Long.BYTES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
