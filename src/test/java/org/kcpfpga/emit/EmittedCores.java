package org.kcpfpga.emit;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.plan.Design;
import org.kcpfpga.plan.DesignFile;
import org.kcpfpga.rtl.Core;

/** The cores that the tests of this package emit, each elaborated once. */
final class EmittedCores {
  private static final Map<String, EmittedDesign> EMITTED = new LinkedHashMap<>();

  private EmittedCores() {}

  static Core core(String name) {
    return RandomDesigns.deployment(design(name), 1).core();
  }

  static synchronized EmittedDesign emitted(String name) {
    return EMITTED.computeIfAbsent(name, n -> Emitter.emit(core(n)));
  }

  private static Design design(String name) {
    SplittableRandom r = new SplittableRandom(12);
    return switch (name) {
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
      default -> DesignFile.read(Path.of("designs", name + ".json"));
    };
  }
}
