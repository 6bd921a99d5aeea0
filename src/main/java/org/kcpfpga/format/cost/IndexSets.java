package org.kcpfpga.format.cost;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.common.IntMath;
import org.kcpfpga.format.TensorNetwork;
import org.kcpfpga.format.TensorNetwork.Index;

/**
 * The indices of the operands of a network as sets of bits.
 *
 * @param extents by bit
 * @param operands x, then the cores
 * @param out the indices of y
 */
record IndexSets(int[] extents, long[] operands, long out) {

  static IndexSets of(TensorNetwork network) {
    List<Index> all = new ArrayList<>();
    long[] operands = new long[network.cores().size() + 1];
    for (int operand = 0; operand < operands.length; operand++) {
      operands[operand] = bits(all, network.indices(operand));
    }
    long out = bits(all, network.out());
    return new IndexSets(all.stream().mapToInt(Index::extent).toArray(), operands, out);
  }

  private static long bits(List<Index> all, List<Index> indices) {
    long bits = 0;
    for (Index index : indices) {
      if (!all.contains(index)) {
        all.add(index);
      }
      bits |= 1L << all.indexOf(index);
    }
    return bits;
  }

  /** The product of the extents, sticking at the largest long. */
  long size(long indices) {
    long size = 1;
    for (long rest = indices; rest != 0; rest &= rest - 1) {
      size = IntMath.times(size, extents[Long.numberOfTrailingZeros(rest)]);
    }
    return size;
  }
}
