package org.kcpfpga.rnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kcpfpga.common.UserError;
import org.kcpfpga.tensor.Tensor;

class NormalisationTest {
  @TempDir Path directory;

  private static Tensor vector(double... values) {
    return Tensor.of(new int[] {values.length}, values);
  }

  @Test
  void eachInputHasItsMeanAndScale() {
    Normalisation normalisation = new Normalisation(vector(1, 10), vector(2, 4));
    Tensor raw = Tensor.of(new int[] {1, 2, 2}, new double[] {3, 30, 1, 6});
    assertThat(normalisation.apply(raw).values()).containsExactly(1, 5, 0, -1);
    assertThat(raw.values()).containsExactly(3, 30, 1, 6);
  }

  @Test
  void oneNumberIsForAllInputs() {
    Normalisation bytes = new Normalisation(vector(0), vector(255));
    Tensor raw = Tensor.of(new int[] {1, 1, 3}, new double[] {0, 51, 255});
    assertThat(bytes.apply(raw).values()).containsExactly(0, 0.2, 1);
    assertThat(Normalisation.NONE.apply(raw)).isSameAs(raw);
  }

  @Test
  void aModelKeepsIts() {
    Model plain = ModelFileTest.tiny(CellKind.LSTM);
    Path path = directory.resolve("m.safetensors");
    for (Normalisation kept :
        new Normalisation[] {
          Normalisation.NONE, new Normalisation(Tensor.zeros(12), vector(0.5))
        }) {
      Model model = with(plain, kept);
      ModelFile.write(path, model);
      assertThat(ModelFile.read(path).normalisation()).isEqualTo(kept);
      boolean[] none = {false, false};
      assertThat(model.merged(new boolean[] {true, false}, none).normalisation()).isEqualTo(kept);
    }
  }

  private static Model with(Model model, Normalisation normalisation) {
    CellTensors t = model.tensors();
    return Model.of(
        model.cell(),
        model.input(),
        model.hidden(),
        new CellTensors(
            t.bias(), t.hiddenBias(), t.readoutWeight(), t.readoutBias(), normalisation));
  }

  @Test
  void whatCannotBeIsNamed() {
    Model plain = ModelFileTest.tiny(CellKind.RNN);
    refused(
        "normalisation.scale[1]: 0.0 (expected: a number above 0)",
        () -> new Normalisation(vector(0), vector(1, 0)));
    refused(
        "normalisation.mean: shape [2, 1] (expected: shape [any])",
        () -> new Normalisation(Tensor.zeros(2, 1), vector(1)));
    refused(
        "normalisation.mean: shape [5] (expected: shape [12])",
        () -> with(plain, new Normalisation(Tensor.zeros(5), vector(1))));
    refused(
        "normalised inputs[0]: Infinity (expected: a finite number)",
        () -> new Normalisation(vector(0), vector(1e-30)).apply(vector(1e300)));
  }

  private static void refused(String message, Runnable action) {
    assertThatThrownBy(action::run).isInstanceOf(UserError.class).hasMessage(message);
  }
}
