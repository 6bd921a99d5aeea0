package org.kcpfpga.emit;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kcpfpga.image.Core;
import org.kcpfpga.image.LoadImage;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.boundary.LoadMap;
import org.kcpfpga.plan.boundary.LoadTarget;
import org.kcpfpga.plan.boundary.ShiftField;
import org.kcpfpga.plan.boundary.ShiftMap;

/** How a core is given its model, and how its checksum is known. */
final class LoadDocument {
  private LoadDocument() {}

  /** The part of {@code registers.md} about the model. */
  static String section(Core core) {
    Map<String, String> values =
        Map.of("checksum", InterfaceDocument.hex(LoadImage.checksum(core)));
    if (!core.plan().design().loadable()) {
      return Template.filled("rom.md", values);
    }
    return Template.filled("loadable.md", values) + targets(core.plan()) + shifts(core.plan());
  }

  private static String targets(AcceleratorPlan plan) {
    StringBuilder text = new StringBuilder();
    text.append(Markdown.header("target", "name", "words", "bits", "writes a word"));
    List<LoadTarget> targets = LoadMap.of(plan.pipeline());
    for (int number = 0; number < targets.size(); number++) {
      LoadTarget t = targets.get(number);
      text.append(Markdown.row(number, t.name(), t.words(), t.wordBits(), t.chunks()));
    }
    return text.toString();
  }

  private static String shifts(AcceleratorPlan plan) {
    StringBuilder text = new StringBuilder();
    text.append("\nThe words of the target `shifts`, each stored as value - least:\n\n");
    text.append(Markdown.header("shift", "bits", "least"));
    for (ShiftField f : ShiftMap.of(plan.pipeline())) {
      text.append(Markdown.row(f.name(), f.bits(), f.least()));
    }
    return text.toString();
  }

  /** The writes that load the model of a core, one a line: address and data, hexadecimal. */
  static String text(Core core) {
    StringBuilder text = new StringBuilder();
    for (LoadImage.Write write : LoadImage.program(core)) {
      text.append(String.format(Locale.ROOT, "%03x %08x%n", write.address(), write.data()));
    }
    return text.toString();
  }
}
