package org.kcpfpga.rtl;

import java.util.List;
import java.util.stream.IntStream;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.fixed.CellScales;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.plan.CellSchedule;

/** What all kinds of cell have in common: issue, joint sums, pre-activations, output. */
final class CellFrame {
  private final Datapath cell;
  private final Core core;
  private final CellPlan plan;
  private final CellScales scales;
  private final CellIssue issue;
  private final CellTime time;
  private final CellSlots slots;
  private final CellTables tables;
  private final CellValue last;
  private final CellValue sequence;

  CellFrame(Datapath cell, Core core) {
    this.cell = cell;
    this.core = core;
    plan = core.pipeline().cell();
    scales = core.model().scales();
    issue = new CellIssue(cell, core);
    time = issue.time();
    slots =
        plan.products().isEmpty()
            ? null
            : new CellSlots(cell, time, plan, core.pipeline().bankOf(CellPlan.NAME));
    tables = new CellTables(cell, core, time, slots);
    last = time.register("last", issue.element().last(), 1);
    sequence = plan.sequences() > 1 ? time.register("sequence", issue.sequence(), 1) : null;
  }

  BitWidths bits() {
    return core.bits();
  }

  CellScales scales() {
    return scales;
  }

  CellSchedule schedule() {
    return plan.schedule();
  }

  CellTime time() {
    return time;
  }

  /** The memory of states, once. */
  CellState state() {
    return new CellState(cell, plan, issue);
  }

  /** Keeps the new state, which is there at this rank. */
  void keep(CellState state, CellValue value, int rank) {
    state.write(value, sequence, rank);
  }

  CellValue multiply(String name, CellValue token, CellValue factor) {
    return slots.multiply(name, token, factor);
  }

  CellValue sigmoid(String gate, CellValue argument) {
    return tables.value(gate, FactorImages.SIGMOID, argument, CellPlan.PRE_RANK);
  }

  CellValue tanh(String gate, CellValue argument, int rank) {
    return tables.value(gate, FactorImages.TANH, argument, rank);
  }

  /** Wx of a gate, aligned. */
  Signed inputPart(int gate) {
    return Datapath.token(issue.inputData(), gate, plan.inputSumBits())
        .shiftLeft(scales.inputAlign());
  }

  /** Uh of a gate, aligned. */
  Signed hiddenPart(int gate) {
    return Datapath.token(issue.hiddenData(), gate, plan.hiddenSumBits())
        .shiftLeft(scales.hiddenAlign());
  }

  /** An entry of the bias word, aligned. */
  Signed bias(int index) {
    return Datapath.token(issue.biasWord(), index, bits().latent()).shiftLeft(scales.biasAlign());
  }

  /** A sum of these parts, from rank 1 on. */
  CellValue joint(String name, Signed sum) {
    int width = scales.jointBits(plan.inputSumBits(), plan.hiddenSumBits(), bits().latent());
    return time.register("joint_" + name, sum.wrapTo(width).asBits(), 1);
  }

  /** The joint sums, rounded, at {@link CellPlan#PRE_RANK}; in the order of {@code names}. */
  List<CellValue> preActivations(List<String> names, List<CellValue> joints) {
    List<Signed> sums = joints.stream().map(joint -> joint.signed(1)).toList();
    Bits rounded = requantise("pre", sums, 1, scales.preShift(), bits().latent());
    return IntStream.range(0, names.size())
        .mapToObj(
            i ->
                time.register(
                    "pre_" + names.get(i),
                    Datapath.token(rounded, i, bits().latent()).asBits(),
                    CellPlan.PRE_RANK))
        .toList();
  }

  /** Rounds sums of one width that are there at this rank, and counts what it clips. */
  Bits requantise(String name, List<Signed> sums, int rank, int shift, int resultBits) {
    Requantiser.Format format =
        new Requantiser.Format(
            "cell_" + name + "_requantiser", sums.size(), sums.get(0).width(), shift, resultBits);
    Requantiser round = cell.instance(name + "_requantiser", () -> new Requantiser(core, format));
    round.bool("valid").drive(time.valid(rank));
    round.bits("sums").drive(Bits.pack(sums));
    cell.output(name + "_clips", round.bits("clips").width()).drive(round.bits("clips"));
    return round.bits("results");
  }

  /** Rounds the value at the last rank to h and pushes it. */
  CellValue push(Signed value, int shift) {
    int rank = plan.latency();
    Bits h = requantise("hidden", List.of(value), rank, shift, bits().activation());
    cell.outputBool("push").drive(time.valid(rank));
    cell.output("value", bits().activation()).drive(h);
    cell.outputBool("last").drive(last.at(rank).asBool());
    if (sequence != null) {
      cell.output("slot", sequence.at(rank).width()).drive(sequence.at(rank));
    }
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
