package org.kcpfpga.cli.train;

import java.nio.file.Path;
import java.util.List;
import org.kcpfpga.cli.option.InputFiles;
import org.kcpfpga.common.UserError;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.format.FormatKind;
import org.kcpfpga.format.OperatorFormat;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.planner.Planner;
import org.kcpfpga.train.graph.KcpTarget;
import org.kcpfpga.train.graph.NetworkShape;

/** The cores that networks are trained for. */
final class Cores {
  private Cores() {}

  /**
   * The core of a design, or the one that {@code compare} and {@code run} choose for the model.
   *
   * @param design its file, or null
   * @param model file of the model to be, which names the core
   * @throws UserError if the operators are not KCP, or the design has other widths
   */
  static AcceleratorPlan plan(NetworkShape network, BitWidths bits, Path design, Path model) {
    if (network.input().kind() != FormatKind.KCP) {
      String kind = network.input().kind().jsonName();
      throw UserError.at("--bits: format", kind, "kcp, of which cores are made");
    }
    Design chosen =
        design == null
            ? InputFiles.design(network.cell(), input(network), hidden(network), bits, model)
            : DesignFile.read(design);
    if (!chosen.bits().equals(bits)) {
      throw UserError.at("--bits", bits, chosen.bits() + ", as in " + design);
    }
    return Planner.plan(chosen);
  }

  /** The arithmetic of that core. */
  static KcpTarget target(NetworkShape network, BitWidths bits, AcceleratorPlan plan) {
    return new KcpTarget(network.cell(), input(network), hidden(network), plan.forms(), bits);
  }

  private static OperatorShape input(NetworkShape network) {
    return kcp(network.input());
  }

  private static OperatorShape hidden(NetworkShape network) {
    return network.hidden() == null ? null : kcp(network.hidden());
  }

  private static OperatorShape kcp(OperatorFormat format) {
    return new OperatorShape(
        numbers(format.shape().in()),
        numbers(format.shape().rows()),
        format.shape().terms(),
        numbers(format.shape().ranks()));
  }

  private static int[] numbers(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }
}
