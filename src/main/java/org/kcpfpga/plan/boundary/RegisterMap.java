package org.kcpfpga.plan.boundary;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.SystemPart;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.CellPlan;

/** The AXI4-Lite registers of a core: byte addresses, 32 bits each. */
public final class RegisterMap {
  /** "KCPF". */
  public static final int IDENTITY_VALUE = 0x4B435046;

  /** Major number of this register map. */
  public static final int MAJOR = 2;

  public static final int IDENTITY = 0x000;
  public static final int VERSION = 0x004;
  public static final int PLAN_HASH = 0x008;
  public static final int CONTROL = 0x00C;
  public static final int ERRORS = 0x010;
  public static final int STEPS = 0x014;
  public static final int BUSY = 0x018;
  public static final int STARVED = 0x01C;
  public static final int STALLED = 0x020;
  public static final int DROPPED = 0x024;
  public static final int CHECKSUM = 0x028;
  public static final int LOAD_TARGET = 0x02C;
  public static final int LOAD_DATA = 0x030;
  public static final int SEQUENCE = 0x034;
  public static final int STATE_DATA = 0x038;
  public static final int HIDDEN_DATA = 0x03C;

  /** First of one saturation counter per requantising stage. */
  public static final int SATURATIONS = 0x040;

  /** Bit of {@link #CONTROL} that clears all counters. */
  public static final int CLEAR_COUNTERS = 1;

  /** Bit of {@link #CONTROL} that begins a load: the checksum starts anew. */
  public static final int BEGIN_LOAD = 2;

  /** Bit of {@link #CONTROL} that takes a snapshot of the counters. */
  public static final int TAKE_SNAPSHOT = 4;

  /** Bit of {@link #CONTROL} as read: the core is at rest. */
  public static final int AT_REST = 1;

  /** Bit of {@link #ERRORS}: tlast came before the last beat of a vector. */
  public static final int SHORT_FRAME = 1;

  /** Bit of {@link #ERRORS}: the last beat of a vector came without tlast. */
  public static final int LONG_FRAME = 2;

  /** Bit of {@link #ERRORS}: the sequence of a frame was S or more. */
  public static final int WRONG_SEQUENCE = 4;

  /** A register. */
  public record Register(String name, int address, String access, String description) {}

  private RegisterMap() {}

  /**
   * What {@link #VERSION} reads: major and minor number, 16 bits each. The minor one is 1 where
   * there is {@link SystemMap#PARTS}.
   */
  public static int version(AcceleratorPlan plan) {
    return MAJOR << 16 | (SystemMap.parts(plan.design()) == 0 ? 0 : 1);
  }

  /** All registers of a plan's core, by address. */
  public static List<Register> of(AcceleratorPlan plan) {
    List<Register> all = new ArrayList<>(fixed(plan.design()));
    all.addAll(counters(plan.design().counters().events()));
    all.add(new Register("checksum", CHECKSUM, "ro", checksum(plan.design().loadable())));
    if (plan.design().loadable()) {
      all.add(new Register("load_target", LOAD_TARGET, "wo", "number of the target to load"));
      all.add(new Register("load_data", LOAD_DATA, "wo", "the next 32 bits of a word of it"));
    }
    if (plan.pipeline().recurrent()) {
      all.addAll(windows(plan.pipeline().cell()));
    }
    int address = SATURATIONS;
    String clips = "values clipped, stays at 2^" + plan.design().counters().saturations() + " - 1";
    for (String name : plan.saturationNames()) {
      all.add(new Register("saturations_" + name, address, "ro", clips));
      address += 4;
    }
    all.addAll(SystemMap.of(plan));
    return all;
  }

  private static List<Register> fixed(Design design) {
    String begins = design.loadable() ? ", bit 1 begins a load" : "";
    begins += design.has(SystemPart.SNAPSHOT) ? ", bit 2 takes a snapshot" : "";
    String controls = "write: bit 0 clears all counters" + begins + "; read: bit 0 at rest";
    String errors = "bit 0: short frame, bit 1: long frame, bit 2: no such sequence";
    return List.of(
        new Register("identity", IDENTITY, "ro", "the letters KCPF"),
        new Register("version", VERSION, "ro", "of this map: major in bits 31:16, minor in 15:0"),
        new Register("plan_hash", PLAN_HASH, "ro", "of pins, structure and cycles, not of factors"),
        new Register("control", CONTROL, "rw", controls),
        new Register("errors", ERRORS, "w1c", errors));
  }

  private static List<Register> counters(int bits) {
    String wraps = ", modulo 2^" + bits;
    return List.of(
        new Register("steps", STEPS, "ro", "steps delivered" + wraps),
        new Register("busy", BUSY, "ro", "cycles with a frame in flight" + wraps),
        new Register("starved", STARVED, "ro", "busy cycles ready without input" + wraps),
        new Register("stalled", STALLED, "ro", "cycles with output not taken" + wraps),
        new Register("dropped", DROPPED, "ro", "bad frames dropped" + wraps));
  }

  private static String checksum(boolean loadable) {
    return "signature of " + (loadable ? "what was loaded; 0 after reset" : "the model in ROM");
  }

  private static List<Register> windows(CellPlan cell) {
    List<Register> all = new ArrayList<>();
    all.add(new Register("sequence", SEQUENCE, "rw", "whose state the windows show"));
    if (cell.stateBits() > 0) {
      String kept = cell.kind().keepsHidden() ? "h as the cell keeps it" : "c";
      all.add(new Register("state_data", STATE_DATA, "rw", kept + ", of the next element"));
    }
    all.add(new Register("hidden_data", HIDDEN_DATA, "wo", "h of the next element"));
    return all;
  }
}
