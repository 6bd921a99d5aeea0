package org.kcpfpga.rtl.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kcpfpga.Tools;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.Implementation;
import org.kcpfpga.design.Lanes;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.fixed.CellScales;
import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.image.Core;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.plan.PlannedCells;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.tensor.TestSeed;

/** The cell alone: values, order, cycles and clips, whatever the gaps between its elements. */
@Tag("slow")
class CellTest {
  private static final int STEPS = 12;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "LSTM, 1, 16, 6, 1",
    "LSTM, 2, 16, 8, 3",
    "LSTM, 8, 16, 6, 2",
    "LSTM, 3, 12, 5, 5",
    "LSTM, 5, 9, 7, 1",
    "LSTM, 4, 18, 1, 2",
    "LSTM, 1, 8, 6, 1",
    "LSTM, 3, 4, 3, 1",
    "GRU, 1, 16, 6, 1",
    "GRU, 6, 16, 8, 3",
    "GRU, 2, 12, 5, 3",
    "GRU, 4, 9, 1, 1",
    "GRU, 3, 18, 7, 2",
    "GRU, 2, 8, 6, 1",
    "RNN, 1, 16, 6, 2",
    "RNN, 1, 8, 5, 1",
    "LINEAR, 1, 16, 6, 1",
    "LINEAR, 1, 5, 1, 1",
    "LSTM_HARD_SIGMOID, 2, 16, 6, 2",
    "LSTM_HARD_SIGMOID, 3, 8, 5, 1",
    "GRU_HARD_SIGMOID, 2, 12, 5, 2",
    "GRU_RESET_BEFORE, 1, 16, 6, 1",
    "GRU_RESET_BEFORE, 3, 16, 8, 3",
    "GRU_RESET_BEFORE, 2, 12, 5, 3",
    "GRU_RESET_BEFORE, 2, 9, 1, 1",
    "GRU_RESET_BEFORE, 1, 8, 6, 2",
    "MGU, 1, 16, 6, 1",
    "MGU, 3, 12, 5, 2",
    "MGU, 2, 8, 3, 3"
  })
  void pushesTheRoundedStateOfEveryElementAtItsRank(
      CellKind kind, int lanes, int latent, int size, int sequences) throws Exception {
    Tools.require("iverilog");
    SplittableRandom r =
        new SplittableRandom(TestSeed.random("CellTest " + kind + lanes, 21).nextLong());
    Core core = core(r, kind, lanes, latent, size, sequences);
    List<CellBench.Element> elements = elements(r, core);
    List<String> lines = new CellBench(core, Files.createDirectories(folder)).run(elements);
    check(core, elements, lines);
  }

  private static void check(Core core, List<CellBench.Element> elements, List<String> lines) {
    CellPlan plan = core.pipeline().cell();
    CellReference reference = new CellReference(core.model(), plan.sequences());
    List<Long> pops = new ArrayList<>();
    List<String> pushes = new ArrayList<>();
    for (String line : lines) {
      String[] words = line.split(" ");
      if (words[0].equals("pop")) {
        pops.add(Long.parseLong(words[1]));
      } else {
        pushes.add(line);
      }
    }
    assertThat(pops).as("pops; " + pushes).hasSize(elements.size());
    requireGaps(plan, pops);
    for (int i = 0; i < elements.size(); i++) {
      CellBench.Element e = elements.get(i);
      int element = i % plan.size();
      boolean lastPass = i / plan.size() % plan.passes() == plan.passes() - 1;
      long h =
          lastPass
              ? reference.step(element, e.sequence(), e.start(), e.x(), e.u())
              : reference.reset(element, e.sequence(), e.start(), e.x(), e.u());
      String word = lastPass ? "push " : "back ";
      long cycle = pops.get(i) + plan.latency();
      String sequence = plan.sequences() > 1 ? Integer.toString(e.sequence()) : "z";
      int last = element == plan.size() - 1 ? 1 : 0;
      assertThat(pushes.get(i)).isEqualTo(word + cycle + " " + h + " " + last + " " + sequence);
    }
    String clips =
        (!core.model().cell().recurrent() ? "x" : reference.preClips)
            + (plan.kind().definition().roundsState() ? " " + reference.stateClips + " " : " x ")
            + reference.hiddenClips;
    assertThat(pushes.subList(elements.size(), pushes.size())).containsExactly("clips " + clips);
  }

  /** No two products meet on a lane, and elements that are there come at the full rate. */
  private static void requireGaps(CellPlan plan, List<Long> pops) {
    Set<Integer> gaps = new TreeSet<>();
    for (int i = 1; i < pops.size(); i++) {
      gaps.add((int) (pops.get(i) - pops.get(i - 1)));
    }
    assertThat(gaps).noneMatch(plan.schedule().conflicts()::contains);
    if (plan.size() > 1) {
      assertThat(gaps).contains(plan.interval());
    }
  }

  /**
   * On one lane an LSTM multiplies in slots 3 to 8, 10 and 17: an element may follow after 8
   * cycles, but after 9 its product of slot 8 would meet the one of slot 17.
   */
  @Test
  void elementsKeepDistancesAtWhichNoProductsMeet() {
    SplittableRandom r = new SplittableRandom(1);
    CellPlan plan = core(r, CellKind.LSTM, 1, 16, 6, 1).pipeline().cell();
    assertThat(plan.schedule().conflicts())
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14);
    CellPlan wide = core(r, CellKind.LSTM, 8, 16, 6, 1).pipeline().cell();
    assertThat(wide.schedule().conflicts()).isEmpty();
  }

  /** Gaps of all lengths; the next step of a sequence comes when the one before has left. */
  private static List<CellBench.Element> elements(SplittableRandom r, Core core) {
    CellPlan plan = core.pipeline().cell();
    List<CellBench.Element> elements = new ArrayList<>();
    int gap = 1;
    int before = -1;
    for (int step = 0; step < STEPS * plan.sequences(); step++) {
      int sequence = r.nextInt(plan.sequences());
      boolean start = step < plan.sequences() || r.nextInt(4) == 0;
      int at = step < plan.sequences() ? step : sequence;
      boolean dependent = plan.size() * plan.sequences() < 4 || at == before;
      for (int e = 0; e < plan.passes() * plan.size(); e++) {
        // between the passes of a step the cell itself sees to the distance
        int wait = e == 0 && dependent ? plan.latency() + 3 : r.nextInt(gap);
        elements.add(
            new CellBench.Element(
                wait,
                start,
                at,
                sums(r, plan.gates(), plan.inputSumBits()),
                sums(r, plan.gates(), plan.hiddenSumBits())));
      }
      gap = 1 + r.nextInt(2 * plan.latency());
      before = at;
    }
    return elements;
  }

  private static long[] sums(SplittableRandom r, int gates, int bits) {
    int used = bits == 0 ? 0 : 1 + r.nextInt(bits);
    return r.longs(gates).map(value -> used == 0 ? 0 : value >> (Long.SIZE - used)).toArray();
  }

  private static Core core(
      SplittableRandom r, CellKind kind, int lanes, int latent, int size, int sequences) {
    int gates = kind.gates();
    OperatorShape x = new OperatorShape(new int[] {4}, new int[] {gates * size}, 1, new int[] {2});
    OperatorShape h =
        new OperatorShape(new int[] {size}, new int[] {gates * size}, 1, new int[] {1});
    BitWidths bits = new BitWidths(4 + r.nextInt(12), 8, latent, 4 + r.nextInt(15));
    OperatorShape hidden = kind.recurrent() ? h : null;
    Design design =
        new Design("c", kind, x, hidden, Lanes.of(1, 1), bits, sequences, Implementation.DEFAULT);
    AcceleratorPlan plan = PlannedCells.of(design, lanes);
    int input = bits.preFraction() + r.nextInt(8);
    CellScales.Fractions fractions =
        new CellScales.Fractions(
            input,
            kind.recurrent() ? bits.preFraction() + r.nextInt(8) : input,
            bits.preFraction() + r.nextInt(3),
            kind.keepsCell() ? bits.state() - 1 - r.nextInt(4) : 0,
            bits.hiddenFraction() - r.nextInt(3));
    CellScales scales = CellScales.of(kind, bits, fractions);
    int limit = 1 << (latent - 1);
    int[] bias = r.ints((long) gates * size, -limit, limit).toArray();
    int[] hiddenBias = kind.splitCandidate() ? r.ints(size, -limit, limit).toArray() : null;
    return new Core(
        plan,
        new QuantisedModel(
            kind,
            bits,
            new QuantisedModel.Fractions(7, fractions.state(), fractions.output()),
            null,
            null,
            bias,
            hiddenBias,
            scales),
        null);
  }
}
