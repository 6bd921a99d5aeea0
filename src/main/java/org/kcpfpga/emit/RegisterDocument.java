package org.kcpfpga.emit;

import java.util.List;
import java.util.Locale;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.LoadMap;
import org.kcpfpga.plan.LoadTarget;
import org.kcpfpga.plan.RegisterMap;
import org.kcpfpga.plan.ShiftField;
import org.kcpfpga.plan.ShiftMap;
import org.kcpfpga.rtl.Core;
import org.kcpfpga.rtl.LoadImage;

/** The register map, and how a model and states are written, for who has no driver. */
final class RegisterDocument {
  private RegisterDocument() {}

  static String markdown(AcceleratorPlan plan) {
    StringBuilder text = new StringBuilder();
    text.append("# Registers of ").append(plan.design().name()).append("\n\n");
    text.append("AXI4-Lite, 32 bits; other addresses answer SLVERR, and so does what is\n");
    text.append("only possible at rest and comes while a frame is in flight.\n\n");
    text.append("| address | name | access | meaning |\n|---|---|---|---|\n");
    for (RegisterMap.Register r : RegisterMap.of(plan)) {
      text.append(
          String.format(
              Locale.ROOT,
              "| 0x%03x | %s | %s | %s |%n",
              r.address(),
              r.name(),
              r.access(),
              r.description()));
    }
    if (plan.pipeline().recurrent()) {
      text.append(states(plan));
    }
    if (plan.design().loadable()) {
      text.append(targets(plan));
    }
    return text.toString();
  }

  private static String states(AcceleratorPlan plan) {
    int size = plan.design().hiddenSize();
    String kept =
        plan.pipeline().cell().stateBits() > 0
            ? String.format(Locale.ROOT, "`state_data` %d times, then ", size)
            : "";
    return String.format(
        Locale.ROOT,
        "%n## States%n%n"
            + "At rest (bit 0 of `control`), write `sequence`, then %s`hidden_data` %d times,"
            + " element by element:%nthe next step of that sequence, sent without start, goes on"
            + " from there. Reading `state_data` likewise%ngives the state; h is the last output."
            + " While `hidden_data` is not complete `s_axis_tready` stays low.%n",
        kept,
        size);
  }

  private static String targets(AcceleratorPlan plan) {
    StringBuilder text = new StringBuilder();
    text.append("\n## Loading a model\n\n");
    text.append(
        "At rest: write 2 to `control`; for every target its number to `load_target` and\n");
    text.append(
        "all its words to `load_data`, 32 bits at a time, the lowest first. `checksum` then\n");
    text.append(
        "identifies the model. `load.txt` lists the writes (address, data) for the model\n");
    text.append(
        "that this core was generated with. Reset keeps the model but not the checksum.\n\n");
    text.append("| target | name | words | bits | writes a word |\n|---|---|---|---|---|\n");
    List<LoadTarget> targets = LoadMap.of(plan.pipeline());
    for (int number = 0; number < targets.size(); number++) {
      LoadTarget t = targets.get(number);
      text.append(
          String.format(
              Locale.ROOT,
              "| %d | %s | %d | %d | %d |%n",
              number,
              t.name(),
              t.words(),
              t.wordBits(),
              t.chunks()));
    }
    text.append("\nThe words of the target `shifts`, each stored as value - least:\n\n");
    text.append("| shift | bits | least |\n|---|---|---|\n");
    for (ShiftField f : ShiftMap.of(plan.pipeline())) {
      text.append(String.format(Locale.ROOT, "| %s | %d | %d |%n", f.name(), f.bits(), f.least()));
    }
    return text.toString();
  }

  /** The writes that load the model of a core, one a line: address and data, hexadecimal. */
  static String load(Core core) {
    StringBuilder text = new StringBuilder();
    for (LoadImage.Write write : LoadImage.program(core)) {
      text.append(String.format(Locale.ROOT, "%03x %08x%n", write.address(), write.data()));
    }
    return text.toString();
  }
}
