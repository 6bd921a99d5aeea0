package org.kcpfpga.cycle.control;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.kcpfpga.cycle.base.OutputStage;
import org.kcpfpga.cycle.base.StreamStage;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.SystemPart;
import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.boundary.Capabilities;
import org.kcpfpga.plan.boundary.RegisterMap;
import org.kcpfpga.plan.boundary.SystemMap;

/** What stands behind the registers of the parts for a system. */
public final class SystemState {
  private static final int ALL_EVENTS = (1 << SystemMap.EVENTS) - 1;

  private final Map<Integer, Integer> constants = new HashMap<>();
  private final boolean interrupt;
  private final boolean snapshot;
  private final long[] taken = new long[SystemMap.COUNTED.size()];
  private int enable;
  private int status;
  private boolean raised;
  private boolean rested;
  private int length;
  private boolean packets;
  private int wanted;

  /** Whether this cycle has written how frames are counted. */
  private boolean restarts;

  /** {@code model}: what a core with ROM holds. */
  public SystemState(AcceleratorPlan plan, QuantisedModel model) {
    Design design = plan.design();
    constants.put(SystemMap.PARTS, SystemMap.parts(design));
    Capabilities.of(plan).forEach(one -> constants.put(one.register().address(), one.value()));
    constants.put(
        SystemMap.FRACTIONS,
        SystemMap.fractions(model.fractions().input(), model.fractions().output()));
    this.interrupt = design.has(SystemPart.INTERRUPT);
    this.snapshot = design.has(SystemPart.SNAPSHOT);
    reset();
  }

  void reset() {
    Arrays.fill(taken, 0);
    enable = 0;
    status = 0;
    raised = false;
    rested = true;
    length = 0;
    packets = false;
    wanted = 0;
    restarts = false;
  }

  /** Whether a value may be written to a register, in a core that is open or not. */
  boolean takes(int address, int value, boolean open) {
    boolean fits = address != SystemMap.SEQUENCE_LENGTH || value >>> SystemMap.LENGTH_BITS == 0;
    return !SystemMap.framing(address) || open && fits;
  }

  /** Tells the streams how frames are counted and answered. */
  void tell(StreamStage stream, OutputStage output) {
    if (restarts) {
      stream.count(length, packets);
    }
    output.want(wanted);
  }

  /** Whether a register is one of these. */
  static boolean has(int address) {
    return address >= SystemMap.PARTS;
  }

  /** The pin. */
  boolean raised() {
    return raised;
  }

  /** Whether no pin or register changes until something happens. */
  boolean calm() {
    return !restarts && (!interrupt || !rested && raised == ((status & enable) != 0));
  }

  /** Reads a register that the core has. */
  int read(int address) {
    if (address == SystemMap.IRQ_ENABLE) {
      return enable;
    }
    if (address == SystemMap.IRQ_STATUS) {
      return status;
    }
    if (address == SystemMap.SEQUENCE_LENGTH) {
      return length;
    }
    if (address == SystemMap.INPUT_TLAST) {
      return packets ? 1 : 0;
    }
    if (address == SystemMap.OUTPUT_FRAMES) {
      return wanted;
    }
    if (address >= SystemMap.SNAPSHOTS && address < SystemMap.IRQ_ENABLE) {
      int word = (address - SystemMap.SNAPSHOTS) / Integer.BYTES;
      return (int) (taken[word / 2] >>> Integer.SIZE * (word % 2));
    }
    return constants.get(address);
  }

  /** Takes the counters as they are before this cycle counts, where there are snapshots. */
  void snapshot(Counters counters) {
    for (int i = 0; snapshot && i < taken.length; i++) {
      taken[i] = counters.whole(RegisterMap.STEPS + Integer.BYTES * i);
    }
  }

  /**
   * The end of a cycle.
   *
   * @param events of {@link SystemMap#IRQ_STATUS} but for rest
   * @param rest whether the core was at rest in it
   * @param written the address that was written, and {@code data} what
   */
  void end(int events, boolean rest, int written, int data) {
    restarts = written == SystemMap.SEQUENCE_LENGTH || written == SystemMap.INPUT_TLAST;
    if (written == SystemMap.SEQUENCE_LENGTH) {
      length = data;
    } else if (written == SystemMap.INPUT_TLAST) {
      packets = (data & 1) != 0;
    } else if (written == SystemMap.OUTPUT_FRAMES) {
      wanted = data & (SystemMap.ANSWER_BAD | SystemMap.END_SEQUENCES);
    }
    if (!interrupt) {
      return;
    }
    raised = (status & enable) != 0;
    if (written == SystemMap.IRQ_STATUS) {
      status &= ~data;
    }
    status |= events | (rest && !rested ? SystemMap.CAME_TO_REST : 0);
    rested = rest;
    if (written == SystemMap.IRQ_ENABLE) {
      enable = data & ALL_EVENTS;
    }
  }
}
