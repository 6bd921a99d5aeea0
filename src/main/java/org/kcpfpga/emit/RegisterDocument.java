package org.kcpfpga.emit;

import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.RegisterMap;

/** The register map as a table. */
final class RegisterDocument {
  private RegisterDocument() {}

  static String markdown(AcceleratorPlan plan) {
    StringBuilder text = new StringBuilder();
    text.append("# Registers of ").append(plan.design().name()).append("\n\n");
    text.append("AXI4-Lite, 32 bits; other addresses answer SLVERR.\n\n");
    text.append("| address | name | access | meaning |\n|---|---|---|---|\n");
    for (RegisterMap.Register r : RegisterMap.of(plan)) {
      text.append(
          String.format(
              "| 0x%03x | %s | %s | %s |%n", r.address(), r.name(), r.access(), r.description()));
    }
    return text.toString();
  }
}
