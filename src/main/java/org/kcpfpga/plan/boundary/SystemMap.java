package org.kcpfpga.plan.boundary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.SystemPart;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.boundary.RegisterMap.Register;

/** The registers of a core's {@link SystemPart parts} for the system around it. */
public final class SystemMap {
  /** Bit by bit which parts there are; a core without any has no such register. */
  public static final int PARTS = 0x800;

  public static final int CELL = 0x804;
  public static final int INPUT_SIZE = 0x808;
  public static final int HIDDEN_SIZE = 0x80C;
  public static final int SEQUENCES = 0x810;
  public static final int LANES = 0x814;
  public static final int WIDTHS = 0x818;
  public static final int COUNTERS = 0x81C;
  public static final int FRACTIONS = 0x820;
  public static final int INTERVAL = 0x824;
  public static final int LATENCY = 0x828;

  /** First of a low and a high word for each counter, in the order of the register map. */
  public static final int SNAPSHOTS = 0x840;

  public static final int IRQ_ENABLE = 0x880;
  public static final int IRQ_STATUS = 0x884;

  public static final int SEQUENCE_LENGTH = 0x8A0;
  public static final int INPUT_TLAST = 0x8A4;

  public static final int OUTPUT_FRAMES = 0x8C0;

  /** Bit of {@link #OUTPUT_FRAMES}: a bad frame has an output, too. */
  public static final int ANSWER_BAD = 1;

  /** Bit of {@link #OUTPUT_FRAMES}: tlast ends counted sequences, not a step. */
  public static final int END_SEQUENCES = 2;

  /** Bits of {@link #SEQUENCE_LENGTH}. */
  public static final int LENGTH_BITS = 16;

  /** Counters with a snapshot, from {@link RegisterMap#STEPS} on. */
  public static final List<String> COUNTED =
      List.of("steps", "busy", "starved", "stalled", "dropped");

  /** Bit of {@link #IRQ_STATUS}: a step was delivered. */
  public static final int STEP_DELIVERED = 1;

  /** Bit of {@link #IRQ_STATUS}: a bit of {@link RegisterMap#ERRORS} was raised. */
  public static final int ERROR_RAISED = 2;

  /** Bit of {@link #IRQ_STATUS}: a bad frame was dropped. */
  public static final int FRAME_DROPPED = 4;

  /** Bit of {@link #IRQ_STATUS}: the core came to rest. */
  public static final int CAME_TO_REST = 8;

  /** Bits of {@link #IRQ_STATUS}. */
  public static final int EVENTS = 4;

  private SystemMap() {}

  /** What {@link #PARTS} reads: bit i for the i-th part. */
  public static int parts(Design design) {
    return design.implementation().system().stream().mapToInt(part -> 1 << part.ordinal()).sum();
  }

  /** The registers of the parts that a core has, by address. */
  static List<Register> of(AcceleratorPlan plan) {
    List<Register> all = new ArrayList<>();
    Design design = plan.design();
    if (parts(design) != 0) {
      all.add(new Register("parts", PARTS, "ro", partNames()));
    }
    if (design.has(SystemPart.CAPABILITIES)) {
      Capabilities.of(plan).forEach(one -> all.add(one.register()));
      if (!design.loadable()) {
        String places = "fraction bits of x in 7:0, of the output in 15:8, each signed";
        all.add(new Register("fractions", FRACTIONS, "ro", places));
      }
    }
    if (design.has(SystemPart.SNAPSHOT)) {
      for (int i = 0; i < COUNTED.size(); i++) {
        String name = "snapshot_" + COUNTED.get(i);
        int address = SNAPSHOTS + 8 * i;
        all.add(new Register(name + "_low", address, "ro", "bits 31:0 when it was taken"));
        all.add(new Register(name + "_high", address + 4, "ro", "bits 63:32 of it"));
      }
    }
    if (design.has(SystemPart.INTERRUPT)) {
      String bits = "bit 0: a step was delivered, 1: an error, 2: a frame dropped, 3: came to rest";
      all.add(new Register("irq_enable", IRQ_ENABLE, "rw", "which bits of irq_status raise irq"));
      all.add(new Register("irq_status", IRQ_STATUS, "w1c", bits));
    }
    if (design.has(SystemPart.LENGTH)) {
      String length = "steps of every sequence, by which frames are counted; 0: by tuser";
      all.add(new Register("sequence_length", SEQUENCE_LENGTH, "rw", length));
      String ends = "bit 0: tlast ends a sequence, not a step";
      all.add(new Register("input_tlast", INPUT_TLAST, "rw", ends));
    }
    if (design.has(SystemPart.FRAMES)) {
      String bits = "bit 0: a bad frame has an output, 1: tlast ends counted sequences";
      all.add(new Register("output_frames", OUTPUT_FRAMES, "rw", bits));
    }
    all.sort(Comparator.comparingInt(Register::address));
    return all;
  }

  /** Whether a register says how frames are counted or answered: it is written at rest only. */
  public static boolean framing(int address) {
    return address >= SEQUENCE_LENGTH;
  }

  private static String partNames() {
    StringBuilder text = new StringBuilder();
    for (SystemPart part : SystemPart.values()) {
      text.append(part.ordinal() == 0 ? "bit " : ", ").append(part.ordinal());
      text.append(": ").append(part.jsonName());
    }
    return text.toString();
  }

  /** What {@link #FRACTIONS} reads. */
  public static int fractions(int input, int output) {
    return input & 0xFF | (output & 0xFF) << 8;
  }
}
