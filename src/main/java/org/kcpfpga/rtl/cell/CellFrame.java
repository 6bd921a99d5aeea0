package org.kcpfpga.rtl.cell;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.fixed.CellScales;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.plan.CellSchedule;
import org.kcpfpga.plan.boundary.ShiftMap;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.rtl.base.BankPort;
import org.kcpfpga.rtl.base.Datapath;
import org.kcpfpga.rtl.base.Requantiser;
import org.kcpfpga.rtl.base.Shift;
import org.kcpfpga.rtl.base.StatePort;

/** What all kinds of cell have in common: issue, joint sums, pre-activations, output. */
final class CellFrame {
  private final Datapath cell;
  private final Core core;
  private final CellPlan plan;
  private final CellScales scales;
  private final Map<String, Shift> shifts = new HashMap<>();
  private final Map<String, Bits> held = new HashMap<>();
  private final CellIssue issue;
  private final CellTime time;
  private final CellSlots slots;
  private final CellTables tables;
  private final CellValue last;
  private final CellValue sequence;
  private final Map<String, Bits> clips = new HashMap<>();
  private CellState state;
  private CellBlock.Given output;

  /** {@code bias}: the image of its biases. */
  CellFrame(Datapath cell, Core core, String bias) {
    this.cell = cell;
    this.core = core;
    plan = core.pipeline().cell();
    scales = core.model().scales();
    issue = new CellIssue(cell, core, bias);
    time = issue.time();
    slots =
        plan.products().isEmpty()
            ? null
            : new CellSlots(cell, time, plan, core.pipeline().bankOf(CellPlan.NAME));
    tables = new CellTables(cell, core, time, slots);
    last = time.register("last", issue.element().last(), 1);
    sequence = plan.sequences() > 1 ? time.register("sequence", issue.sequence(), 1) : null;
  }

  /** What is offered and taken. */
  CellIssue issue() {
    return issue;
  }

  /** Whether the gates of an element come one after the other. */
  boolean gatesApart() {
    return plan.beats() > 1;
  }

  CellPlan plan() {
    return plan;
  }

  CellKind kind() {
    return plan.kind();
  }

  BitWidths bits() {
    return core.bits();
  }

  /** The shifts that follow from the widths alone. */
  CellScales scales() {
    return scales;
  }

  /** A shift of the model, by its name in {@link ShiftMap}. */
  Shift shift(String name) {
    return shifts.computeIfAbsent(name, n -> Shift.ofCell(core, n));
  }

  /** A value of the cell, shifted left by a shift of the model. */
  Signed align(Signed value, String name) {
    return shift(name).align(value, held(name));
  }

  /** A value of the cell, shifted right by a shift of the model and rounded. */
  Signed round(Signed value, String name) {
    return shift(name).round(value, held(name));
  }

  /** The inputs that bring shifts, by name. */
  Map<String, Bits> shifts() {
    return held;
  }

  /** How many values it clips, by name of the counter. */
  Map<String, Bits> clips() {
    return clips;
  }

  /** What it gives. */
  CellBlock.Given output() {
    return output;
  }

  /** The window to its states; an error where it keeps none. */
  StatePort window() {
    return cell.part(state, "states").port();
  }

  /** Its share of its bank; an error where nothing is multiplied. */
  BankPort bank() {
    return cell.part(slots, "bank").port();
  }

  /** The register of a shift; null where it is a number. */
  private Bits held(String name) {
    return held.computeIfAbsent(name, n -> shift(n).input(cell));
  }

  CellSchedule schedule() {
    return plan.schedule();
  }

  CellTime time() {
    return time;
  }

  /** The memory of states, once. */
  CellState state() {
    state = new CellState(cell, core, issue);
    return state;
  }

  /** The memory of gates that the second pass needs, once. */
  CellKept kept() {
    return new CellKept(cell, core, issue);
  }

  /** Keeps the new state, which is there at this rank. */
  void keep(CellState state, CellValue value, int rank) {
    state.write(value, sequence, rank);
  }

  CellValue multiply(String name, CellValue token, CellValue factor) {
    return slots.multiply(name, token, factor);
  }

  /** The value of a table whose argument is a pre-activation. */
  CellValue gate(String gate, CellValue argument) {
    return table(gate, argument, plan.preRank());
  }

  /** The value of a table whose argument stands at a rank. */
  CellValue table(String gate, CellValue argument, int rank) {
    return tables.value(gate, argument, rank);
  }

