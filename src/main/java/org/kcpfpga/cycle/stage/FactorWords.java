package org.kcpfpga.cycle.stage;

import java.util.function.IntBinaryOperator;
import org.kcpfpga.cycle.base.Target;
import org.kcpfpga.plan.ContractPlan;
import org.kcpfpga.plan.ExpandPlan;

/**
 * Factors of a stage as the words of its memory.
 *
 * @param factors as the stage keeps them
 * @param entries factors of a word
 * @param bits bits of a factor
 * @param place from word and entry to where the factor stands among {@code factors}
 */
record FactorWords(PackedFactors factors, int entries, int bits, IntBinaryOperator place)
    implements Target {

  /** Of factors [j][k][r], last fastest. */
  static FactorWords of(ContractPlan plan, PackedFactors factors) {
    return new FactorWords(
        factors,
        plan.factorEntries(),
        plan.factorBits(),
        (word, entry) -> place(plan, word, entry));
  }

  /** Of factors [o][k][r] or, where gates differ in them, [o][k][r][g]; last fastest. */
  static FactorWords of(ExpandPlan plan, PackedFactors factors) {
    return new FactorWords(
        factors,
        plan.factorEntries(),
        plan.factorBits(),
        (word, entry) -> place(plan, word, entry));
  }

  /** Word (index block, term block, fold), entry (index lane, term of the word, lane). */
  private static int place(ContractPlan plan, int word, int entry) {
    int fold = word % plan.folds();
    int block = word / plan.folds() % plan.termBlocks();
    int index = word / plan.folds() / plan.termBlocks();
    int each = plan.factorEntries() / plan.indexLanes();
    int j = index * plan.indexLanes() + entry / each;
    int k = block * plan.termsPerWord() + entry % each / plan.fanLanes();
    int r = fold * plan.fanLanes() + entry % plan.fanLanes();
    return (j * plan.terms() + k) * plan.fan() + r;
  }

  /**
   * Word (output block, term block, gate block, reduction block), entry (output lane, term of the
   * word, gate, lane).
   */
  private static int place(ExpandPlan plan, int word, int entry) {
    int gates = plan.gated() ? 1 : plan.gates();
    int gateLanes = plan.gated() ? 1 : plan.gateLanes();
    int gateBlocks = gates / gateLanes;
    int reductionBlock = word % plan.reductionBlocks();
    int address = word / plan.reductionBlocks();
    int gateBlock = address % gateBlocks;
    int block = address / gateBlocks % plan.termBlocks();
    int each = plan.factorEntries() / plan.outputLanes();
    int o = address / gateBlocks / plan.termBlocks() * plan.outputLanes() + entry / each;
    int k = block * plan.termsPerWord() + entry % each / plan.reductionLanes() / gateLanes;
    int g = gateBlock * gateLanes + entry / plan.reductionLanes() % gateLanes;
    int r = reductionBlock * plan.reductionLanes() + entry % plan.reductionLanes();
    return ((o * plan.terms() + k) * plan.reduction() + r) * gates + g;
  }

  @Override
  public long get(int word, int entry) {
    return factors.get(place.applyAsInt(word, entry));
  }

  @Override
  public void set(int word, int entry, long value) {
    factors.set(place.applyAsInt(word, entry), value);
  }
}
