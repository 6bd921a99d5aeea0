package org.kcpfpga.emit;

import java.util.Set;
import org.kcpfpga.fixed.ActivationTable;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.plan.CellProduct;
import org.kcpfpga.plan.Channel;
import org.kcpfpga.plan.ContractPlan;
import org.kcpfpga.plan.ExpandPlan;
import org.kcpfpga.plan.FrontPlan;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.plan.Stage;

/** Bits of memory in a core: factors, accumulators, buffers, queues, tables and state. */
final class MemoryBits {
  /** Gates whose function is tanh. */
  private static final Set<String> TANH = Set.of("candidate_gate", "state_tanh", "hidden_gate");

  private MemoryBits() {}

  static long of(AcceleratorPlan plan) {
    Pipeline pipeline = plan.pipeline();
    long bits = 0;
    for (Stage stage : pipeline.stages()) {
      bits += of(stage);
    }
    for (Channel channel : pipeline.channels().values()) {
      long word = (long) channel.wordTokens() * channel.tokenBits() + channel.flagBits();
      bits += word * channel.depth();
    }
    return bits;
  }

  /** Bits of a stage's own memories. */
  static long of(Stage stage) {
    if (stage instanceof FrontPlan front) {
      return (long) front.multipliers() * front.folds() * front.factorBits();
    }
    if (stage instanceof ContractPlan contract) {
      long factors =
          (long) contract.factorWords() * contract.factorEntries() * contract.factorBits();
      // A mode of size one has nothing to accumulate.
      long sums = contract.size() == 1 ? 0 : contract.accumulatorWords();
      return factors + sums * contract.outputTokens() * contract.sumBits();
    }
    if (stage instanceof ExpandPlan expand) {
      long factors = (long) expand.factorWords() * expand.factorEntries() * expand.factorBits();
      long tokens = (long) expand.places() * expand.groupWords() * expand.wordTokens();
      return factors + tokens * expand.inputBits();
    }
    return cell((CellPlan) stage);
  }

  private static long cell(CellPlan cell) {
    int latent = cell.bits().latent();
    long table = latent + ActivationTable.slopeBits(latent);
    long tables = tables(cell) * table << ActivationTable.segmentBits(latent);
    long states = (long) cell.sequences() * cell.stateBits();
    return tables + cell.size() * (states + cell.biasWordBits());
  }

  /** Gates of one function whose interpolations share a multiplier share a table. */
  private static long tables(CellPlan cell) {
    return cell.schedule().valueRanks().keySet().stream()
        .map(gate -> table(cell, gate))
        .distinct()
        .count();
  }

  private static String table(CellPlan cell, String gate) {
    CellProduct product = cell.schedule().product(gate);
    boolean tanh = TANH.contains(gate);
    return product == null ? gate : tanh + " " + product.lane();
  }
}
