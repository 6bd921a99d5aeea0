package org.kcpfpga.emit;

import java.util.Map;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.SystemPart;
import org.kcpfpga.fixed.QuantisedModel.Fractions;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.boundary.Capabilities;
import org.kcpfpga.plan.boundary.FramePlan;
import org.kcpfpga.plan.boundary.SystemMap;

/** The part of {@link RegisterDocument} on the parts for a system. */
final class SystemSection {
  private SystemSection() {}

  /** What a register reads for ever; 0 for one that is 0 after reset. */
  static int constant(Core core, int address) {
    if (address == SystemMap.PARTS) {
      return SystemMap.parts(core.plan().design());
    }
    if (address == SystemMap.FRACTIONS) {
      Fractions fractions = core.model().fractions();
      return SystemMap.fractions(fractions.input(), fractions.output());
    }
    return Capabilities.of(core.plan()).stream()
        .filter(one -> one.register().address() == address)
        .mapToInt(Capabilities::value)
        .findFirst()
        .orElse(0);
  }

  /** Empty for a core without parts. */
  static String markdown(AcceleratorPlan plan) {
    Design design = plan.design();
    String text = "";
    if (design.has(SystemPart.CAPABILITIES)) {
      String fractions =
          design.loadable()
              ? "The fractions are those of the\nmodel that was loaded, whose `plan.json` has them."
              : "A number is its integer\ntimes 2^-fraction.";
      text += Template.filled("capabilities.md", Map.of("fractions", fractions));
    }
    if (design.has(SystemPart.SNAPSHOT)) {
      text += Template.filled("snapshot.md", Map.of());
    }
    if (design.has(SystemPart.INTERRUPT)) {
      text += Template.filled("interrupt.md", Map.of());
    }
    if (design.has(SystemPart.LENGTH)) {
      int sequences = design.sequences();
      String all = "S = " + sequences + ", one of each sequence in the order of their numbers";
      String frames = sequences == 1 ? "L" : "L x " + sequences;
      text +=
          Template.filled(
              "length.md", Map.of("s", sequences == 1 ? "one frame" : all, "frames", frames));
    }
    if (design.has(SystemPart.FRAMES)) {
      FramePlan frames = FramePlan.of(plan);
      int beats = design.hiddenSize() / design.lanes().output();
      Map<String, Object> values =
          Map.of(
              "bad", frames.badBit(),
              "beats", beats == 1 ? "a beat" : beats + " beats",
              "depth", frames.depth());
      text += Template.filled("frames.md", values);
    }
    return text;
  }
}
