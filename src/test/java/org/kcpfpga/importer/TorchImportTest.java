package org.kcpfpga.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kcpfpga.importer.Cases.assertSame;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kcpfpga.Tools;
import org.kcpfpga.TorchScript;
import org.kcpfpga.format.model.FormatModelFile;
import org.kcpfpga.rnn.FloatNetwork;
import org.kcpfpga.rnn.Network;
import org.kcpfpga.rnn.Readout;
import org.kcpfpga.tensor.Tensor;

/** What PyTorch's own exporter and state dicts hold gives here the logits that it gave there. */
@Tag("slow")
class TorchImportTest {
  @TempDir static Path folder;

  @BeforeAll
  static void export() throws IOException {
    Tools.require("torchrun");
    TorchScript.run("exports", folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lstm",
        "lstm-dynamic",
        "lstm-slice",
        "lstm-states",
        "gru",
        "gru-dynamic",
        "rnn",
        "two-layers",
        "two-layers-gru"
      })
  void logitsAreThoseOfPyTorch(String name) throws IOException {
    Path answers = folder.resolve(name + ".json");
    Tensor x = Cases.exchanged(TorchScript.tensor(answers, "x"));
    Tensor logits = TorchScript.tensor(answers, "logits");
    Integer layer = name.startsWith("two") ? 1 : null;
    for (String ending : new String[] {".onnx", ".safetensors"}) {
      Imported imported =
          Importer.read(folder.resolve(name + ending), new ImportChoice(null, layer, null, null));
      assertThat(imported.layer().readout())
          .as("%s: %s", name + ending, imported.notes())
          .isNotNull();
      assertSame(name + ending, new PlainCell(imported.layer()).logits(x), logits);
      Path dense = folder.resolve("dense.safetensors");
      DenseFile.write(dense, imported.layer());
      Network network = FormatModelFile.network(dense);
      Tensor hidden = FloatNetwork.run(network, Cases.exchanged(x));
      assertSame(name + ending + ", written", Readout.logits(network, hidden), logits);
    }
  }
}
