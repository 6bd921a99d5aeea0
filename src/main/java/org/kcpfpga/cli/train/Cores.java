package org.kcpfpga.cli.train;

import java.nio.file.Path;
import java.util.Arrays;
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
   * @throws UserError if the operators are neither KCP nor CP, or the design has other widths
   */
  static AcceleratorPlan plan(NetworkShape network, BitWidths bits, Path design, Path model) {
    FormatKind kind = network.input().kind();
    if (kind != FormatKind.KCP && kind != FormatKind.CP) {
      throw UserError.at("--bits: format", kind.jsonName(), "kcp or cp, of which cores are made");
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

  /** That of KCP; a CP has no ranks, as all are 1. */
  private static OperatorShape kcp(OperatorFormat format) {
    int[] in = numbers(format.shape().in());
    int[] ranks = numbers(format.shape().ranks());
    if (format.kind() == FormatKind.CP) {
      ranks = new int[in.length];
      Arrays.fill(ranks, 1);
    }
    return new OperatorShape(in, numbers(format.shape().rows()), format.shape().terms(), ranks);
  }

  private static int[] numbers(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }
}
