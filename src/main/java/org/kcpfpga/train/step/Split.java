package org.kcpfpga.train.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kcpfpga.tensor.Tensor;

/**
 * Sequences to learn from, and others to watch.
 *
 * @param training numbers of sequences, ascending
 * @param validation likewise
 */
public record Split(int[] training, int[] validation) {

  /**
   * A share of every class, at least one of each, for validation; but no class is left without a
   * sequence to learn from.
   *
   * @param labels [n]
   * @param share from 0 (none) to below 1
   */
  public static Split stratified(Tensor labels, double share, long seed) {
    Map<Double, List<Integer>> classes = new TreeMap<>();
    for (int i = 0; i < labels.size(); i++) {
      classes.computeIfAbsent(labels.values()[i], c -> new ArrayList<>()).add(i);
    }
    List<Integer> training = new ArrayList<>();
    List<Integer> validation = new ArrayList<>();
    int number = 0;
    for (List<Integer> members : classes.values()) {
      int[] all = members.stream().mapToInt(Integer::intValue).toArray();
      int[] order = Batches.shuffled(all, seed, --number);
      int wanted = (int) Math.max(Math.ceil(share), Math.round(share * order.length));
      int watched = Math.min(order.length - 1, wanted);
      for (int i = 0; i < order.length; i++) {
        (i < watched ? validation : training).add(order[i]);
      }
    }
    return new Split(sorted(training), sorted(validation));
  }

  private static int[] sorted(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).sorted().toArray();
  }
}
