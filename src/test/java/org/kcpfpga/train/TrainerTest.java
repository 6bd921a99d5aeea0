package org.kcpfpga.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kcpfpga.common.UserError;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.fixed.FixedNetwork;
import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.rnn.Readout;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.train.graph.Djl;
import org.kcpfpga.train.graph.KcpTarget;
import org.kcpfpga.train.step.Batches.Dropout;
import org.kcpfpga.train.step.Split;

/** Whole trainings of seconds: they learn, repeat, go on, and end in the hardware's numbers. */
class TrainerTest {
  private static final BitWidths FOUR = new BitWidths(8, 4, 16, 16);

  @TempDir Path folder;

  @BeforeAll
  static void startTheLibrary() {
    Djl.start(1);
  }

  /** Stops before batch number {@code batches} of the whole run. */
  private static final class Ear implements Watcher {
    private final List<EpochReport> epochs = new ArrayList<>();
    private int left;

    Ear(int batches) {
      left = batches;
    }

    @Override
    public void batch(BatchReport report) {
      left--;
    }

    @Override
    public void epoch(EpochReport report) {
      epochs.add(report);
    }

    @Override
    public boolean stops() {
      return left == 0;
    }
  }

  private Outcome run(Training training, String name, Ear ear) {
    return Trainer.run(training, folder.resolve(name), ear);
  }

  @Test
  void aToyIsLearned() {
    Ear ear = new Ear(-1);
    Outcome outcome = run(Toys.training(Toys.eager(12, 0), null, 1), "a", ear);
    assertThat(ear.epochs).hasSize(12);
    assertThat(ear.epochs.get(0).loss()).isGreaterThan(2 * ear.epochs.get(11).loss());
    assertThat(outcome.validation().accuracy()).isGreaterThan(0.9);
    assertThat(outcome.scales()).isNull();
    assertThat(outcome.stopped()).isFalse();
  }

  @Test
  void theSameSeedGivesTheSameModelAndAnotherSeedAnother() {
    Outcome one = run(Toys.training(Toys.recipe(2, 1), FOUR, 1), "a", new Ear(-1));
    Outcome same = run(Toys.training(Toys.recipe(2, 1), FOUR, 1), "b", new Ear(-1));
    Outcome other = run(Toys.training(Toys.recipe(2, 1), FOUR, 2), "c", new Ear(-1));
    assertThat(same).isEqualTo(one);
    assertThat(other.parameters()).isNotEqualTo(one.parameters());
  }

  /** 5 batches an epoch: in the middle of the first, at an end, in the fixed epochs. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5, 12, 17, 19})
  void aStoppedTrainingGoesOnAsIfNothingHadHappened(int batches) {
    Training training = Toys.training(Toys.recipe(3, 2), BitWidths.DEFAULT, 1);
    Ear whole = new Ear(-1);
    Outcome expected = run(training, "whole", whole);
    Outcome stopped = run(training, "parts", new Ear(batches));
    assertThat(stopped.stopped()).isTrue();
    Ear rest = new Ear(-1);
    assertThat(run(training, "parts", rest)).isEqualTo(expected);
    int done = whole.epochs.size() - rest.epochs.size();
    assertThat(rest.epochs).isEqualTo(whole.epochs.subList(done, whole.epochs.size()));
  }

  /** 3 epochs of 5 batches in floating point: the best of them stays. */
  @Test
  void stoppedInTheFirstFixedEpochTheBestIsThatOfFloatingPoint() {
    Training training = Toys.training(Toys.recipe(3, 2), BitWidths.DEFAULT, 1);
    Outcome stopped = run(training, "a", new Ear(17));
    assertThat(stopped.scales()).isNull();
    assertThat(stopped.epoch()).isBetween(1, 3);
    Outcome floating = run(Toys.training(Toys.recipe(3, 0), null, 1), "b", new Ear(-1));
    assertThat(stopped.parameters()).isEqualTo(floating.parameters());
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 8})
  void accuracyOfFixedEpochsIsThatOfTheFunctionalModel(int factorBits) {
    BitWidths bits = new BitWidths(8, factorBits, 16, 16);
    Training training = Toys.training(Toys.eager(10, 4), bits, 1);
    Outcome outcome = run(training, "a", new Ear(-1));
    KcpTarget target = Toys.target(CellKind.LSTM, bits);
    QuantisedModel integers = target.integers(outcome.parameters(), outcome.scales());
    int[] held = Split.stratified(training.data().labels(), 0.2, 1).validation();
    assertThat(outcome.validation().sequences()).isEqualTo(held.length).isGreaterThan(10);
    Tensor some = Tensor.zeros(held.length, 4, 6);
    Tensor labels = Tensor.zeros(held.length);
    for (int i = 0; i < held.length; i++) {
      labels.values()[i] = training.data().labels().values()[held[i]];
      System.arraycopy(
          training.data().all().inputs().values(), held[i] * 24, some.values(), i * 24, 24);
    }
    Tensor hidden = new FixedNetwork(integers).run(some);
    Tensor logits = Readout.logits(target.model(outcome.parameters()), hidden);
    assertThat(outcome.validation().correct()).isEqualTo(Readout.correct(logits, labels));
    assertThat(outcome.validation().accuracy()).isGreaterThan(0.8);
    assertThat(outcome.floating().accuracy()).isGreaterThan(0.8);
  }

  @Test
  void trainingEndsWhenNothingGetsBetter() {
    Training t = Toys.training(Toys.recipe(30, 0), null, 1);
    Training patient =
        new Training(
            t.shape(), t.recipe(), new Training.Watch(0.2, 2), t.data(), t.initial(), null, 1);
    Ear ear = new Ear(-1);
    Outcome outcome = run(patient, "a", ear);
    assertThat(ear.epochs.size()).isLessThan(30).isEqualTo(outcome.epoch() + 2);
  }

  @Test
  void theCheckpointOfAnotherTrainingIsRefused() {
    run(Toys.training(Toys.recipe(1, 0), null, 1), "a", new Ear(2));
    assertThatThrownBy(() -> run(Toys.training(Toys.recipe(2, 0), null, 1), "a", new Ear(-1)))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("setting.epochs: 1 (expected: 2, or --restart");
    assertThatThrownBy(() -> run(Toys.training(Toys.recipe(1, 0), null, 2), "a", new Ear(-1)))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("setting.seed: 1 (expected: 2");
  }

  @Test
  void aDamagedCheckpointIsRefused() throws Exception {
    Training training = Toys.training(Toys.recipe(1, 0), null, 1);
    run(training, "a", new Ear(2));
    Path file = folder.resolve("a");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 4));
    assertThatThrownBy(() -> run(training, "a", new Ear(-1)))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(file.toString());
  }

  @Test
  void aCheckpointThatCannotBeWrittenIsAUsersError() {
    Training training = Toys.training(Toys.recipe(1, 0), null, 1);
    assertThatThrownBy(() -> run(training, "missing/a", new Ear(2)))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("an existing directory");
  }

  @Test
  void aLossThatIsNoNumberEndsInOneLine() {
    Recipe wild = new Recipe(3, 0, 16, 1e6, 0, 0, 1e6, new Dropout(0, 0));
    Training training = Toys.training(wild, null, 1);
    Map<String, Tensor> huge = Toys.copy(training.initial());
    Arrays.fill(huge.get("readout.weight").values(), Float.MAX_VALUE);
    Training lost =
        new Training(training.shape(), wild, training.watch(), training.data(), huge, null, 1);
    assertThatThrownBy(() -> run(lost, "a", new Ear(-1)))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("a number; try a smaller --rate");
  }
}
