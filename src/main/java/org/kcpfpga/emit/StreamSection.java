package org.kcpfpga.emit;

import java.util.HashMap;
import java.util.Map;
import org.kcpfpga.design.CounterBits;
import org.kcpfpga.design.Design;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.StreamPlan;
import org.kcpfpga.plan.boundary.TopPorts;

/** The part of {@link RegisterDocument} on frames, outputs and what is counted of them. */
final class StreamSection {
  private final Core core;
  private final AcceleratorPlan plan;
  private final Design design;

  private StreamSection(Core core) {
    this.core = core;
    this.plan = core.plan();
    this.design = plan.design();
  }

  static String markdown(Core core) {
    return new StreamSection(core).text();
  }

  private String text() {
    StreamPlan stream = plan.pipeline().stream();
    int bits = stream.elementBits();
    int slot = TopPorts.slotBits(bits);
    Map<String, Object> values = new HashMap<>();
    values.put("n", stream.size());
    values.put("m", design.hiddenSize());
    values.put("bits", bits);
    values.put("slot", slot);
    values.put("top", slot - 1);
    values.put("spare", slot == bits ? "here nothing is" : "here " + (slot - bits) + " bits are");
    values.put("bus", stream.busLanes());
    values.put("inBeats", stream.beats());
    values.put("out", design.lanes().output());
    values.put("outBeats", design.hiddenSize() / design.lanes().output());
    values.put("userBits", stream.userBits() == 1 ? "1 bit" : stream.userBits() + " bits");
    values.put("start", start());
    values.put(
        "orSequence", design.sequences() == 1 ? "" : ", or of a sequence that is not there,");
    values.put("inputFraction", core.model().fractions().input());
    values.put("hiddenFraction", core.model().fractions().output());
    values.put("counting", counting());
    values.put("kept", kept());
    return Template.filled("streams.md", values);
  }

  private String start() {
    if (!plan.pipeline().recurrent()) {
      return "this core has no state,\nand nothing to start.";
    }
    String start =
        "h and c of the sequence\n"
            + "are 0 before this step. The first frame of a sequence after reset is a start"
            + " whatever the bit says, unless\n"
            + "`hidden_data` was written for it.";
    return design.sequences() == 1
        ? start
        : start + " The bits above number the sequence,\n0 to " + (design.sequences() - 1) + ".";
  }

  private String counting() {
    CounterBits bits = design.counters();
    return "Events are counted modulo\n2^"
        + bits.events()
        + "; saturations stay at 2^"
        + bits.saturations()
        + " - 1:";
  }

  private String kept() {
    String states =
        plan.pipeline().recurrent() ? " Every sequence begins anew\nwith its next frame." : "";
    return design.loadable()
        ? states + " Reset keeps the model, but `checksum`\nis 0 until the next load."
        : states;
  }
}
