package org.kcpfpga.format.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.kcpfpga.format.FormatKind;
import org.kcpfpga.fuzz.ReaderContract;
import org.kcpfpga.fuzz.Whole;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.rnn.FloatNetwork;
import org.kcpfpga.rnn.Network;
import org.kcpfpga.tensor.Tensor;

/** A network that is read can also be run. */
class FormatModelFuzzTest extends ReaderContract {
  FormatModelFuzzTest() {
    super("format-model");
  }

  @Override
  protected void read(Path path) {
    Network network = FormatModelFile.network(path);
    FloatNetwork.run(network, Tensor.zeros(1, 1, network.inSize()));
  }

  @Override
  protected List<Whole> wholes() {
    return Arrays.stream(FormatKind.values()).map(this::whole).toList();
  }

  private Whole whole(FormatKind kind) {
    Path path = directory.resolve("whole.safetensors");
    FormatModelFile.write(path, FormatModels.of(CellKind.RNN, kind, new Random(1)));
    try {
      return Whole.prefixed(Files.readAllBytes(path), 0, Long.BYTES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
