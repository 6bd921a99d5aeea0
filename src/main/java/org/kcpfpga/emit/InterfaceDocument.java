package org.kcpfpga.emit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kcpfpga.design.Design;
import org.kcpfpga.image.Core;
import org.kcpfpga.image.LoadImage;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.StreamPlan;
import org.kcpfpga.plan.boundary.LoadMap;
import org.kcpfpga.plan.boundary.RegisterMap;
import org.kcpfpga.plan.boundary.TopPorts;

/** What a driver's program needs of one core, as keys and values of {@code plan.json}. */
final class InterfaceDocument {
  private InterfaceDocument() {}

  /** A register without its description, which is in {@code registers.md}. */
  private record Register(String name, String address, String access) {}

  static Map<String, Object> values(Core core) {
    AcceleratorPlan plan = core.plan();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("top", core.top());
    values.put("bits", plan.design().bits());
    values.put("inputFraction", core.model().fractions().input());
    values.put("hiddenFraction", core.model().fractions().output());
    streams(plan, values);
    values.put("identity", hex(RegisterMap.IDENTITY_VALUE));
    values.put("version", hex(RegisterMap.version(plan)));
    values.put("checksum", hex(LoadImage.checksum(core)));
    values.put("loadable", plan.design().loadable());
    if (plan.design().loadable()) {
      values.put("loadTargets", LoadMap.of(plan.pipeline()));
    }
    values.put("registers", registers(plan));
    return values;
  }

  private static void streams(AcceleratorPlan plan, Map<String, Object> values) {
    Design design = plan.design();
    StreamPlan stream = plan.pipeline().stream();
    values.put("inputSize", design.inSize());
    values.put("hiddenSize", design.hiddenSize());
    values.put("outputLanes", design.lanes().output());
    values.put("slotBits", TopPorts.slotBits(design.bits().activation()));
    values.put("inputBeats", stream.beats());
    values.put("outputBeats", design.hiddenSize() / design.lanes().output());
    values.put("userBits", stream.userBits());
    values.put("stateBits", plan.pipeline().cell().stateBits());
    values.put("counters", design.counters());
  }

  private static List<Register> registers(AcceleratorPlan plan) {
    return RegisterMap.of(plan).stream()
        .map(
            r ->
                new Register(r.name(), String.format(Locale.ROOT, "%03x", r.address()), r.access()))
        .toList();
  }

  /** Eight hexadecimal digits. */
  static String hex(int value) {
    return String.format(Locale.ROOT, "%08x", value);
  }
}
