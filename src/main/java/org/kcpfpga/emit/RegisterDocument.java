package org.kcpfpga.emit;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.SystemPart;
import org.kcpfpga.image.Core;
import org.kcpfpga.image.LoadImage;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.boundary.RegisterMap;

/** All that somebody who writes a driver has to know of one core. */
final class RegisterDocument {
  private final Core core;
  private final AcceleratorPlan plan;
  private final Design design;

  private RegisterDocument(Core core) {
    this.core = core;
    this.plan = core.plan();
    this.design = plan.design();
  }

  static String markdown(Core core) {
    return new RegisterDocument(core).text();
  }

  private String text() {
    String states = plan.pipeline().recurrent() ? states() : "";
    return "# Registers of "
        + design.name()
        + "\n\n"
        + table()
        + bus()
        + StreamSection.markdown(core)
        + states
        + SystemSection.markdown(plan)
        + LoadDocument.section(core);
  }

  private String table() {
    StringBuilder text = new StringBuilder();
    text.append(Markdown.header("address", "name", "access", "after reset", "meaning"));
    for (RegisterMap.Register r : RegisterMap.of(plan)) {
      String address = String.format(Locale.ROOT, "0x%03x", r.address());
      text.append(Markdown.row(address, r.name(), r.access(), afterReset(r), r.description()));
    }
    return text.toString();
  }

  private String afterReset(RegisterMap.Register register) {
    if (register.address() == RegisterMap.STATE_DATA) {
      return "kept; 0 at power-up";
    }
    return InterfaceDocument.hex(
        switch (register.address()) {
          case RegisterMap.IDENTITY -> RegisterMap.IDENTITY_VALUE;
          case RegisterMap.VERSION -> RegisterMap.version(plan);
          case RegisterMap.PLAN_HASH -> plan.hash();
          case RegisterMap.CONTROL -> RegisterMap.AT_REST;
          case RegisterMap.CHECKSUM -> design.loadable() ? 0 : LoadImage.checksum(core);
          default -> SystemSection.constant(core, register.address());
        });
  }

  private String bus() {
    String interrupts =
        design.has(SystemPart.INTERRUPT) ? "`irq` is described below." : "There are no interrupts.";
    return Template.filled("bus.md", Map.of("rest", rest(), "interrupts", interrupts));
  }

  /** What is only possible at rest. */
  private String rest() {
    String writes = design.loadable() ? "`load_target`, `load_data`, bit 1 of `control`" : "";
    if (plan.pipeline().recurrent()) {
      writes += (writes.isEmpty() ? "" : ", ") + "`sequence`, `hidden_data`";
    }
    if (plan.pipeline().cell().stateBits() > 0) {
      writes += ", `state_data` (reads of it, too)";
    }
    if (design.has(SystemPart.LENGTH)) {
      writes += (writes.isEmpty() ? "" : ", ") + "`sequence_length`, `input_tlast`";
    }
    if (design.has(SystemPart.FRAMES)) {
      writes += (writes.isEmpty() ? "" : ", ") + "`output_frames`";
    }
    if (writes.isEmpty()) {
      return "Every access is possible at any time. Bit 0 of `control` is high when no frame is in"
          + " flight.";
    }
    String load =
        design.loadable()
            ? "A write of `control` with bit 1 is\nrefused whole, bit 0 included. "
            : "";
    String last =
        plan.pipeline().recurrent()
            ? "After the last output of a step that\nis some cycles later, when h is contracted."
            : "";
    return ("At rest, that is with no frame in flight, bit 0 of `control` is high: poll it before"
            + " writing\n"
            + writes
            + ". Elsewhere they answer SLVERR\n(a read with 0), and have no effect at all. "
            + load
            + "All other accesses\nare possible at any time. "
            + last)
        .strip();
  }

  private String states() {
    Map<String, Object> values = new HashMap<>();
    values.put("s", design.sequences());
    values.put("m", design.hiddenSize());
    values.put("bits", design.bits().activation());
    values.put("stateData", stateData());
    boolean reads = design.cell().keepsCell();
    values.put(
        "save",
        reads
            ? "wait for rest, write `sequence`, read `state_data` M times, which is c."
            : "nothing has to be read.");
    values.put("resume", reads ? "write `state_data` M times,\n  " : "");
    return Template.filled("states.md", values);
  }

  private String stateData() {
    int bits = plan.pipeline().cell().stateBits();
    if (bits == 0) {
      return "";
    }
    String what =
        design.cell().keepsHidden()
            ? "h as the cell keeps it, which `hidden_data` writes, too"
            : "c";
    return "\n`state_data` is "
        + what
        + ". Every read and every write steps to\nthe next element,"
        + " behind M - 1 to 0. It has "
        + bits
        + " bits: a read extends the sign, a write ignores what is\n"
        + "above. Reset keeps it (0 at power-up), but it means nothing before the next step of its"
        + " sequence.\n";
  }
}
