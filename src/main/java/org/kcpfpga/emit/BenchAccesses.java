package org.kcpfpga.emit;

import java.util.Locale;
import java.util.Map;
import org.kcpfpga.fixed.FixedNetwork;
import org.kcpfpga.image.Core;
import org.kcpfpga.image.LoadImage;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.Side;
import org.kcpfpga.plan.StageNames;
import org.kcpfpga.plan.boundary.RegisterMap;

/** What a bench writes to registers, and reads and expects of them, as tasks of its Verilog. */
final class BenchAccesses {
  private final Core core;
  private final AcceleratorPlan plan;
  private final BenchVectors vectors;

  BenchAccesses(Core core, BenchVectors vectors) {
    this.core = core;
    this.plan = core.plan();
    this.vectors = vectors;
  }

  /** What is done before the first frame. */
  String before() {
    StringBuilder text = new StringBuilder();
    expect(text, "identity", RegisterMap.IDENTITY, RegisterMap.IDENTITY_VALUE);
    expect(text, "version", RegisterMap.VERSION, RegisterMap.version(plan));
    expect(text, "plan_hash", RegisterMap.PLAN_HASH, plan.hash());
    if (plan.design().loadable()) {
      text.append("    load;\n");
    }
    expect(text, "checksum", RegisterMap.CHECKSUM, LoadImage.checksum(core));
    write(text, RegisterMap.CONTROL, RegisterMap.CLEAR_COUNTERS);
    return text.toString();
  }

  /** What is done at rest after the last output. */
  String after() {
    StringBuilder text = new StringBuilder();
    long events = (1L << plan.design().counters().events()) - 1;
    expect(text, "errors", RegisterMap.ERRORS, vectors.errors());
    write(text, RegisterMap.ERRORS, vectors.errors());
    expect(text, "errors cleared", RegisterMap.ERRORS, 0);
    expect(text, "steps", RegisterMap.STEPS, (int) (vectors.steps() & events));
    expect(text, "dropped", RegisterMap.DROPPED, (int) (vectors.dropped() & events));
    saturations(text);
    expect(text, "checksum", RegisterMap.CHECKSUM, LoadImage.checksum(core));
    for (int slot = 0;
        plan.pipeline().cell().stateBits() > 0 && slot < plan.design().sequences();
        slot++) {
      states(text, slot);
    }
    return text.toString();
  }

  /** Of what frames clip before they are dropped, the functional model knows nothing. */
  private void saturations(StringBuilder text) {
    long most = (1L << plan.design().counters().saturations()) - 1;
    int address = RegisterMap.SATURATIONS;
    String before = Side.INPUT.label() + "_(front|contract.*)";
    for (Map.Entry<String, Long> clips :
        StageNames.of(plan, vectors.network().saturations()).entrySet()) {
      if (vectors.dropped() == 0 || !clips.getKey().matches(before)) {
        int value = (int) Math.min(most, clips.getValue());
        expect(text, "saturations_" + clips.getKey(), address, value);
      }
      address += Integer.BYTES;
    }
  }

  private void states(StringBuilder text, int slot) {
    if (!vectors.known(slot)) {
      return;
    }
    FixedNetwork network = vectors.network();
    write(text, RegisterMap.SEQUENCE, slot);
    for (int element = 0; element < plan.design().hiddenSize(); element++) {
      String what = "state of sequence " + slot + ", element " + element;
      expect(text, what, RegisterMap.STATE_DATA, (int) network.kept(slot, element));
    }
  }

  private static void write(StringBuilder text, int address, int data) {
    text.append(String.format(Locale.ROOT, "    write(12'h%03x, 32'h%08x);%n", address, data));
  }

  private static void expect(StringBuilder text, String what, int address, int data) {
    text.append(
        String.format(
            Locale.ROOT,
            "    expect_register(12'h%03x, 32'h%08x, \"%s\");%n",
            address,
            data,
            what));
  }
}
