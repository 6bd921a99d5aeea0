package org.kcpfpga.proof.block;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.plan.CellSchedule;
import org.kcpfpga.plan.Channel;
import org.kcpfpga.plan.MultiplierBank;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.plan.boundary.Port;
import org.kcpfpga.proof.Dut;
import org.kcpfpga.proof.Harness;
import org.kcpfpga.proof.Mode;
import org.kcpfpga.proof.Proof;

/** Proofs about the cell and about the banks whose multipliers it shares. */
final class CellProofs {
  private final Dut subject;
  private final Pipeline pipeline;
  private final CellPlan plan;

  CellProofs(Dut subject) {
    this.subject = subject;
    this.pipeline = subject.pipeline();
    this.plan = pipeline.cell();
  }

  List<Proof> all() {
    // h leaves as the elements of k cycles before, so that k of them settle the cell
    int settled = plan.latency() + 2;
    int pace = pace();
    int run = 2 * plan.laneElements() * pace + plan.passGap() + plan.beats() + settled;
    List<Proof> proofs = new ArrayList<>();
    // the others are as the first, with other images, and nobody asks them when they issue
    String module = plan.laneModules(subject.plan().design().loadable()).get(0);
    String rate = setting(module).constant("PACE", pace).define("COVER", "").text();
    String flow = setting(module).text();
    proofs.add(new Proof(module, "flow", Mode.INDUCTION, settled, "cell", flow));
    proofs.add(new Proof(module, "rate", Mode.COVER, run, "cell", rate));
    for (MultiplierBank bank : pipeline.banks()) {
      if (bank.shared()) {
        proofs.addAll(bank(bank));
      }
    }
    return proofs;
  }

  /**
   * The least distance of elements that credits keep up with and no conflict forbids, nor its
   * multiples.
   */
  private int pace() {
    int pace = Math.max(plan.interval(), turn(pipeline.into(Pipeline.OUTPUT)));
    pace = pipeline.recurrent() ? Math.max(pace, turn(pipeline.feedback())) : pace;
    while (multipleOf(pace)) {
      pace++;
    }
    return pace;
  }

  private int turn(Channel channel) {
    return CreditTurn.of(channel, plan.latency(), 2 * plan.laneElements());
  }

  private boolean multipleOf(int pace) {
    return plan.schedule().conflicts().stream().anyMatch(distance -> distance % pace == 0);
  }

  private Harness setting(String module) {
    Channel output = pipeline.into(Pipeline.OUTPUT);
    Channel hidden = pipeline.recurrent() ? pipeline.feedback() : null;
    Harness setting =
        new Harness()
            .dut(subject, module)
            .choice("RECURRENT", pipeline.recurrent())
            .define("LANES_APART", lanesApart())
            .constant("SIZE", plan.laneElements())
            .constant("BEATS", plan.beats())
            .constant("LATENCY", plan.latency())
            .constant("CONFLICTS", mask(plan.schedule().conflicts(), 1))
            .constant("PASSES", plan.passes())
            .constant("PASS_GAP", plan.passGap())
            .constant("CLAIMS", claims(0))
            .constant("LAST_CLAIMS", claims(plan.passes() - 1))
            .counter("element", "dut.element", plan.laneElements())
            .counter("beat", "dut.beat", plan.beats())
            .probes("valid_rank", "dut.valid_rank", 1, plan.latency(), 1);
    credits(setting, "OUTPUT", output);
    credits(setting, "HIDDEN", hidden);
    if (plan.passes() > 1) {
      for (String flag : List.of("second_pass", "in_second_pass", "pass_begins", "busy")) {
        setting.probe(flag, "dut." + flag, 1);
      }
    }
    setting.credits("output_level", "dut.output_credits", output, 1);
    return hidden == null
        ? setting
        : setting.credits("hidden_level", "dut.hidden_credits", hidden, 1);
  }

  private static void credits(Harness setting, String side, Channel channel) {
    setting.constant(side + "_CREDITS", channel == null ? 0 : channel.credits());
    setting.constant(side + "_RETURNED", channel == null ? 0 : channel.creditsPerWord());
  }

  private static int levelBits(Channel channel) {
    return Bits.indexWidth(channel.credits() + 1);
  }

  /** Ranks of a pass before its products, issue being bit 0. */
  private long claims(int pass) {
    TreeSet<Integer> before = new TreeSet<>();
    plan.products().stream()
        .filter(product -> product.pass() == pass)
        .forEach(product -> before.add(product.slot() - 1));
    return mask(before, 0);
  }

  /** Ranks as bits; rank {@code lowest} is bit 0. */
  private static long mask(Iterable<Integer> ranks, int lowest) {
    long mask = 0;
    for (int rank : ranks) {
      mask |= 1L << rank - lowest;
    }
    return mask;
  }

  /** Of each multiplier: no two elements are at slots of its products of their pass. */
  private String lanesApart() {
    Map<String, List<String>> lanes = new TreeMap<>();
    for (CellSchedule.Product product : plan.products()) {
      String pass = plan.passes() == 1 ? "" : "_pass" + product.pass();
      lanes
          .computeIfAbsent("lane" + product.lane() + pass, lane -> new ArrayList<>())
          .add("rank[" + product.slot() + "]");
    }
    StringBuilder text = new StringBuilder();
    lanes.forEach(
        (lane, ranks) ->
            text.append(lane)
                .append("_used_once: assert (")
                .append(lane.endsWith("_pass0") ? "in_last_pass || " : "")
                .append(lane.endsWith("_pass1") ? "!in_last_pass || " : "")
                .append(String.join(" + ", ranks.stream().map(r -> "{3'b0, " + r + "}").toList()))
                .append(" <= 1); "));
    return text.toString();
  }

  private List<Proof> bank(MultiplierBank bank) {
    return List.of(
        new Proof(bank.name(), "flow", Mode.INDUCTION, 2, "bank", members(bank).text()),
        new Proof(
            bank.name(),
            "rate",
            Mode.COVER,
            bank.members().size() + 3,
            "bank",
            members(bank).define("COVER", "").text()));
  }

  private Harness members(MultiplierBank bank) {
    List<String> ports = subject.ports(bank.name()).stream().map(Port::name).toList();
    Harness setting = new Harness().dut(subject, bank.name());
    List<String> wants = new ArrayList<>();
    List<String> grants = new ArrayList<>();
    for (String member : bank.members()) {
      if (!member.equals(CellPlan.NAME)) {
        // nor is asked who makes no difference
        if (!ports.contains(member + "_wants")) {
          setting.any(member + "_wants", 1);
        }
        wants.add(0, member + "_wants");
        // who never has to wait is not told
        grants.add(0, ports.contains(member + "_grant") ? member + "_grant" : "1'b1");
      }
    }
    return setting
        .constant("MEMBERS", wants.size())
        .define("WANTS", "{" + String.join(", ", wants) + "}")
        .define("GRANTS", "{" + String.join(", ", grants) + "}");
  }
}
