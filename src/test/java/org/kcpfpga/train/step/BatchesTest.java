package org.kcpfpga.train.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kcpfpga.datasets.LabelledInputs;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.train.step.Batches.Dropout;
import org.kcpfpga.train.step.Batches.Position;

class BatchesTest {
  /** Three sequences of two steps of two inputs; element = 100 s + 10 t + j. */
  private static Batches small() {
    Tensor inputs = Tensor.zeros(3, 2, 2);
    for (int i = 0; i < 12; i++) {
      inputs.values()[i] = 100 * (i / 4) + 10 * (i / 2 % 2) + i % 2;
    }
    return new Batches(
        new LabelledInputs(inputs, Tensor.of(new int[] {3}, new double[] {4, 5, 6})));
  }

  @Test
  void aBatchHasTheStepsOfAllItsSequencesTogether() {
    Batch batch = small().plain(new int[] {9, 2, 0}, 1, 5);
    assertThat(batch.sequences()).isEqualTo(2);
    assertThat(batch.x()).containsExactly(200, 201, 0, 1, 210, 211, 10, 11);
    assertThat(batch.labels()).containsExactly(6, 4);
    assertThat(batch.hiddenMask()).isNull();
  }

  @Test
  void anOrderIsAPermutationThatDependsOnSeedAndEpochOnly() {
    int[] all = IntStream.range(0, 50).toArray();
    int[] order = Batches.shuffled(all, 1, 0);
    assertThat(order).containsExactlyInAnyOrder(all).isNotEqualTo(all);
    assertThat(Batches.shuffled(all, 1, 0)).isEqualTo(order);
    assertThat(Batches.shuffled(all, 1, 1)).isNotEqualTo(order);
    assertThat(Batches.shuffled(all, 2, 0)).isNotEqualTo(order);
  }

  @Test
  void aMaskIsTheSameInAllStepsAndKeepsTheMean() {
    Tensor ones = Tensor.zeros(100, 2, 50);
    Arrays.fill(ones.values(), 1);
    Batches data = new Batches(new LabelledInputs(ones, Tensor.zeros(100)));
    int[] all = IntStream.range(0, 100).toArray();
    Position place = new Position(3, 1, 2);
    Dropout dropout = new Dropout(0.25, 0.5);
    Batch batch = data.dropped(data.plain(all, 0, 100), dropout, 30, place);
    double[] x = batch.x();
    assertThat(Arrays.copyOf(x, 5000)).isEqualTo(Arrays.copyOfRange(x, 5000, 10000));
    assertThat(Arrays.stream(x).distinct().sorted().toArray())
        .containsExactly(0, (float) (1 / 0.75));
    assertThat(Arrays.stream(x).average().orElseThrow()).isBetween(0.95, 1.05);
    assertThat(batch.hiddenMask()).hasSize(3000).contains(0f, 2f);
    Batch again = data.dropped(data.plain(all, 0, 100), dropout, 30, place);
    assertThat(again.x()).isEqualTo(x);
    Batch other = data.dropped(data.plain(all, 0, 100), dropout, 30, new Position(3, 1, 3));
    assertThat(other.x()).isNotEqualTo(x);
  }

  /** 30 of class 0, 10 of class 1, 1 of class 2. */
  @ParameterizedTest
  @CsvSource({"0,0,0,0", "0.1,3,1,0", "0.2,6,2,0", "0.01,1,1,0", "0.99,29,9,0"})
  void everyClassGivesItsShareAndKeepsOne(double share, int zeros, int ones, int twos) {
    Tensor labels = Tensor.zeros(41);
    Arrays.fill(labels.values(), 30, 40, 1);
    labels.values()[40] = 2;
    Split split = Split.stratified(labels, share, 1);
    int[] counts = new int[3];
    Arrays.stream(split.validation()).forEach(i -> counts[(int) labels.values()[i]]++);
    assertThat(counts).containsExactly(zeros, ones, twos);
    assertThat(IntStream.concat(Arrays.stream(split.training()), Arrays.stream(split.validation())))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 41).boxed().toList());
    assertThat(Split.stratified(labels, share, 1).validation()).isEqualTo(split.validation());
  }
}
