package org.kcpfpga.plan;

import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kcpfpga.common.IntMath;

/**
 * The sums that a bank of one multiplier keeps for its members, one memory and one adder for all:
 * only one of them operates in a cycle.
 *
 * @param bits width of a sum: that of the widest member
 * @param first the word of a member's first sum, a multiple of a power of two from its number of
 *     words on; empty where members keep their sums themselves
 * @param words words in all
 */
public record BankSums(int bits, SortedMap<String, Integer> first, int words) {
  /** Of a bank whose members keep their sums themselves. */
  public static final BankSums NONE = new BankSums(0, new TreeMap<>(), 0);

  /** The sums of these members, of one lane each; the cell has none. */
  public static BankSums of(List<Stage> members) {
    List<Stage> summing =
        members.stream()
            .filter(member -> member.sumWords() > 0)
            .sorted(Comparator.comparing((Stage member) -> -member.sumWords()))
            .toList();
    SortedMap<String, Integer> first = new TreeMap<>();
    int bits = 0;
    int words = 0;
    // The largest first, so that the words behind them are multiples too.
    for (Stage member : summing) {
      first.put(member.name(), words);
      words += 1 << IntMath.ceilLog2(member.sumWords());
      bits = Math.max(bits, member.sumBits());
    }
    return new BankSums(bits, first, words);
  }

  /** Whether there are any. */
  public boolean any() {
    return words > 0;
  }
}