  /** Wx of a gate, aligned. */
  Signed inputPart(int gate) {
    Signed sum = Datapath.token(issue.inputData(), gate, plan.inputSumBits());
    return align(sum, ShiftMap.INPUT_ALIGN);
  }

  /** Uh of a gate, aligned. */
  Signed hiddenPart(int gate) {
    Signed sum = Datapath.token(issue.hiddenData(), gate, plan.hiddenSumBits());
    return align(sum, ShiftMap.HIDDEN_ALIGN);
  }

  /** Wx + Uh of a gate, aligned. */
  Signed products(int gate) {
    return inputPart(gate).plus(hiddenPart(gate)).named("products" + gate);
  }

  /** An entry of the bias word, aligned. */
  Signed bias(int index) {
    return align(biasEntry(index), ShiftMap.BIAS_ALIGN);
  }

  /** The entry of the bias word of the gate whose sums are offered, aligned. */
  Signed offeredBias() {
    if (plan.biasEntries() == 1) {
      return bias(0);
    }
    List<Signed> entries = IntStream.range(0, plan.gates()).mapToObj(this::biasEntry).toList();
    return align(Signed.select(issue.beat(), entries).named("offered_bias"), ShiftMap.BIAS_ALIGN);
  }

  private Signed biasEntry(int index) {
    return Datapath.token(issue.biasWord(), index, bits().latent());
  }

  /** Rounds sums of one width that are there at this rank, and counts what it clips. */
  Bits requantise(String name, List<Signed> sums, int rank, Shift shift, int resultBits) {
    return requantise(name, sums, time.valid(rank), shift, resultBits);
  }

  /** Rounds sums of one width that are there while {@code valid}, and counts what it clips. */
  Bits requantise(String name, List<Signed> sums, Bool valid, Shift shift, int resultBits) {
    return requantise(
        name,
        sums,
        valid,
        new Requantiser.Format(sums.size(), sums.get(0).width(), shift, resultBits, 0));
  }

  /** As above, in the format of a requantiser. */
  Bits requantise(String name, List<Signed> sums, Bool valid, Requantiser.Format format) {
    Shift shift = format.by();
    Bits by = shift.register() == null ? null : held(shift.register().name());
    Requantiser round = cell.requantiser(name + "_requantiser", format, by);
    round.valid.drive(valid);
    round.sums.drive(Bits.pack(sums));
    Bits count = cell.output(name + "_clips", round.clips.width());
    count.drive(round.clips);
    clips.put(CellPlan.NAME + "_" + name, count);
    return round.results;
  }

  /** A sum of values at {@code rank - ranks.rounding()}, as it is to be rounded at {@code rank}. */
  Signed settled(String name, Signed sum, int rank) {
    return schedule().ranks().rounding() == 0
        ? sum
        : time.register(name, sum.asBits(), rank).signed(rank);
  }

  /** Rounds the value, a sum at {@link CellSchedule#sumRank()}, to h at the last rank. */
  CellValue push(Signed value, Shift shift) {
    return push(value, shift, null);
  }

  /**
   * As above in the last pass.
   *
   * @param back what is pushed in the pass before it, at the same rank; null if there is none
   */
  CellValue push(Signed value, Shift shift, Bits back) {
    int rank = plan.latency();
    int pass = plan.passes() - 1;
    Bool given = time.valid(rank, pass);
    Signed sum = settled("hidden_exact", value, rank);
    Bits h = requantise("hidden", List.of(sum), given, shift, bits().activation());
    Bool push = cell.outputBool("push");
    push.drive(time.valid(rank));
    Bool delivers = back == null ? push : cell.outputBool("delivers");
    if (back != null) {
      delivers.drive(given);
    }
    Bits pushed = cell.output("value", bits().activation());
    pushed.drive(back == null ? h : given.mux(h, back));
    Bool ends = cell.outputBool("last");
    ends.drive(last.at(rank).asBool());
    Bits slot = sequence == null ? null : cell.output("slot", sequence.at(rank).width());
    if (slot != null) {
      slot.drive(sequence.at(rank));
    }
    output = new CellBlock.Given(push, delivers, pushed, ends, slot);
    return time.passing("new_hidden", h, rank);
  }

  /** Drives what needed all of the above. */
  void finish() {
    tables.drive();
    if (slots != null) {
      slots.drive();
    }
  }
}
