package org.kcpfpga.train.graph;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.format.Contraction;
import org.kcpfpga.format.TensorNetwork;
import org.kcpfpga.format.TensorNetwork.Index;
import org.kcpfpga.format.TensorNetwork.Step;

/**
 * y = W x of many x at once, by the steps of a network: W itself is never formed.
 *
 * <p>Each step is a batch of matrix products. The rows, one an x, are one more axis of everything
 * that came out of x.
 */
final class OperatorGraph {
  private final TensorNetwork network;
  private final List<Contraction> contractions;
  private final List<NDArray> cores;
  private final Rounding rounding;

  /** What happens to the result of a step: nothing, or a rounding. */
  interface Rounding {
    NDArray after(int step, NDArray result);
  }

  /** {@code cores}: in the order of the network, each of its core's shape. */
  OperatorGraph(TensorNetwork network, List<NDArray> cores, Rounding rounding) {
    this.network = network;
    this.contractions = network.contractions();
    this.cores = cores;
    this.rounding = rounding;
  }

  /**
   * All y.
   *
   * @param x [rows, N]
   * @return [rows, G*M]
   */
  NDArray apply(NDArray x) {
    int rows = Math.toIntExact(x.getShape().get(0));
    Index row = new Index("row", rows);
    List<LabelledArray> operands = new ArrayList<>();
    operands.add(input(x, row));
    for (int i = 0; i < cores.size(); i++) {
      operands.add(new LabelledArray(cores.get(i), network.cores().get(i).indices()));
    }
    for (int s = 0; s < contractions.size(); s++) {
      Step step = network.order().get(s);
      LabelledArray left = operands.get(step.left());
      LabelledArray right = operands.get(step.right());
      LabelledArray result = product(contractions.get(s), left, right, row);
      operands.add(new LabelledArray(rounding.after(s, result.values()), result.axes()));
    }
    LabelledArray last = operands.get(operands.size() - 1);
    return last.ordered(joined(List.of(row), network.out()))
        .shaped(rows, LabelledArray.size(network.out()));
  }

  private LabelledArray input(NDArray x, Index row) {
    List<Index> axes = joined(List.of(row), network.in());
    return new LabelledArray(x.reshape(shape(axes)), axes);
  }

  /** result[batch, left, right] = sum over summed of left[batch, left, summed] right[...]. */
  private static LabelledArray product(
      Contraction c, LabelledArray leftOperand, LabelledArray rightOperand, Index row) {
    List<Index> left = withRow(c.left(), leftOperand, row);
    List<Index> right = withRow(c.right(), rightOperand, row);
    LabelledArray a = leftOperand.ordered(joined(c.batch(), left, c.summed()));
    LabelledArray b = rightOperand.ordered(joined(c.batch(), c.summed(), right));
    long batch = LabelledArray.size(c.batch());
    long rows = LabelledArray.size(left);
    long inner = LabelledArray.size(c.summed());
    long columns = LabelledArray.size(right);
    NDArray result =
        batch == 1
            ? a.shaped(rows, inner).matMul(b.shaped(inner, columns))
            : a.shaped(batch, rows, inner).matMul(b.shaped(batch, inner, columns));
    List<Index> axes = joined(c.batch(), left, right);
    return new LabelledArray(result.reshape(shape(axes)), axes);
  }

  private static List<Index> withRow(List<Index> kept, LabelledArray operand, Index row) {
    return operand.axes().contains(row) ? joined(List.of(row), kept) : kept;
  }

  @SafeVarargs
  private static List<Index> joined(List<Index>... lists) {
    List<Index> all = new ArrayList<>();
    for (List<Index> list : lists) {
      all.addAll(list);
    }
    return all;
  }

  private static Shape shape(List<Index> axes) {
    return new Shape(axes.stream().mapToLong(Index::extent).toArray());
  }
}
