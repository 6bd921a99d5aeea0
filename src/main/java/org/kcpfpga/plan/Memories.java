package org.kcpfpga.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.kcpfpga.fixed.ActivationTable;

/**
 * Every memory of a core. The factors of the systolic front stand in its cells, which are
 * registers.
 */
public final class Memories {
  /** Gates whose function is tanh. */
  private static final Set<String> TANH = Set.of("candidate_gate", "state_tanh", "hidden_gate");

  private static final Comparator<Channel> BY_NAME = Comparator.comparing(Channel::name);

  private Memories() {}

  /** The memories of a pipeline, by stage, then by bank and by channel. */
  public static List<MemoryPlan> of(Pipeline pipeline) {
    List<MemoryPlan> all = new ArrayList<>();
    for (Stage stage : pipeline.stages()) {
      if (stage instanceof ContractPlan contract) {
        contract(all, contract, pipeline.bankOf(contract.name()));
      } else if (stage instanceof ExpandPlan expand) {
        expand(all, expand);
      } else if (stage instanceof CellPlan cell) {
        cell(all, cell);
      }
    }
    for (MultiplierBank bank : pipeline.banks()) {
      if (bank.sums().any()) {
        BankSums sums = bank.sums();
        all.add(MemoryPlan.registered(bank.name(), "sums", sums.bits(), sums.words()));
      }
    }
    pipeline.channels().values().stream().sorted(BY_NAME).forEach(channel -> queue(all, channel));
    if (pipeline.recurrent()) {
      int flags = pipeline.stream().stepFlags();
      queue(all, new Channel("steps_queue", 1, 1, Pipeline.START_DEPTH, flags, 0));
    }
    return List.copyOf(all);
  }

  /** Bits of the memories of a stage. */
  public static long bits(Pipeline pipeline, String owner) {
    return of(pipeline).stream()
        .filter(memory -> memory.owner().equals(owner))
        .mapToLong(MemoryPlan::bits)
        .sum();
  }

  private static void contract(List<MemoryPlan> all, ContractPlan plan, MultiplierBank bank) {
    int word = plan.factorEntries() * plan.factorBits();
    all.add(MemoryPlan.registered(plan.name(), "factors", word, plan.factorWords()));
    // A mode of size one has nothing to accumulate.
    if (plan.size() > 1 && !bank.sums().any()) {
      int sums = plan.outputTokens() * plan.sumBits();
      all.add(MemoryPlan.immediate(plan.name(), "accumulators", sums, plan.accumulatorWords()));
    }
  }

  private static void expand(List<MemoryPlan> all, ExpandPlan plan) {
    if (!plan.identity()) {
      int word = plan.factorEntries() * plan.factorBits();
      all.add(MemoryPlan.registered(plan.name(), "factors", word, plan.factorWords()));
    }
    int word = plan.wordTokens() * plan.inputBits();
    all.add(MemoryPlan.registered(plan.name(), "tokens", word, plan.places() * plan.groupWords()));
  }

  private static void cell(List<MemoryPlan> all, CellPlan plan) {
    all.add(MemoryPlan.registered(plan.name(), "bias", plan.biasWordBits(), plan.size()));
    if (plan.stateBits() > 0) {
      int depth = plan.sequences() * plan.size();
      all.add(MemoryPlan.registered(plan.name(), "states", plan.stateBits(), depth));
    }
    int latent = plan.bits().latent();
    int word = latent + ActivationTable.slopeBits(latent);
    int depth = 1 << ActivationTable.segmentBits(latent);
    for (String table : tables(plan)) {
      all.add(MemoryPlan.registered(plan.name(), table, word, depth));
    }
  }

  /** Gates of one function whose interpolations share a multiplier share a table. */
  private static List<String> tables(CellPlan plan) {
    return plan.schedule().valueRanks().keySet().stream()
        .map(
            gate -> {
              CellProduct product = plan.schedule().product(gate);
              String function = TANH.contains(gate) ? "tanh" : "sigmoid";
              return product == null ? gate + "_table" : function + "_lane" + product.lane();
            })
        .distinct()
        .sorted()
        .toList();
  }

  private static void queue(List<MemoryPlan> all, Channel channel) {
    int word = channel.wordTokens() * channel.tokenBits() + channel.flagBits();
    all.add(MemoryPlan.immediate(channel.name(), "words", word, channel.depth()));
  }
}
