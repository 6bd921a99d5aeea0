package org.kcpfpga.rnn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.kcpfpga.tensor.Npy;
import org.kcpfpga.tensor.Tensor;

/** The trained model against the logits that PyTorch computed for it. */
class FashionModelTest {
  private static final Path MODELS = Path.of("models");

  private final Model model = ModelFile.read(MODELS.resolve("fashion-kcp-lstm.safetensors"));

  @Test
  void theTrainedModelGivesPyTorchsLogitsOnAll200Sequences() {
    Tensor inputs = Npy.read(MODELS.resolve("fashion/inputs.npy"));
    Tensor expected = Npy.read(MODELS.resolve("fashion/logits.npy"));
    Tensor labels = Npy.read(MODELS.resolve("fashion/labels.npy"));

    Tensor logits = Readout.logits(model, FloatNetwork.run(model, inputs));

    assertThat(logits.shape()).containsExactly(200, 10);
    assertThat(expected.shape()).containsExactly(200, 10);
    double worst = 0;
    for (int i = 0; i < logits.size(); i++) {
      worst = Math.max(worst, Math.abs(logits.values()[i] - expected.values()[i]));
    }
    assertThat(worst).isLessThan(1e-4);
    assertThat(Readout.correct(logits, labels)).isEqualTo(177);
  }

  @Test
  void itsSizesAreThoseOfTheWorkloadPage() {
    assertThat(model.cell()).isEqualTo(CellKind.LSTM);
    assertThat(model.inSize()).isEqualTo(112);
    assertThat(model.hiddenSize()).isEqualTo(128);
    assertThat(model.parametersCell()).isEqualTo(2_784);
    assertThat(model.denseMacs()).isEqualTo(122_880);
  }
}
