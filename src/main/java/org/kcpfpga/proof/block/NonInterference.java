package org.kcpfpga.proof.block;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.plan.Channel;
import org.kcpfpga.plan.ContractPlan;
import org.kcpfpga.plan.ExpandPlan;
import org.kcpfpga.plan.FrontPlan;
import org.kcpfpga.plan.MultiplierBank;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.plan.StreamPlan;
import org.kcpfpga.plan.boundary.Port;
import org.kcpfpga.proof.Dut;
import org.kcpfpga.proof.Harness;
import org.kcpfpga.proof.Mode;
import org.kcpfpga.proof.Proof;
import org.kcpfpga.rtl.base.ChannelQueue;

/**
 * Proofs that the control of a block depends on no data: on no element, token, factor, product or
 * register word. Frame and step flags are control; queues and gearbox keep them, as is proven of
 * their payload, so that the control of the whole core depends on no data either.
 */
final class NonInterference {
  /** All bits of a port. */
  private static final int ALL = Integer.MAX_VALUE;

  private final Dut subject;
  private final Pipeline pipeline;

  NonInterference(Dut subject) {
    this.subject = subject;
    this.pipeline = subject.pipeline();
  }

  List<Proof> all() {
    List<Proof> proofs = new ArrayList<>();
    StreamPlan stream = subject.stream();
    int beat = stream.busLanes() * stream.elementBits();
    proofs.add(of("stream_input", Map.of("tdata", ALL, "push_data", beat)));
    proofs.add(of("gearbox", Map.of("push_data", ALL, "data", ALL)));
    for (Channel channel : pipeline.channels().values()) {
      proofs.add(queue(channel));
    }
    proofs.add(of("control_port", registers()));
    if (pipeline.systolic()) {
      FrontPlan front = pipeline.front();
      int in = front.lanes() * front.inputBits();
      proofs.add(stage(front.name(), in, front.tile() * front.outputBits()));
    }
    for (ContractPlan plan : Dut.all(pipeline.input().contract(), pipeline.hidden().contract())) {
      int in = plan.beatTokens() * plan.inputBits();
      proofs.add(stage(plan.name(), in, plan.outputTokens() * plan.outputBits()));
    }
    for (ExpandPlan plan : Dut.all(pipeline.input().expand(), pipeline.hidden().expand())) {
      int in = plan.wordTokens() * plan.inputBits();
      proofs.add(stage(plan.name(), in, plan.outputTokens() * plan.outputBits()));
    }
    proofs.add(cell());
    for (MultiplierBank bank : pipeline.banks()) {
      if (bank.shared()) {
        proofs.add(bank(bank));
      }
    }
    return proofs;
  }

  private static Proof queue(Channel channel) {
    Block queue = new Block(channel.name(), ChannelQueue.module(channel), Dut.queue(channel));
    return of(queue, Map.of("push_data", ALL, "data", ALL));
  }

  /** A stage: its control outputs are pushes, pops and what it asks of its bank, and flags. */
  private Proof stage(String block, int inBits, int outBits) {
    Map<String, Integer> data = new HashMap<>();
    data.put("in_data", inBits);
    data.put("push_data", outBits);
    for (String port :
        List.of("bank_tokens", "bank_factors", "bank_products", "bank_sums", "clips")) {
      data.put(port, ALL);
    }
    return of(block, data);
  }

  private Proof cell() {
    CellPlan cell = pipeline.cell();
    Map<String, Integer> data = new HashMap<>();
    data.put("input_data", cell.beatTokens() * cell.inputSumBits());
    for (String port :
        List.of(
            "hidden_data",
            "bank_tokens",
            "bank_factors",
            "bank_products",
            "value",
            "state_word",
            "state_data",
            "pre_clips",
            "state_clips",
            "hidden_clips")) {
      data.put(port, ALL);
    }
    return of(CellPlan.NAME, data);
  }

  /** What registers hold is data, and what is read; what is written decides what is done. */
  private Map<String, Integer> registers() {
    Map<String, Integer> data = new HashMap<>(Map.of("rdata", ALL, "state_word", ALL));
    for (Port port : subject.ports("control_port")) {
      if (port.name().endsWith("_clips")) {
        data.put(port.name(), ALL);
      }
    }
    return data;
  }

  private Proof bank(MultiplierBank bank) {
    Map<String, Integer> data = new HashMap<>(Map.of("products", ALL, "sums", ALL));
    for (String member : bank.members()) {
      data.put(member + "_tokens", ALL);
      data.put(member + "_factors", ALL);
    }
    return of(bank.name(), data);
  }

  private Proof of(String block, Map<String, Integer> data) {
    return of(new Block(block, subject.module(block), subject.header(block)), data);
  }

  /** What is copied: the name of a block, its module, and all its ports. */
  private record Block(String name, String module, List<Port> ports) {}

  /** {@code data}: of ports that carry data, how many of their bits do, from the lowest. */
  private static Proof of(Block block, Map<String, Integer> data) {
    Harness setting = new Harness().define("DUT", block.module());
    for (Port port : Dut.besidesClock(block.ports())) {
      setting.twins(port, Math.min(port.width(), data.getOrDefault(port.name(), 0)));
    }
    setting.copies(block.ports());
    return new Proof(block.name(), "independence", Mode.INDUCTION, 1, "twins", setting.text());
  }
}
