package org.kcpfpga.plan.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.plan.Channel;
import org.kcpfpga.plan.ContractPlan;
import org.kcpfpga.plan.ExpandPlan;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.plan.Side;
import org.kcpfpga.plan.Stage;
import org.kcpfpga.plan.StreamPlan;
import org.kcpfpga.planner.Planner;

/**
 * What nodes say of their state, against counts of what they did: a repetition that is seen too
 * early, as something was left out, would give a wrong interval.
 */
class TimedStateTest {
  private static final int CYCLES = 300;
  private static final int WORDS = 2 * CYCLES;

  private final Pipeline pipeline =
      Planner.plan(DesignFile.read(Path.of("designs/tiny.json"))).pipeline();

  private static void assertState(Consumer<TimedState> description, long... values) {
    TimedState found = new TimedState();
    description.accept(found);
    TimedState expected = new TimedState();
    for (long value : values) {
      expected.add(value);
    }
    assertThat(found.signature()).isEqualTo(expected.signature());
  }

  @Test
  void theOrderAndTheNumberOfValuesCount() {
    TimedState zero = new TimedState();
    zero.add(0);
    assertThat(zero.signature()).isNotEqualTo(new TimedState().signature());
    TimedState one = new TimedState();
    one.add(1);
    one.add(2);
    TimedState other = new TimedState();
    other.add(2);
    other.add(1);
    assertThat(one.signature()).isNotEqualTo(other.signature());
    other = new TimedState();
    other.add(true);
    assertThat(other.signature()).isNotEqualTo(one.signature());
    other.add(2);
    assertThat(other.signature()).isEqualTo(one.signature());
    other.add(false);
    assertThat(other.signature()).isNotEqualTo(one.signature());
  }

  /** Credits, pushes of a word, pops of a word, words, and in how many cycles each is there. */
  @Test
  void aQueue() {
    TimedQueue wide = new TimedQueue(new Channel("wide", 1, 2, 3, 8, 0));
    assertState(state -> wide.describe(state, 0), 6, 0, 0, 0);
    wide.push(4);
    assertState(state -> wide.describe(state, 0), 5, 1, 0, 0);
    wide.push(5);
    assertState(state -> wide.describe(state, 2), 4, 0, 0, 1, 4);
    wide.push(8);
    wide.push(9);
    assertState(state -> wide.describe(state, 7), 2, 0, 0, 2, 0, 3);
    wide.pop();
    assertState(state -> wide.describe(state, 7), 4, 0, 0, 1, 3);
    TimedQueue narrow = new TimedQueue(new Channel("narrow", 2, 1, 3, 8, 0));
    narrow.push(0);
    narrow.pop();
    assertState(state -> narrow.describe(state, 1), 2, 0, 1, 1, 0);
  }

  /** The cycles that the cell claimed, from this one on. */
  @Test
  void aBank() {
    TimedBank bank = new TimedBank();
    assertState(state -> bank.describe(state, 5), 0);
    bank.addCell(3);
    bank.claim(6);
    assertState(state -> bank.describe(state, 4), 0, 0, 1, 0, 0);
    bank.arbitrate(6);
    assertState(state -> bank.describe(state, 7), 0, 0, 0, 0, 0);
  }

  /** Gates taken, and in which of the last cycles an element was issued. */
  @Test
  void aCell() {
    CellPlan one = pipeline.cell();
    CellPlan plan =
        new CellPlan(
            one.kind(), one.size(), one.sequences(), one.bits(), one.sums(), 2, 1, one.schedule());
    TimedQueue sums = full(new Channel("sums", 1, 1, WORDS, 8, 0));
    TimedQueue out = new TimedQueue(new Channel("out", 1, 1, WORDS, 8, 0));
    TimedBank bank = new TimedBank();
    TimedCell cell = new TimedCell(plan, List.of(sums), List.of(out), bank);
    int length = plan.latency() + plan.interval();
    long[] expected = new long[1 + length];
    assertState(state -> cell.describe(state, 0), expected);
    for (long now = 0; now < 2; now++) {
      cell.decide(now);
      cell.act(now);
      long next = now + 1;
      expected[0] = (now + 1) % 2;
      expected[1] = now;
      assertState(state -> cell.describe(state, next), expected);
    }
    // issued in cycle 1
    expected[0] = 0;
    expected[1] = 0;
    expected[3] = 1;
    assertState(state -> cell.describe(state, 4), expected);
    expected[3] = 0;
    expected[length] = 1;
    assertState(state -> cell.describe(state, 1 + length), expected);
  }

