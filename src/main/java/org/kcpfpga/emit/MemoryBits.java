package org.kcpfpga.emit;

import org.kcpfpga.fixed.ActivationTable;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.plan.Channel;
import org.kcpfpga.plan.ContractPlan;
import org.kcpfpga.plan.ExpandPlan;
import org.kcpfpga.plan.FrontPlan;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.plan.Stage;

/** Bits of memory in a core: factors, accumulators, buffers, queues, tables and state. */
final class MemoryBits {
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

  private static long of(Stage stage) {
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
    CellPlan cell = (CellPlan) stage;
    int latent = cell.bits().latent();
    long table = latent + ActivationTable.slopeBits(latent);
    long tables = (cell.gates() + 1) * table << ActivationTable.segmentBits(latent);
    return tables + (long) cell.size() * (cell.bits().state() + cell.gates() * latent);
  }
}
