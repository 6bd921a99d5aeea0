package org.kcpfpga.datasets.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kcpfpga.common.UserError;
import org.kcpfpga.datasets.LabelledInputs;
import org.kcpfpga.datasets.Labels;
import org.kcpfpga.tensor.Npy;
import org.kcpfpga.tensor.NpyRows;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.train.InputStatistics;

/** Sequences that stay in their file are those of the whole array. */
class NpyPartTest {
  @TempDir Path folder;

  private final Tensor inputs = Tensor.zeros(3, 2, 4);
  private final Tensor labels = Tensor.of(new int[] {3}, new double[] {0, 1, 0});

  private NpyPart written() {
    Random random = new Random(2);
    for (int i = 0; i < inputs.size(); i++) {
      inputs.values()[i] += (float) random.nextGaussian();
    }
    Path file = folder.resolve("x.npy");
    Npy.writeFloat32(file, inputs);
    Npy.writeInt64(folder.resolve("l.npy"), labels);
    NpyRows rows = NpyRows.open(file);
    return NpyPart.of(file, rows, 4, n -> Labels.read(folder.resolve("l.npy"), n, 2));
  }

  @Test
  void theyAreTheSameNumbers() {
    NpyPart part = written();
    DataPart whole = DataPart.of(new LabelledInputs(inputs, labels));
    assertThat(part.all()).isEqualTo(whole.all());
    assertThat(part.first(2)).isEqualTo(inputs.first(2));
    assertThat(part.sequence(1)).containsExactly(whole.sequence(1));
    assertThat(InputStatistics.of(part)).isEqualTo(InputStatistics.of(whole));
    DataPart normalised = part.normalised(InputStatistics.of(part));
    assertThat(normalised).isInstanceOf(DataPart.Normalised.class);
    assertThat(normalised.all()).isEqualTo(whole.normalised(InputStatistics.of(whole)).all());
    assertThat(part.near()).isInstanceOf(ArrayPart.class);
  }

  @Test
  void aSmallFileIsInMemory() {
    written();
    DataPart part = NpySource.pair(folder.resolve("x.npy"), folder.resolve("l.npy"), 4, 2);
    assertThat(part).isInstanceOf(ArrayPart.class);
    assertThat(DataPart.fits(Runtime.getRuntime().maxMemory() / 32 + 1)).isFalse();
  }

  @Test
  void whatIsWrongIsFoundBeforeAnythingIsLearned() {
    inputs.values()[2 * 8 + 4 + 3] = Double.NaN;
    assertThatThrownBy(this::written)
        .isInstanceOf(UserError.class)
        .hasMessage(folder.resolve("x.npy") + "[2,1,3]: NaN (expected: a finite number)");
    inputs.values()[2 * 8 + 4 + 3] = 0;
    labels.values()[1] = 2;
    assertThatThrownBy(this::written)
        .hasMessage(folder.resolve("l.npy") + "[1]: 2.0 (expected: a class, 0 to 1)");
    labels.values()[1] = 1;
    NpyPart part = written();
    assertThatThrownBy(() -> NpyPart.of(part.file(), part.rows(), 5, n -> labels))
        .hasMessageEndingWith("x.npy: shape [3, 2, 4] (expected: shape [any, any, 5])");
  }
}
