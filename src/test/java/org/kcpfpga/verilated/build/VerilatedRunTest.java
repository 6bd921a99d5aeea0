package org.kcpfpga.verilated.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kcpfpga.verilated.VerilatedModel;

@Tag("locale")
@Tag("slow")
class VerilatedRunTest {
  /** Which bits of a record of {@code widths} exist: words of a1 a8 a12 a32 a33 a64 a65 a96. */
  private static final int[] MASK = {1, 0xFF, 0xFFF, -1, -1, 1, -1, -1, -1, -1, 1, -1, -1, -1};

  @Test
  void outputsAreSampledBeforeTheRisingEdge() {
    try (VerilatedModel model = VerilatedModel.build(Toys.widths())) {
      int[] in = new int[2 * 14];
      int[] out = new int[2 * 15];
      in[0] = 1;
      in[1] = 0xFF;
      in[2] = 0x123;
      model.run(2, in, out);

      assertThat(out[model.outputs().offset("sum")]).as("combinational, same cycle").isEqualTo(256);
      assertThat(out[15 + model.outputs().offset("y1")]).isZero();
      assertThat(out[15 + model.outputs().offset("y8")]).isZero();
      assertThat(out[15 + model.outputs().offset("y12")]).isEqualTo(0xEDC);
      assertThat(model.cycles()).isEqualTo(2);
    }
  }

  @Test
  void everyWidthGoesThereAndBackAndBitsAboveItAreIgnored() {
    long seed = 11;
    Random random = new Random(seed);
    int cycles = 8000; // more than one block
    try (VerilatedModel model = VerilatedModel.build(Toys.widths())) {
      int[] in = random.ints((long) cycles * 14).toArray();
      int[] out = new int[cycles * 15];
      model.run(cycles, in, out);
      for (int c = 1; c < cycles; c++) {
        int[] expected = new int[14];
        for (int w = 0; w < 14; w++) {
          expected[w] = ~in[(c - 1) * 14 + w] & MASK[w];
        }
        assertThat(Arrays.copyOfRange(out, c * 15, c * 15 + 14))
            .as("cycle %d, seed %d", c, seed)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void twoModelsOfOneSourceKeepTheirOwnState() {
    VerilatedSource source = Toys.toy(VerilatedOptions.CHECKED);
    try (VerilatedModel first = VerilatedModel.build(source);
        VerilatedModel second = VerilatedModel.build(source)) {
      first.reset();
      second.reset();
      first.writeRegister(4, 111);
      second.writeRegister(4, 222);
      assertThat(first.readRegister(4)).isEqualTo(111);
      assertThat(second.readRegister(4)).isEqualTo(222);
      first.readRegister(4);
      assertThat(first.cycles()).isGreaterThan(second.cycles());
    }
  }

  @Test
  void twoModelsOfOneSourceRunAtTheSameTimeOnTwoThreads() throws Exception {
    VerilatedSource source = Toys.toy(VerilatedOptions.FAST);
    int runs = 200;
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try (VerilatedModel first = VerilatedModel.build(source);
        VerilatedModel second = VerilatedModel.build(source)) {
      CyclicBarrier start = new CyclicBarrier(2);
      Future<Integer> one = pool.submit(() -> right(first, new Random(21), runs, start));
      Future<Integer> two = pool.submit(() -> right(second, new Random(22), runs, start));
      assertThat(one.get() + two.get())
          .as("beats that came out as they must")
          .isEqualTo(2 * runs * 998);
      assertThat(first.cycles()).isEqualTo(second.cycles());
    } finally {
      pool.shutdown();
    }
  }

  /** Beats that came out two cycles later, each word increased by 1; new arrays in every run. */
  private static int right(VerilatedModel model, Random random, int runs, CyclicBarrier start)
      throws Exception {
    int cycles = 1000;
    int right = 0;
    start.await();
    model.reset();
    for (int run = 0; run < runs; run++) {
      int[] in = new int[cycles * model.inputs().words()];
      int[] out = new int[cycles * model.outputs().words()];
      for (int c = 0; c < cycles; c++) {
        int at = c * model.inputs().words();
        in[at + model.inputs().offset("aresetn")] = 1;
        in[at + model.inputs().offset("m_axis_tready")] = 1;
        in[at + model.inputs().offset("s_axis_tvalid")] = 1;
        in[at + model.inputs().offset("s_axis_tdata")] = random.nextInt(1 << 30);
      }
      model.run(cycles, in, out);
      for (int c = 2; c < cycles; c++) {
        int sent = in[(c - 2) * model.inputs().words() + model.inputs().offset("s_axis_tdata")];
        int at = c * model.outputs().words();
        boolean valid = out[at + model.outputs().offset("m_axis_tvalid")] == 1;
        right += valid && out[at + model.outputs().offset("m_axis_tdata")] == sent + 1 ? 1 : 0;
      }
    }
    return right;
  }

  @Test
  void modelsOfDifferentDesignsLiveSideBySide() {
    // Both libraries hold a class Vkcp: with shared symbols the second would run the first.
    try (VerilatedModel toy = VerilatedModel.build(Toys.toy(VerilatedOptions.CHECKED));
        VerilatedModel widths = VerilatedModel.build(Toys.widths())) {
      int[] out = new int[15];
      int[] in = new int[14];
      in[1] = 41;
      in[0] = 1;
      widths.run(1, in, out);
      assertThat(out[14]).isEqualTo(42);
      toy.reset();
      toy.writeRegister(0, 7);
      assertThat(toy.readRegister(0)).isEqualTo(7);
    }
  }

  @Test
  void startValuesFollowTheSeed() {
    assertThat(startValues(5)).isEqualTo(startValues(5)).isNotEqualTo(startValues(6));
  }

  private static int[] startValues(int seed) {
    try (VerilatedModel model =
        VerilatedModel.build(Toys.widths(), VerilatedCache.standard(), seed)) {
      int[] out = new int[15];
      model.run(1, new int[14], out);
      return out;
    }
  }

  @Test
  void arraysOfTheWrongLengthAreRefused() {
    try (VerilatedModel model = VerilatedModel.build(Toys.widths())) {
      assertThatThrownBy(() -> model.run(2, new int[28], new int[15]))
          .hasMessage("outputs: 15 words (expected: 2 * 15)");
      assertThatThrownBy(() -> model.run(1, new int[13], new int[15]))
          .hasMessage("inputs: 13 words (expected: 1 * 14)");
    }
  }

  @Test
  void aClosedModelSaysSoAndClosesTwice() {
    VerilatedModel model = VerilatedModel.build(Toys.widths());
    model.close();
    model.close();
    assertThatThrownBy(model::cycles).hasMessage("widths: the model is closed");
  }
}