  /** Fold, beat and index of the next operation. */
  @Test
  void aContractStage() {
    // on one multiplier, of folds and beats
    Pipeline narrow =
        Planner.plan(DesignFile.read(Path.of("fpga/designs/tiny-hx8k.json"))).pipeline();
    List<ContractPlan> stages = narrow.hidden().contract();
    assertThat(stages).hasSize(2).anyMatch(plan -> plan.folds() > 1);
    assertThat(stages).anyMatch(plan -> plan.beats() > 1);
    for (ContractPlan plan : stages) {
      Channel in = narrow.into(plan.name()).withDepth(WORDS);
      TimedContract stage = new TimedContract(plan, full(in), endless());
      for (int now = 0; now < CYCLES; now++) {
        long next = now + 1;
        stage.decide(now);
        stage.act(now);
        assertState(
            state -> stage.describe(state, next),
            next % plan.folds(),
            next / plan.folds() % plan.beats(),
            next / plan.folds() / plan.beats() % plan.size());
      }
    }
  }

  /** Words of a group, places, passes, operation, reduction block, and which places are full. */
  @Test
  void anExpandStage() {
    for (List<ExpandPlan> stages : List.of(pipeline.input().expand(), pipeline.hidden().expand())) {
      for (ExpandPlan plan : stages) {
        expand(plan);
      }
    }
  }

  private void expand(ExpandPlan plan) {
    boolean firstOfHidden = plan.side() == Side.HIDDEN && plan.mode() == 1;
    TimedExpand stage = new TimedExpand(plan, full(into(plan)), endless(), null, null);
    int places = plan.places();
    long before = firstOfHidden ? places : 0;
    long filled = 0;
    long issued = 0;
    for (int now = 0; now < CYCLES; now++) {
      long groups = before + filled / plan.groupWords() - issued / plan.groupCycles();
      filled += groups < places ? 1 : 0;
      issued += groups > 0 ? 1 : 0;
      stage.decide(now);
      stage.act(now);
      long read = issued / plan.groupCycles();
      // of one pass, neither filled nor read passes are ever between two groups
      long[] expected = new long[7 + places];
      expected[0] = filled % plan.groupWords();
      expected[1] = filled / plan.groupWords() % places;
      expected[2] = read % places;
      expected[5] = issued % plan.groupCycles();
      expected[6] = issued % plan.reductionBlocks();
      for (long group = read; group < before + filled / plan.groupWords(); group++) {
        expected[(int) (7 + group % places)] = 1;
      }
      long next = now + 1;
      assertState(state -> stage.describe(state, next), expected);
    }
  }

  /** Units in the gearbox, fold of the front, beats of the step that leaves. */
  @Test
  void theEnds() {
    StreamPlan stream = pipeline.stream();
    TimedInput input = new TimedInput(stream, 100);
    TimedFront front = new TimedFront(pipeline.front(), input, endless());
    TimedOutput output = new TimedOutput(full(new Channel("out", 1, 1, WORDS, 8, 0)), 7);
    long units = 0;
    long taken = 0;
    for (int now = 0; now < CYCLES; now++) {
      boolean takes = units >= stream.laneUnits();
      boolean accepts = units + stream.beatUnits() <= stream.capacity();
      units += (accepts ? stream.beatUnits() : 0) - (takes ? stream.laneUnits() : 0);
      taken += takes ? 1 : 0;
      for (TimedNode node : List.of(input, front, output)) {
        node.decide(now);
      }
      for (TimedNode node : List.of(input, front, output)) {
        node.act(now);
      }
      long next = now + 1;
      assertState(state -> input.describe(state, next), units);
      assertState(state -> front.describe(state, next), taken % pipeline.front().folds());
      assertState(state -> output.describe(state, next), next % 7);
      assertThat(output.steps()).isEqualTo((int) next / 7);
    }
  }

  private Channel into(Stage stage) {
    return pipeline.into(stage.name()).withDepth(WORDS);
  }

  private static TimedQueue full(Channel channel) {
    TimedQueue queue = new TimedQueue(channel);
    for (int i = 0; i < channel.credits(); i++) {
      queue.push(-1);
    }
    return queue;
  }

  private static TimedQueue endless() {
    return new TimedQueue(new Channel("endless", 1, 1, 10 * WORDS, 8, 0));
  }
}
