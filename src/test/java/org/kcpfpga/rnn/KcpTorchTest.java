package org.kcpfpga.rnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kcpfpga.Tools;
import org.kcpfpga.TorchScript;
import org.kcpfpga.tensor.Tensor;

/** Models that {@code python/kcp_torch.py} trained and wrote give here what they gave there. */
@Tag("slow")
class KcpTorchTest {
  private static final double TOLERANCE = 1e-4;

  @TempDir static Path folder;

  @BeforeAll
  static void train() throws IOException {
    Tools.require("torchrun");
    TorchScript.run("layers", folder);
  }

  private static Model model(String name) {
    return ModelFile.read(folder.resolve(name + ".safetensors"));
  }

  private static Tensor tensor(String name, String key) throws IOException {
    return TorchScript.tensor(folder.resolve(name + ".json"), key);
  }

  private static void assertSame(Tensor ours, Tensor theirs) {
    assertThat(ours.shape()).isEqualTo(theirs.shape());
    for (int i = 0; i < ours.size(); i++) {
      assertThat(ours.values()[i]).isCloseTo(theirs.values()[i], within(TOLERANCE));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"lstm", "lstm-one-mode", "gru", "gru-batch-first"})
  void logitsAreThoseOfPyTorch(String name) throws IOException {
    Model model = model(name);
    Tensor hidden = FloatNetwork.run(model, tensor(name, "x"));
    assertSame(Readout.logits(model, hidden), tensor(name, "logits"));
  }

  @Test
  void theNetOfTheTutorialIsSavedAndRead() throws IOException {
    String page = Files.readString(Path.of("docs/tutorial.md"));
    String code = page.split("```python\n")[1].split("```")[0];
    String library = Path.of("python").toAbsolutePath().toString();
    Path script = folder.resolve("tutorial.py");
    Files.writeString(
        script, code.replace("\"python\"", "\"" + library + "\"").replace("target/", folder + "/"));
    TorchScript.run(script);
    Model model = model("mine");
    assertThat(model.parametersCell()).isEqualTo(2784);
    assertThat(model.classes()).isEqualTo(10);
  }

  @Test
  void theLinearLayerIsTheSameProduct() throws IOException {
    Model model = model("linear");
    assertThat(model.cell()).isEqualTo(CellKind.LINEAR);
    assertSame(FloatNetwork.run(model, tensor("linear", "x")), tensor("linear", "h"));
  }
}
