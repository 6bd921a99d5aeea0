package org.kcpfpga.format;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.format.TensorNetwork.Core;
import org.kcpfpga.format.TensorNetwork.Index;
import org.kcpfpga.format.TensorNetwork.Step;

/** Collects a network: first all cores, then the steps. */
final class NetworkBuilder {
  private final List<Index> in;
  private final List<Index> out;
  private final List<Core> cores = new ArrayList<>();
  private final List<Step> order = new ArrayList<>();

  /** A network from the modes n1, n2, .. to the modes o1, o2, .. */
  NetworkBuilder(FormatShape shape) {
    in = modes("n", shape.in());
    out = modes("o", shape.rows());
  }

  private static List<Index> modes(String letter, List<Integer> extents) {
    List<Index> indices = new ArrayList<>();
    for (int extent : extents) {
      indices.add(new Index(letter + (indices.size() + 1), extent));
    }
    return indices;
  }

  /** Mode {@code i} of x, from 1. */
  Index in(int i) {
    return in.get(i - 1);
  }

  /** Mode {@code i} of y, from 1. */
  Index out(int i) {
    return out.get(i - 1);
  }

  /** Adds a core and returns its number as an operand. */
  int core(String name, Index... indices) {
    return core(name, List.of(indices));
  }

  /** Likewise. */
  int core(String name, List<Index> indices) {
    cores.add(new Core(name, indices));
    return cores.size();
  }

  /** Adds a step and returns the number of its result as an operand. */
  int contract(int left, int right) {
    order.add(new Step(left, right));
    return cores.size() + order.size();
  }

  /** Contracts x with the given cores, one after the other. */
  TensorNetwork chain(List<Integer> operands) {
    int values = 0;
    for (int operand : operands) {
      values = contract(values, operand);
    }
    return build();
  }

  TensorNetwork build() {
    return new TensorNetwork(in, out, cores, order);
  }
}
