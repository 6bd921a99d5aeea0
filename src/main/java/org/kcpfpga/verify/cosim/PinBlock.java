package org.kcpfpga.verify.cosim;

import java.util.Arrays;
import org.kcpfpga.verilated.VerilatedModel;

/**
 * The pins of some cycles.
 *
 * @param cycles how many
 * @param inputs record after record, as a core takes them
 * @param outputs what must come out
 */
public record PinBlock(int cycles, int[] inputs, int[] outputs) {

  /** The output pins of a core on these inputs, or others for as many cycles. */
  public int[] of(VerilatedModel core, int[] changed) {
    int[] found = new int[outputs.length];
    core.run(cycles, changed, found);
    return found;
  }

  /** Words of the outputs of one cycle. */
  int outputWords() {
    return outputs.length / cycles;
  }

  /** Whether the outputs of a cycle are these. */
  boolean same(int cycle, int[] found) {
    int from = cycle * outputWords();
    int to = from + outputWords();
    return Arrays.equals(outputs, from, to, found, from, to);
  }
}
