package org.kcpfpga.emit;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.kcpfpga.DesignCopies;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.design.FrontKind;
import org.kcpfpga.design.Implementation;
import org.kcpfpga.design.Lanes;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.image.Core;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.rnn.CellKind;

/** The cores that the tests of this package emit, each elaborated once. */
final class EmittedCores {
  private static final Map<String, EmittedDesign> EMITTED = new LinkedHashMap<>();

  private EmittedCores() {}

  /** Cores of every kind of structure. */
  static List<String> names() {
    return List.of(
        "tiny",
        "fashion",
        "one mode",
        "modes of one",
        "whole fibre a beat",
        "gru of three sequences",
        "linear in one beat",
        "loadable lstm",
        "loadable gru",
        "loadable linear",
        "packed across tiles",
        "packed and loadable",
        "constant front");
  }

  static Core core(String name) {
    return RandomDesigns.deployment(design(name), 1).core();
  }

  static synchronized EmittedDesign emitted(String name) {
    return EMITTED.computeIfAbsent(name, n -> Emitter.emit(core(n)));
  }

  private static Design loadable(Design d) {
    return DesignCopies.named(d.withLoadableFactors(), "loadable_" + d.name());
  }

  /** Two tiles of three columns, and a third with one pair and a column that is left. */
  private static Design packed() {
    OperatorShape shape =
        new OperatorShape(new int[] {2, 9}, new int[] {3, 9}, 1, new int[] {2, 9});
    return Design.of("packed", CellKind.LINEAR, shape, null, 3, 1, BitWidths.DEFAULT)
        .withFront(FrontKind.PACKED);
  }

  private static Design design(String name) {
    SplittableRandom r = new SplittableRandom(12);
    return switch (name) {
      case "loadable lstm" -> loadable(design("tiny"));
      case "loadable gru" -> loadable(design("gru of three sequences"));
      case "loadable linear" -> loadable(design("linear in one beat"));
      case "packed across tiles" -> packed();
      case "packed and loadable" -> loadable(packed());
      case "constant front" ->
          DesignCopies.named(design("tiny").withLanes(4), "constant")
              .withFront(FrontKind.CONSTANT)
              .withPipeline(1);
      case "one mode" ->
          RandomDesigns.design(
              new int[] {10}, new int[] {3}, new int[] {3}, 2, 2, 5, RandomDesigns.bits(r));
      case "modes of one" ->
          RandomDesigns.design(
              new int[] {1, 5, 1},
              new int[] {1, 2, 1},
              new int[] {2, 1},
              1,
              1,
              1,
              new BitWidths(4, 4, 4, 4));
      case "whole fibre a beat" ->
          RandomDesigns.design(
              new int[] {2, 7},
              new int[] {3, 2},
              new int[] {6},
              3,
              2,
              7,
              new BitWidths(18, 18, 18, 18));
      case "gru of three sequences" ->
          new Design(
              "gru",
              CellKind.GRU,
              new OperatorShape(new int[] {3, 8}, new int[] {6, 3}, 2, new int[] {2, 3}),
              new OperatorShape(new int[] {6}, new int[] {18}, 1, new int[] {2}),
              Lanes.of(4, 2).withBus(6),
              new BitWidths(8, 8, 12, 12),
              3,
              Implementation.DEFAULT);
      case "linear in one beat" ->
          new Design(
              "line",
              CellKind.LINEAR,
              new OperatorShape(new int[] {3, 4}, new int[] {5, 2}, 1, new int[] {2, 2}),
              null,
              Lanes.budget(3, 1).withBus(12),
              new BitWidths(8, 8, 16, 16),
              1,
              Implementation.DEFAULT);
      default -> DesignFile.read(Path.of("designs", name + ".json"));
    };
  }
}
