package org.kcpfpga.format;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.format.TensorNetwork.Index;

/** Tucker decompositions of the pairs of modes (o_i, n_i): block term and hierarchical. */
final class TuckerNetworks {
  private TuckerNetworks() {}

  /**
   * W[o, n] = sum_k sum_r core[k, r_1..r_d] prod_i A.i[k, n_i, o_i, r_i]: the last mode first, the
   * core last, where the blocks k are summed, as in BT-RNN (Ye et al. 2018).
   */
  static TensorNetwork blockTerm(FormatShape shape) {
    NetworkBuilder network = new NetworkBuilder(shape);
    Index k = new Index("k", shape.terms());
    List<Index> coreIndices = new ArrayList<>(List.of(k));
    List<Integer> order = new ArrayList<>();
    for (int i = 1; i <= shape.in().size(); i++) {
      Index rank = new Index("r" + i, shape.ranks().get(i - 1));
      order.add(0, network.core("A." + i, k, network.in(i), network.out(i), rank));
      coreIndices.add(rank);
    }
    order.add(network.core("core", coreIndices));
    return network.chain(order);
  }

  /**
   * A balanced binary tree over the modes: leaves A.i[n_i, o_i, r_i]; where two subtrees meet,
   * B.a-b[r_left, r_right, r] over the modes a to b; the last of them, over all modes, without r. x
   * goes through the tree from the last leaf to the first, each B after the leaves below it, as in
   * HT-LSTM (Yin et al. 2021).
   */
  static TensorNetwork tree(FormatShape shape) {
    NetworkBuilder network = new NetworkBuilder(shape);
    List<Integer> order = new ArrayList<>();
    add(network, ModeTree.over(shape.in().size()), shape, order);
    return network.chain(order);
  }

  /** Adds the cores of a subtree, the last mode first; leaves before what joins them. */
  private static void add(
      NetworkBuilder network, ModeTree tree, FormatShape shape, List<Integer> order) {
    List<Index> indices = new ArrayList<>();
    if (tree.leaf()) {
      indices.add(network.in(tree.from()));
      indices.add(network.out(tree.from()));
    } else {
      add(network, tree.right(), shape, order);
      add(network, tree.left(), shape, order);
      indices.add(rank(tree.left(), shape));
      indices.add(rank(tree.right(), shape));
    }
    if (tree.rank() >= 0) {
      indices.add(rank(tree, shape));
    }
    order.add(network.core((tree.leaf() ? "A." : "B.") + tree.name(), indices));
  }

  private static Index rank(ModeTree tree, FormatShape shape) {
    return new Index("r" + tree.name(), shape.ranks().get(tree.rank()));
  }
}
