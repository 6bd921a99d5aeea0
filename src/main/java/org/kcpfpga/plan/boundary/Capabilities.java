package org.kcpfpga.plan.boundary;

import java.util.List;
import org.kcpfpga.design.Design;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.boundary.RegisterMap.Register;

/**
 * What a core says of itself, so that a driver needs no file to feed it.
 *
 * @param register where
 * @param value what it reads, for ever
 */
public record Capabilities(Register register, int value) {
  /** Bit of {@link SystemMap#CELL}: the model is loaded. */
  private static final int LOADABLE = 1 << 8;

  /** All that follow from the plan, by address. */
  public static List<Capabilities> of(AcceleratorPlan plan) {
    Design design = plan.design();
    BitWidths bits = design.bits();
    return List.of(
        one(
            "cell",
            SystemMap.CELL,
            design.cell().number() | (design.loadable() ? LOADABLE : 0),
            "kind in 7:0, bit 8: loadable"),
        one("input_size", SystemMap.INPUT_SIZE, design.inSize(), "N"),
        one("hidden_size", SystemMap.HIDDEN_SIZE, design.hiddenSize(), "M"),
        one("sequences", SystemMap.SEQUENCES, design.sequences(), "S"),
        one(
            "lanes",
            SystemMap.LANES,
            plan.pipeline().stream().busLanes() | design.lanes().output() << 16,
            "elements of a beat of s_axis in 15:0, of m_axis in 31:16"),
        one(
            "widths",
            SystemMap.WIDTHS,
            bytes(bits.activation(), bits.factor(), bits.latent(), bits.state()),
            "bits of activation in 7:0, factor 15:8, latent 23:16, state 31:24"),
        one(
            "counter_widths",
            SystemMap.COUNTERS,
            bytes(
                design.counters().events(),
                design.counters().saturations(),
                plan.saturationNames().size(),
                plan.pipeline().cell().stateBits()),
            "bits of events in 7:0, of saturations 15:8, how many of these 23:16, bits of"
                + " state_data 31:24"),
        one("interval", SystemMap.INTERVAL, (int) plan.cycles().interval(), "cycles a step"),
        one(
            "latency",
            SystemMap.LATENCY,
            (int) plan.cycles().latency(),
            "cycles from the first beat in to the last out"));
  }

  private static Capabilities one(String name, int address, int value, String meaning) {
    return new Capabilities(new Register(name, address, "ro", meaning), value);
  }

  private static int bytes(int first, int second, int third, int fourth) {
    return first | second << 8 | third << 16 | fourth << 24;
  }
}
