package org.kcpfpga.format.model;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.common.UserError;
import org.kcpfpga.format.FormatKind;
import org.kcpfpga.format.FormatOperator;
import org.kcpfpga.format.OperatorFormat;
import org.kcpfpga.kcp.KcpOperator;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.rnn.CellTensors;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.rnn.Network;
import org.kcpfpga.tensor.Tensor;

/**
 * A network whose operators are in any format.
 *
 * @param cell the kind of cell, G gates
 * @param input W, G*M x N
 * @param hidden U, G*M x M, perhaps in another format; null for {@link CellKind#LINEAR}
 * @param tensors biases, readout and normalisation
 */
public record FormatModel(
    CellKind cell, FormatOperator input, FormatOperator hidden, CellTensors tensors)
    implements Network {

  /**
   * Checks that all parts fit together.
   *
   * @throws UserError naming the part that does not
   */
  public FormatModel(
      CellKind cell, FormatOperator input, FormatOperator hidden, CellTensors tensors) {
    this.cell = cell;
    this.input = input;
    this.hidden = hidden;
    this.tensors = tensors;
    Network.require(this, firstRows(input), hidden == null ? 0 : firstRows(hidden));
  }

  private static int firstRows(FormatOperator operator) {
    return operator.format().shape().rows().get(0);
  }

  /** The model of hardware as one of formats. */
  public static FormatModel of(Model model) {
    FormatOperator hidden = model.hidden() == null ? null : operator(model.hidden());
    return new FormatModel(model.cell(), operator(model.input()), hidden, model.tensors());
  }

  private static FormatOperator operator(KcpOperator operator) {
    List<Tensor> cores = new ArrayList<>();
    for (int i = 1; i <= operator.shape().modes(); i++) {
      cores.add(operator.u(i));
      cores.add(operator.v(i));
    }
    return new FormatOperator(OperatorFormat.kcp(operator.shape()), cores);
  }

  /** Whether its operators are KCP, CP among it, so that hardware can have them. */
  public boolean kronecker() {
    return kronecker(input) && (hidden == null || kronecker(hidden));
  }

  private static boolean kronecker(FormatOperator operator) {
    FormatKind kind = operator.format().kind();
    return kind == FormatKind.KCP || kind == FormatKind.CP;
  }

  /**
   * The model for hardware.
   *
   * @throws UserError if an operator is not {@link #kronecker}
   */
  public Model kcp() {
    return Model.of(
        cell, kcp("input", input), hidden == null ? null : kcp("hidden", hidden), tensors);
  }

  private static KcpOperator kcp(String name, FormatOperator operator) {
    OperatorFormat format = operator.format();
    if (!kronecker(operator)) {
      throw UserError.at(
          name + ": format", format.kind().jsonName(), "kcp or cp: no core computes others");
    }
    List<Tensor> u = new ArrayList<>();
    List<Tensor> v = new ArrayList<>();
    for (int i = 0; i < operator.cores().size(); i += 2) {
      u.add(operator.cores().get(i));
      v.add(operator.cores().get(i + 1));
    }
    int[] in = v.stream().mapToInt(factor -> factor.extent(1)).toArray();
    int[] rows = u.stream().mapToInt(factor -> factor.extent(1)).toArray();
    int[] ranks = u.stream().mapToInt(factor -> factor.extent(2)).toArray();
    return new KcpOperator(new OperatorShape(in, rows, u.get(0).extent(0), ranks), u, v);
  }
}
