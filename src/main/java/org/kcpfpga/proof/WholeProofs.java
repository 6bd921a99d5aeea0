package org.kcpfpga.proof;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.plan.Channel;
import org.kcpfpga.plan.ContractPlan;
import org.kcpfpga.plan.CycleCounts;
import org.kcpfpga.plan.ExpandPlan;
import org.kcpfpga.plan.FrontPlan;
import org.kcpfpga.plan.Pipeline;

/** Proofs about a whole core. */
final class WholeProofs {
  private static final String BLOCK = "core";

  /** Cycles of reset and of waking. */
  private static final int SLACK = 4;

  private final Subject subject;
  private final Pipeline pipeline;

  WholeProofs(Subject subject) {
    this.subject = subject;
    this.pipeline = subject.pipeline();
  }

  List<Proof> all() {
    CycleCounts cycles = subject.plan().cycles();
    int latency = (int) cycles.latency();
    int interval = (int) cycles.interval();
    List<Proof> proofs = new ArrayList<>();
    // the beats of k cycles settle the front: only then do its tiles never meet
    int settled =
        pipeline.systolic() ? pipeline.front().latency() + pipeline.front().tiles() + 1 : 2;
    proofs.add(proof("flow", Mode.INDUCTION, settled, ledgers(setting().define("FLOW", ""))));
    proofs.add(proof("start", Mode.BOUNDED, 30, ledgers(setting().define("FLOW", ""))));
    proofs.add(
        proof(
            "progress",
            Mode.BOUNDED,
            2 * latency,
            setting().define("PROGRESS", "").constant("BOUND", latency)));
    proofs.add(
        proof(
            "latency",
            Mode.COVER,
            latency + SLACK,
            situation("exact_latency: cover (delivered && m_axis_tlast && cycle + 1 == LATENCY);")
                .constant("LATENCY", latency)
                .constant("FRAMES", 1)));
    if (cycles.period() == 1) {
      int steps = cycles.lead() + 3;
      proofs.add(
          proof(
              "rate",
              Mode.COVER,
              latency + steps * interval,
              situation(
                      "full_rate: cover (delivered && m_axis_tlast && some"
                          + " && cycle == last_at + INTERVAL);")
                  .constant("INTERVAL", interval)
                  .constant("FRAMES", 1 << 15)));
    }
    return proofs;
  }

  private static Proof proof(String group, Mode mode, int steps, Setting setting) {
    return new Proof(BLOCK, group, mode, steps, BLOCK, setting.text());
  }

  private Setting setting() {
    return new Setting().dut(subject, BLOCK).constant("BEATS", subject.stream().beats());
  }

  private Setting situation(String text) {
    return setting().define("COVER", "").define("SITUATION", text);
  }

  /** Of each channel: credits + beats on their way + places taken = all places. */
  private Setting ledgers(Setting setting) {
    List<String> asserts = new ArrayList<>();
    if (pipeline.systolic()) {
      front(setting, asserts);
    }
    for (List<ContractPlan> side : List.of(pipeline.inputContract(), pipeline.hiddenContract())) {
      for (int i = 0; i < side.size(); i++) {
        ContractPlan plan = side.get(i);
        Channel out = pipeline.into(pipeline.next(side, i));
        stage(setting, asserts, plan.name(), plan.latency(), out);
      }
    }
    for (List<ExpandPlan> side : List.of(pipeline.inputExpand(), pipeline.hiddenExpand())) {
      for (int i = 0; i < side.size(); i++) {
        ExpandPlan plan = side.get(i);
        Channel out = pipeline.into(pipeline.nextExpand(side, i));
        stage(setting, asserts, plan.name(), plan.latency(), out);
      }
    }
    cell(setting, asserts);
    return setting.define("LEDGERS", String.join(" ", asserts));
  }

  private void stage(Setting setting, List<String> asserts, String name, int latency, Channel out) {
    setting.probes(name + "_rank", "dut." + name + ".emits_rank", 1, latency, 1);
    String flying = sum(name + "_rank", latency);
    asserts.add(ledger(setting, "dut." + name + ".credits", out, flying));
  }

  private void cell(Setting setting, List<String> asserts) {
    CellPlan cell = pipeline.cell();
    String name = "dut." + cell.kind().jsonName() + "_" + CellPlan.NAME;
    setting.probes("cell_rank", name + ".valid_rank", 1, cell.latency(), 1);
    String flying = sum("cell_rank", cell.latency());
    Channel output = pipeline.into(Pipeline.OUTPUT);
    asserts.add(ledger(setting, name + ".output_credits", output, flying));
    if (pipeline.recurrent()) {
      Channel hidden = pipeline.into(pipeline.hiddenContract().get(0).name());
      asserts.add(ledger(setting, name + ".hidden_credits", hidden, flying));
      asserts.add(ledger(setting, "dut.steps_room", subject.steps(), "0"));
      setting.probe("hidden_write", "dut.control_port.hidden_write", 1).define("NO_LOAD", "");
    }
  }

  /** Fibres in the array count all their tiles, those in front of the queue what is left. */
  private void front(Setting setting, List<String> asserts) {
    FrontPlan plan = pipeline.front();
    String front = "dut." + plan.name() + ".";
    int depth = plan.lanes() + 1;
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
    Channel out = pipeline.into(pipeline.afterFront());
    asserts.add(ledger(setting, front + "credits", out, flying.toString()));
  }

  /** How many of these bits are set. */
  private static String sum(String bits, int count) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add("((" + bits + ") >> " + i + " & 1)");
    }
    return String.join(" + ", parts);
  }

  private static String ledger(Setting setting, String credits, Channel out, String flying) {
    String name = out.name();
    String queue = "dut." + name + ".";
    setting
        .probe(name + "_credits", credits + ".level", Bits.indexWidth(out.credits() + 1))
        .probe(name + "_level", queue + "level", Bits.indexWidth(out.depth() + 1))
        .counter(name + "_part", queue + "part", out.pushesPerWord());
    return String.format(
        "%s_ledger: assert (16'd0 + %s_credits + %s + %s_part + %d * %s_level == %d);",
        name, name, flying, name, out.pushesPerWord(), name, out.credits());
  }
}
