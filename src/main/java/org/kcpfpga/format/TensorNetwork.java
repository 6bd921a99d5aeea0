package org.kcpfpga.format;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.kcpfpga.common.IntMath;

/**
 * An operator as a network: y[out] = sum over all other indices of x[in] times the product of the
 * cores, and the order in which this is computed.
 *
 * <p>Operands are numbered: 0 is x, 1 to C are the cores, from C + 1 on the results of the steps. A
 * step contracts two operands: see {@link Contraction}. Law: every operand but the last result is
 * used once; the last result has exactly the indices {@code out}, in any order.
 *
 * @param in the modes of x, row-major: the last runs fastest
 * @param out the modes of y, likewise
 */
public record TensorNetwork(
    List<Index> in, List<Index> out, List<Core> cores, List<TensorNetwork.Step> order) {

  /** A named index that takes the values 0 to {@code extent} - 1. */
  public record Index(String name, int extent) {}

  /** A tensor of the model, row-major in the order of its indices. */
  public record Core(String name, List<Index> indices) {
    /** Keeps a copy. */
    public Core {
      indices = List.copyOf(indices);
    }

    /** The extents of its indices, the shape of its tensor. */
    public int[] shape() {
      return indices.stream().mapToInt(Index::extent).toArray();
    }
  }

  /** Contracts operand {@code left} with operand {@code right}. */
  public record Step(int left, int right) {}

  /**
   * Keeps copies and checks the law.
   *
   * @throws IllegalArgumentException if it is broken
   */
  public TensorNetwork {
    in = List.copyOf(in);
    out = List.copyOf(out);
    cores = List.copyOf(cores);
    order = List.copyOf(order);
    List<List<Index>> operands = new ArrayList<>();
    contract(in, out, cores, order, operands);
    List<Index> last = operands.get(operands.size() - 1);
    if (order.size() != cores.size()
        || last.size() != out.size()
        || !new HashSet<>(last).equals(new HashSet<>(out))) {
      throw new IllegalArgumentException("result " + last + " (expected: " + out + ")");
    }
  }

  /** The same network in another order. */
  public TensorNetwork inOrder(List<Step> other) {
    return new TensorNetwork(in, out, cores, other);
  }

  /** The steps in terms of indices, in order. */
  public List<Contraction> contractions() {
    return contract(in, out, cores, order, new ArrayList<>());
  }

  /** The indices of every operand, results included, in the order in which it is stored. */
  public List<Index> indices(int operand) {
    if (operand == 0) {
      return in;
    }
    return operand <= cores.size()
        ? cores.get(operand - 1).indices()
        : contractions().get(operand - cores.size() - 1).result();
  }

  /** Entries of all cores. */
  public long parameters() {
    return cores.stream().mapToLong(core -> size(core.indices())).reduce(0, IntMath::plus);
  }

  /** Multiplications of all steps: one y = W x. */
  public long multiplications() {
    return contractions().stream().mapToLong(Contraction::multiplications).reduce(0, IntMath::plus);
  }

  /** Values of the largest result of a step, y aside; 0 if there is one step. */
  public long largestIntermediate() {
    List<Contraction> steps = contractions();
    return steps.stream().limit(steps.size() - 1L).mapToLong(s -> size(s.result())).max().orElse(0);
  }

  /**
   * The standard deviation of independent entries of mean 0, the same for all cores, with which
   * those of W have variance 1 / N, so that inputs of variance 1 give outputs of variance 1.
   */
  public double initialDeviation() {
    Set<Index> inner = new HashSet<>();
    cores.forEach(core -> inner.addAll(core.indices()));
    inner.removeAll(in);
    out.forEach(inner::remove);
    // an entry of W is a sum of prod(inner) products of C entries, all uncorrelated:
    // var(W) = prod(inner) s^(2C) = 1 / N
    double variance = 1.0 / size(in) / size(List.copyOf(inner));
    return Math.pow(variance, 1.0 / (2 * cores.size()));
  }

  /** The product of the extents, sticking at the largest long instead of wrapping. */
  public static long size(List<Index> indices) {
    return indices.stream().mapToLong(Index::extent).reduce(1, IntMath::times);
  }

  /** Adds all operands to {@code operands}. */
  private static List<Contraction> contract(
      List<Index> in,
      List<Index> out,
      List<Core> cores,
      List<Step> order,
      List<List<Index>> operands) {
    operands.add(in);
    cores.forEach(core -> operands.add(core.indices()));
    Set<Integer> open = new HashSet<>();
    for (int operand = 0; operand < operands.size(); operand++) {
      open.add(operand);
    }
    List<Contraction> contractions = new ArrayList<>();
    for (Step step : order) {
      if (!open.remove(step.left()) || !open.remove(step.right())) {
        throw new IllegalArgumentException(step + " (expected: two of the operands " + open + ")");
      }
      Set<Index> kept = new HashSet<>(out);
      open.forEach(operand -> kept.addAll(operands.get(operand)));
      Contraction contraction =
          Contraction.of(operands.get(step.left()), operands.get(step.right()), kept);
      contractions.add(contraction);
      open.add(operands.size());
      operands.add(contraction.result());
    }
    return contractions;
  }
}
