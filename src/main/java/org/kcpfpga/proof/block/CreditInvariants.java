package org.kcpfpga.proof.block;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.plan.Channel;
import org.kcpfpga.plan.ContractPlan;
import org.kcpfpga.plan.ExpandPlan;
import org.kcpfpga.plan.FrontPlan;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.plan.Side;
import org.kcpfpga.proof.Dut;
import org.kcpfpga.proof.Harness;

/**
 * What a whole core says of its channels, between any blocks: credits that the producer owns +
 * beats on their way + places taken = all places.
 */
final class CreditInvariants {
  private final Dut subject;
  private final Pipeline pipeline;
  private final Harness setting;
  private final List<String> balances = new ArrayList<>();
  private final List<String> empty = new ArrayList<>();

  /** {@code setting} gets the registers that are looked at. */
  CreditInvariants(Dut subject, Harness setting) {
    this.subject = subject;
    this.pipeline = subject.pipeline();
    this.setting = setting;
    if (pipeline.systolic()) {
      front();
    }
    for (List<ContractPlan> side :
        List.of(pipeline.input().contract(), pipeline.hidden().contract())) {
      side.forEach(plan -> stage(plan.name(), plan.latency(), pipeline.fedBy(plan)));
    }
    for (List<ExpandPlan> side : List.of(pipeline.input().expand(), pipeline.hidden().expand())) {
      side.forEach(plan -> stage(plan.name(), plan.latency(), pipeline.fedBy(plan)));
    }
    cell();
  }

  /** Statements that all are balanced; {@code verb}: assert, or assume where that is proven. */
  String balanced(String verb) {
    return statements("ledger", verb, balances);
  }

  /** Statements that nothing is on its way: all credits are owned, and no buffer is full. */
  String silent() {
    setting.probe("gearbox_level", "dut.gearbox.level", gearboxBits());
    setting.probe("padding", "dut.stream_input.padding", 1);
    empty.add("gearbox_level == 0 && !padding");
    for (ExpandPlan plan : Dut.all(pipeline.input().expand(), pipeline.hidden().expand())) {
      // places for sequences are full at rest; what lacks is the start of a step
      if (plan.side() == Side.INPUT || plan.mode() > 1) {
        String buffer = "dut." + plan.name() + ".buffer.full";
        setting.probes(plan.name() + "_full", buffer, 0, 2, 1);
        empty.add(plan.name() + "_full == 0");
      }
    }
    return statements("silence", "assert", empty);
  }

  private int gearboxBits() {
    return Bits.indexWidth(subject.stream().capacity() + 1);
  }

  private static String statements(String label, String verb, List<String> conditions) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < conditions.size(); i++) {
      text.append(String.format(Locale.ROOT, "%s%d: %s (%s); ", label, i, verb, conditions.get(i)));
    }
    return text.toString();
  }

  private void stage(String name, int latency, Channel out) {
    setting.probes(name + "_rank", "dut." + name + ".emits_rank", 1, latency, 1);
    ledger("dut." + name + ".credits", out, sum(name + "_rank", latency));
  }

  private void cell() {
    CellPlan cell = pipeline.cell();
    // lanes decide alike, and the core does what the first decides
    String first = cell.lanes() > 1 ? ".lane0" : "";
    String name = "dut." + cell.kind().jsonName() + "_" + CellPlan.NAME + first;
    setting.probes("cell_rank", name + ".valid_rank", 1, cell.latency(), 1);
    String flying = sum("cell_rank", cell.latency());
    String delivered = cell.passes() == 1 ? flying : passes(name, cell, flying);
    ledger(name + ".output_credits", pipeline.into(Pipeline.OUTPUT), delivered);
    if (pipeline.recurrent()) {
      Channel hidden = pipeline.feedback();
      ledger(name + ".hidden_credits", hidden, flying);
      ledger("dut.steps_room", subject.steps(), "0");
      setting.probe("hidden_write", "dut.control_port.hidden_write", 1).define("NO_LOAD", "");
    }
  }

  /**
   * The elements that go to the output: all in the cell are of one pass, which must be the last.
   */
  private String passes(String name, CellPlan cell, String flying) {
    for (String flag : List.of("second_pass", "in_second_pass", "pass_begins", "busy")) {
      setting.probe(flag, name + "." + flag, 1);
    }
    balances.add("pass_begins || second_pass == in_second_pass");
    long before = (1L << cell.passGap() - 1) - 1;
    balances.add(String.format(Locale.ROOT, "busy == ((cell_rank & %d) != 0)", before));
    return "(in_second_pass ? " + flying + " : 0)";
  }

  /** Fibres in the array count all their tiles, those in front of the queue what is left. */
  private void front() {
    FrontPlan plan = pipeline.front();
    String front = "dut." + plan.name() + ".";
    int depth = plan.depth();
    setting.probes("front_valid", front + "sum_valid", 1, depth, 1);
    setting.probes("front_last", front + "sum_last", 1, depth, 1);
    StringBuilder flying = new StringBuilder();
    flying.append(plan.tiles()).append(" * (");
    flying.append(sum("front_valid & front_last", depth)).append(")");
    for (int tile = 0; tile < plan.tiles(); tile++) {
      String name = "tile" + tile;
      setting.probe(name + "_done", front + name + "_sums.fibre_done", 1);
      flying.append(" + ").append(name).append("_done");
      if (tile > 0) {
        setting.probes(name + "_valid", front + name + "_valid", 1, tile, 1);
        setting.probes(name + "_last", front + name + "_last", 1, tile, 1);
        flying.append(" + ").append(sum(name + "_valid & " + name + "_last", tile));
      }
    }
    int rounding = plan.ranks().rounding();
    if (rounding > 0) {
      setting.probes("front_done", front + "done_rank", 1, rounding, 1);
      flying.append(" + ").append(sum("front_done", rounding));
    }
    ledger(front + "credits", pipeline.fedBy(plan), flying.toString(), plan.tiles());
  }

  /** How many of these bits are set. */
  private static String sum(String bits, int count) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add("((" + bits + ") >> " + i + " & 1)");
    }
    return String.join(" + ", parts);
  }

  private void ledger(String credits, Channel out, String flying) {
    ledger(credits, out, flying, 1);
  }

  /** {@code needed}: credits from which on the producer issues. */
  private void ledger(String credits, Channel out, String flying, int needed) {
    String name = out.name();
    String queue = "dut." + name + ".";
    setting
        .probe(name + "_credits", credits + ".level", Bits.indexWidth(out.credits() + 1))
        .probe(name + "_enough", credits + ".available", 1)
        .probe(name + "_valid", queue + "valid", 1)
        .probe(name + "_level", queue + "level", Bits.indexWidth(out.depth() + 1))
        .counter(name + "_part", queue + "collects.part", out.pushesPerWord());
    // as many bits as the largest number needs: the solver pays for each
    int bits = Bits.indexWidth(4 * out.credits());
    balances.add(
        String.format(
            Locale.ROOT,
            "%d'd0 + %s_credits + %s + %s_part + %d * %s_level == %d",
            bits,
            name,
            flying,
            name,
            out.pushesPerWord(),
            name,
            out.credits()));
    balances.add(String.format(Locale.ROOT, "%s_enough == (%s_credits >= %d)", name, name, needed));
    balances.add(String.format(Locale.ROOT, "%s_valid == (%s_level != 0)", name, name));
    empty.add(String.format(Locale.ROOT, "%s_credits == %d", name, out.credits()));
  }
}
