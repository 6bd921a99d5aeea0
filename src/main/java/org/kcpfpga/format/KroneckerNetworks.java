package org.kcpfpga.format;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.format.TensorNetwork.Index;

/** Sums of terms: KCP and CP. Contract the last mode first, expand the first mode first. */
final class KroneckerNetworks {
  private KroneckerNetworks() {}

  /** U.i [k, o_i, r_i] and V.i [k, n_i, r_i]: see docs/concepts.md. */
  static TensorNetwork kcp(FormatShape shape) {
    NetworkBuilder network = new NetworkBuilder(shape);
    Index k = new Index("k", shape.terms());
    List<Integer> order = new ArrayList<>();
    for (int i = 1; i <= shape.in().size(); i++) {
      Index rank = new Index("r" + i, shape.ranks().get(i - 1));
      int expand = network.core("U." + i, k, network.out(i), rank);
      int contract = network.core("V." + i, k, network.in(i), rank);
      // V.d .. V.1, U.1 .. U.d
      order.add(0, contract);
      order.add(expand);
    }
    return network.chain(order);
  }

  /** W[o, n] = sum_k prod_i U.i[k, o_i] prod_j V.j[k, n_j]. */
  static TensorNetwork cp(FormatShape shape) {
    NetworkBuilder network = new NetworkBuilder(shape);
    Index k = new Index("k", shape.terms());
    List<Integer> order = new ArrayList<>();
    for (int i = 1; i <= shape.rows().size(); i++) {
      order.add(network.core("U." + i, k, network.out(i)));
    }
    for (int i = 1; i <= shape.in().size(); i++) {
      order.add(0, network.core("V." + i, k, network.in(i)));
    }
    return network.chain(order);
  }
}
