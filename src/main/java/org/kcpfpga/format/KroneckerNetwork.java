package org.kcpfpga.format;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.format.TensorNetwork.Index;

/**
 * KCP, and CP with all ranks 1: U.i [k, o_i, r_i] and V.i [k, n_i, r_i]. Contract the last mode
 * first, expand the first mode first: see docs/concepts.md.
 */
final class KroneckerNetwork {
  private KroneckerNetwork() {}

  static TensorNetwork of(FormatShape shape, List<Integer> ranks) {
    NetworkBuilder network = new NetworkBuilder(shape);
    Index k = new Index("k", shape.terms());
    List<Integer> order = new ArrayList<>();
    for (int i = 1; i <= shape.in().size(); i++) {
      Index rank = new Index("r" + i, ranks.get(i - 1));
      int expand = network.core("U." + i, k, network.out(i), rank);
      int contract = network.core("V." + i, k, network.in(i), rank);
      // V.d .. V.1, U.1 .. U.d
      order.add(0, contract);
      order.add(expand);
    }
    return network.chain(order);
  }
}
