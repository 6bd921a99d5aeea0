package org.kcpfpga.format;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.format.TensorNetwork.Index;

/** Cores U.i [k, o_i, r_i] and V.i [k, n_i, r_i]: contract last mode first, expand first first. */
final class KcpNetwork {
  private KcpNetwork() {}

  static TensorNetwork of(FormatShape shape) {
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
}
