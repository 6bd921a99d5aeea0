package org.kcpfpga.cli.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.kcpfpga.common.UserError;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.format.FormatKind;
import org.kcpfpga.format.FormatShape;
import org.kcpfpga.format.OperatorFormat;
import org.kcpfpga.format.model.FormatModel;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.rnn.Network;
import org.kcpfpga.train.graph.NetworkShape;
import picocli.CommandLine.Option;

/** The shape of the network: that of a design, or one that is spelled out. */
final class ShapeOptions {
  @Option(
      names = "--design",
      description = "Design file: cell, modes, terms and ranks; instead of the options below.")
  private Path design;

  @Option(
      names = "--cell",
      defaultValue = "lstm",
      description = "lstm, gru, rnn, linear, .. (default: ${DEFAULT-VALUE}).")
  private String cell;

  @Option(
      names = "--format",
      defaultValue = "kcp",
      description = "dense, kcp, cp, tt, tr, bt or ht (default: ${DEFAULT-VALUE}).")
  private String format;

  @Option(names = "--in", split = ",", paramLabel = "n", description = "Modes of the input.")
  private int[] in;

  @Option(
      names = "--out",
      split = ",",
      paramLabel = "m",
      description = "Modes of the hidden vector, without the gates.")
  private int[] out;

  @Option(
      names = "--terms",
      defaultValue = "1",
      description = "Terms K of kcp and cp, blocks of bt (default: ${DEFAULT-VALUE}).")
  private int terms;

  @Option(
      names = "--ranks",
      split = ",",
      paramLabel = "R",
      defaultValue = "2",
      description = "Ranks of the format, or one for all (default: ${DEFAULT-VALUE}).")
  private int[] ranks;

  @Option(
      names = "--hidden-in",
      split = ",",
      paramLabel = "m",
      description = "Modes of h as the hidden operator reads it (default: --out).")
  private int[] hiddenIn;

  @Option(
      names = "--hidden-terms",
      paramLabel = "K",
      description = "Terms of the hidden operator (default: --terms).")
  private Integer hiddenTerms;

  @Option(
      names = "--hidden-ranks",
      split = ",",
      paramLabel = "R",
      description = "Ranks of the hidden operator (default: --ranks).")
  private int[] hiddenRanks;

  /** The file of the design, or null. */
  Path design() {
    return design;
  }

  /**
   * The network for data of N inputs and so many classes.
   *
   * @param begun a model to begin with, or null; its shape holds where none is given
   * @throws UserError naming the option that does not fit
   */
  NetworkShape shape(Network begun, int inSize, int classes) {
    NetworkShape shape = chosen(begun, inSize, classes);
    if (shape.inSize() != inSize) {
      throw UserError.at(
          design == null ? "--in" : design + ": input.in",
          "a product of " + shape.inSize(),
          inSize + ", the inputs of the data");
    }
    if (!shape.cell().recurrent() && shape.hiddenSize() < classes) {
      throw UserError.at(
          "--out", "a product of " + shape.hiddenSize(), "at least the " + classes + " classes");
    }
    return shape;
  }

  private NetworkShape chosen(Network begun, int inSize, int classes) {
    if (design != null) {
      return of(DesignFile.read(design), classes);
    }
    return begun == null || out != null ? spelled(inSize, classes) : of(begun, classes);
  }

  private static NetworkShape of(Network begun, int classes) {
    FormatModel model = begun instanceof Model kcp ? FormatModel.of(kcp) : (FormatModel) begun;
    return network(
        model.cell(),
        model.input().format(),
        model.hidden() == null ? null : model.hidden().format(),
        classes);
  }

  private static NetworkShape of(Design design, int classes) {
    CellKind cell = design.cell();
    return network(
        cell,
        OperatorFormat.kcp(design.input()),
        design.hidden() == null ? null : OperatorFormat.kcp(design.hidden()),
        classes);
  }

  private static NetworkShape network(
      CellKind cell, OperatorFormat input, OperatorFormat hidden, int classes) {
    int outputs = input.rowSize() / cell.gates();
    return new NetworkShape(cell, input, hidden, cell.recurrent() ? classes : outputs);
  }

  private NetworkShape spelled(int inSize, int classes) {
    CellKind kind = CellKind.parse("--cell", cell);
    if (out == null) {
      throw UserError.at("--out", "missing", "the modes of the hidden vector, --design, or --init");
    }
    int[] columns = in == null ? new int[] {inSize} : in;
    OperatorFormat input = operator("--in", kind, columns, terms, ranks);
    if (!kind.recurrent()) {
      return network(kind, input, null, classes);
    }
    OperatorFormat hidden =
        operator(
            "--hidden-in",
            kind,
            hiddenIn == null ? out : hiddenIn,
            hiddenTerms == null ? terms : hiddenTerms,
            hiddenRanks == null ? ranks : hiddenRanks);
    if (hidden.inSize() != hidden.rowSize() / kind.gates()) {
      throw UserError.at(
          "--hidden-in",
          "a product of " + hidden.inSize(),
          hidden.rowSize() / kind.gates() + ", as of --out");
    }
    return network(kind, input, hidden, classes);
  }

  private OperatorFormat operator(
      String place, CellKind kind, int[] columns, int termCount, int[] rankList) {
    List<Integer> rows = new ArrayList<>(list(out));
    rows.set(0, rows.get(0) * kind.gates());
    FormatKind named = FormatKind.parse("--format", format);
    try {
      return rankList.length == 1
          ? OperatorFormat.uniform(named, list(columns), rows, termCount, rankList[0])
          : OperatorFormat.of(
              named, new FormatShape(list(columns), rows, termCount, list(rankList)));
    } catch (UserError e) {
      throw e.within(place);
    }
  }

  private static List<Integer> list(int[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }
}
