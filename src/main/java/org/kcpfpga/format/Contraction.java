package org.kcpfpga.format;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.kcpfpga.format.TensorNetwork.Index;

/**
 * One step: result[batch, left, right] = sum over {@code summed} of leftOperand[batch, left,
 * summed] * rightOperand[batch, summed, right], one matrix product for each batch.
 *
 * @param batch indices of both operands that are kept
 * @param left other indices of the left operand that are kept
 * @param right likewise of the right operand
 * @param summed indices of both operands that nothing else has
 */
public record Contraction(
    List<Index> batch, List<Index> left, List<Index> right, List<Index> summed) {

  /** Keeps copies. */
  public Contraction {
    batch = List.copyOf(batch);
    left = List.copyOf(left);
    right = List.copyOf(right);
    summed = List.copyOf(summed);
  }

  /**
   * The contraction of two operands.
   *
   * @param kept what another operand or the output has
   * @throws IllegalArgumentException if one operand alone has an index that nothing else has
   */
  static Contraction of(List<Index> leftOperand, List<Index> rightOperand, Set<Index> kept) {
    Set<Index> inLeft = new HashSet<>(leftOperand);
    Set<Index> inRight = new HashSet<>(rightOperand);
    List<Index> batch = new ArrayList<>();
    List<Index> left = new ArrayList<>();
    List<Index> summed = new ArrayList<>();
    for (Index index : leftOperand) {
      boolean shared = inRight.contains(index);
      (shared ? kept.contains(index) ? batch : summed : requireKept(left, index, kept)).add(index);
    }
    List<Index> right = new ArrayList<>();
    for (Index index : rightOperand) {
      if (!inLeft.contains(index)) {
        requireKept(right, index, kept).add(index);
      }
    }
    return new Contraction(batch, left, right, summed);
  }

  private static List<Index> requireKept(List<Index> list, Index index, Set<Index> kept) {
    if (!kept.contains(index)) {
      throw new IllegalArgumentException(
          "index " + index.name() + ": in one operand only (expected: in two, or in the output)");
    }
    return list;
  }

  /** The indices of the left operand, in the order of a matrix product. */
  public List<Index> leftOrder() {
    return joined(batch, left, summed);
  }

  /** The indices of the right operand, in the order of a matrix product. */
  public List<Index> rightOrder() {
    return joined(batch, summed, right);
  }

  /** The indices of a right operand that lies transposed. */
  List<Index> rightAcross() {
    return joined(batch, right, summed);
  }

  /** The indices of the result, in the order in which it is stored. */
  public List<Index> result() {
    return joined(batch, left, right);
  }

  /** Multiplications: the product of the extents of all its indices. */
  public long multiplications() {
    return TensorNetwork.size(joined(batch, left, right, summed));
  }

  @SafeVarargs
  private static List<Index> joined(List<Index>... lists) {
    List<Index> all = new ArrayList<>();
    for (List<Index> list : lists) {
      all.addAll(list);
    }
    return all;
  }
}
