package org.kcpfpga.format;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.format.TensorNetwork.Index;

/** Chains of cores: tensor train and tensor ring. */
final class ChainNetworks {
  private ChainNetworks() {}

  /**
   * W[o, n] = G.1[n_1, o_1, :] G.2[:, n_2, o_2, :] .. G.d[:, n_d, o_d], with r_i between G.i and
   * G.i+1; the last core first, as in TT_RNN (Yang, Krompass, Tresp 2017).
   */
  static TensorNetwork train(FormatShape shape) {
    NetworkBuilder network = new NetworkBuilder(shape);
    int modes = shape.in().size();
    List<Integer> order = new ArrayList<>();
    for (int i = 1; i <= modes; i++) {
      List<Index> indices = new ArrayList<>();
      if (i > 1) {
        indices.add(bond(shape, i - 2, i - 1));
      }
      indices.add(network.in(i));
      indices.add(network.out(i));
      if (i < modes) {
        indices.add(bond(shape, i - 1, i));
      }
      order.add(0, network.core("G." + i, indices));
    }
    return network.chain(order);
  }

  /**
   * W[o, n] = trace(V.1[:, n_1, :] .. V.a[:, n_a, :] U.1[:, o_1, :] .. U.b[:, o_b, :]), with r_0
   * before V.1 and after U.b: all inputs first, then the outputs; the last closes the ring, as in
   * TR-LSTM (Pan et al. 2019).
   */
  static TensorNetwork ring(FormatShape shape) {
    NetworkBuilder network = new NetworkBuilder(shape);
    int inputs = shape.in().size();
    int nodes = inputs + shape.rows().size();
    List<Integer> order = new ArrayList<>();
    for (int node = 0; node < nodes; node++) {
      boolean input = node < inputs;
      Index mode = input ? network.in(node + 1) : network.out(node - inputs + 1);
      String name = input ? "V." + (node + 1) : "U." + (node - inputs + 1);
      int next = (node + 1) % nodes;
      order.add(network.core(name, bond(shape, node, node), mode, bond(shape, next, next)));
    }
    return network.chain(order);
  }

  private static Index bond(FormatShape shape, int rank, int number) {
    return new Index("r" + number, shape.ranks().get(rank));
  }
}
