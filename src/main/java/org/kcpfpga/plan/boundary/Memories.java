package org.kcpfpga.plan.boundary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.kcpfpga.design.SystemPart;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.BankSums;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.plan.Channel;
import org.kcpfpga.plan.ContractPlan;
import org.kcpfpga.plan.ExpandPlan;
import org.kcpfpga.plan.FrontPlan;
import org.kcpfpga.plan.MultiplierBank;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.plan.Stage;

/**
 * Every memory of a core. The factors of the systolic front stand in its cells, which are
 * registers.
 */
public final class Memories implements Stage.Cases<Boolean> {
  private static final Comparator<Channel> BY_NAME = Comparator.comparing(Channel::name);

  private final AcceleratorPlan plan;
  private final Pipeline pipeline;
  private final int blockBits;
  private final List<MemoryPlan> all = new ArrayList<>();

  private Memories(AcceleratorPlan plan) {
    this.plan = plan;
    pipeline = plan.pipeline();
    blockBits = plan.design().implementation().blockBits();
  }

  /** The memories of a plan, by stage, then by bank and by channel. */
  public static List<MemoryPlan> of(AcceleratorPlan plan) {
    Memories memories = new Memories(plan);
    memories.collect();
    return List.copyOf(memories.all);
  }

  private void collect() {
    pipeline.stages().forEach(stage -> stage.match(this));
    for (MultiplierBank bank : pipeline.banks()) {
      if (bank.sums().any()) {
        BankSums sums = bank.sums();
        all.add(registered(bank.name(), "sums", sums.bits(), sums.words()));
      }
    }
    pipeline.channels().values().stream().sorted(BY_NAME).forEach(this::queue);
    if (pipeline.recurrent()) {
      queue(pipeline.steps());
    }
    if (plan.design().has(SystemPart.FRAMES)) {
      queue(FramePlan.of(plan).channel());
    }
  }

  /** Bits of the memories of a stage. */
  public static long bits(AcceleratorPlan plan, String owner) {
    return of(plan).stream()
        .filter(memory -> memory.owner().equals(owner))
        .mapToLong(MemoryPlan::bits)
        .sum();
  }

  @Override
  public Boolean front(FrontPlan front) {
    return false;
  }

  @Override
  public Boolean contract(ContractPlan plan) {
    int word = plan.factorEntries() * plan.factorBits();
    all.add(registered(plan.name(), "factors", word, plan.factorWords()));
    // Where a sum takes one beat there is nothing to accumulate.
    if (plan.indexBlocks() > 1 && !pipeline.bankOf(plan.name()).sums().any()) {
      int sums = plan.outputTokens() * plan.sumBits();
      all.add(MemoryPlan.immediate(plan.name(), "accumulators", sums, plan.accumulatorWords()));
    }
    return true;
  }

  @Override
  public Boolean expand(ExpandPlan plan) {
    if (!plan.identity()) {
      int word = plan.factorEntries() * plan.factorBits();
      all.add(registered(plan.name(), "factors", word, plan.factorWords()));
    }
    int word = plan.wordTokens() * plan.inputBits();
    return all.add(registered(plan.name(), "tokens", word, plan.places() * plan.groupWords()));
  }

  @Override
  public Boolean cell(CellPlan plan) {
    for (int lane = 0; lane < plan.lanes(); lane++) {
      cellLane(plan, plan.lanes() == 1 ? "" : "lane" + lane + "_");
    }
    return true;
  }

  private void cellLane(CellPlan plan, String lane) {
    all.add(registered(plan.name(), lane + "bias", plan.biasWordBits(), plan.biasWords()));
    if (plan.stateBits() > 0) {
      int depth = plan.sequences() * plan.laneElements();
      all.add(registered(plan.name(), lane + "states", plan.stateBits(), depth));
    }
    int latent = plan.bits().latent();
    if (plan.passes() > 1) {
      all.add(registered(plan.name(), lane + "kept_gates", latent, plan.laneElements()));
    }
    for (GateTable table : GateTable.of(this.plan)) {
      all.add(registered(plan.name(), lane + table.name(), table.width(), table.depth()));
    }
  }

  private void queue(Channel channel) {
    int word = channel.wordTokens() * channel.tokenBits() + channel.flagBits();
    all.add(MemoryPlan.immediate(channel.name(), "words", word, channel.depth()));
  }

  private MemoryPlan registered(String owner, String name, int width, int depth) {
    MemoryPlan.Kind kind =
        MemoryPlan.inBlocks(width, depth, blockBits)
            ? MemoryPlan.Kind.BLOCK
            : MemoryPlan.Kind.DISTRIBUTED;
    return new MemoryPlan(owner, name, width, depth, kind);
  }
}
