package org.kcpfpga.rnn;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.common.UserError;
import org.kcpfpga.kcp.KcpOperator;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.tensor.Safetensors;
import org.kcpfpga.tensor.Tensor;

/** Takes a model of KCP operators out of a safetensors file, key by key. */
final class ModelParser {
  private final ModelKeys keys;

  ModelParser(Safetensors file) {
    this.keys = new ModelKeys(file);
  }

  /** The model; errors name the key, not the file. */
  Model model() {
    CellKind cell = keys.cell();
    requireFormat();
    KcpOperator input = operator("input", cell);
    KcpOperator hidden = cell.recurrent() ? operator("hidden", cell) : null;
    CellTensors tensors = CellTensors.read(keys, cell);
    keys.requireAllUsed(cell);
    return Model.of(cell, input, hidden, tensors);
  }

  /** Refuses the other formats by their names; the key may be another tool's. */
  private void requireFormat() {
    String format = keys.optionalMetadata("format");
    if (format != null && keys.optional("input.U.1") == null) {
      throw UserError.at(
          "__metadata__: format", format, "kcp or cp, with input.U.1: no core computes others");
    }
  }

  private KcpOperator operator(String name, CellKind cell) {
    int[] in = keys.modes(name + ".in", OperatorShape.MAX_MODES);
    int[] rows = keys.rows(name + ".out", OperatorShape.MAX_MODES, cell);
    if (rows.length != in.length) {
      throw UserError.at(
          "__metadata__: " + name + ".out",
          keys.metadata(name + ".out"),
          in.length + " modes, as many as " + name + ".in");
    }
    List<Tensor> u = new ArrayList<>();
    List<Tensor> v = new ArrayList<>();
    int[] ranks = new int[in.length];
    int terms = 0;
    for (int i = 1; i <= in.length; i++) {
      u.add(factor(name + ".U." + i, terms, rows[i - 1], -1));
      terms = u.get(0).extent(0);
      ranks[i - 1] = u.get(i - 1).extent(2);
      v.add(factor(name + ".V." + i, terms, in[i - 1], ranks[i - 1]));
    }
    try {
      return new KcpOperator(new OperatorShape(in, rows, terms, ranks), u, v);
    } catch (UserError e) {
      throw e.within(name);
    }
  }

  /** A factor [terms, size, rank]; {@code terms} 0 stands for any, rank -1 too. */
  private Tensor factor(String key, int terms, int size, int rank) {
    return keys.tensor(key).requireShape(key, terms == 0 ? -1 : terms, size, rank);
  }
}
