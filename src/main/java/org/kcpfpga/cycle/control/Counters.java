package org.kcpfpga.cycle.control;

import org.kcpfpga.cycle.base.ClipCounter;
import org.kcpfpga.cycle.base.Pins;
import org.kcpfpga.design.CounterBits;
import org.kcpfpga.plan.boundary.RegisterMap;
import org.kcpfpga.plan.boundary.SystemMap;

/** Sticky errors, frames in flight, and what the core counts besides saturations. */
public final class Counters {
  private final ClipCounter[] clips;
  private final int mask;
  private int events;
  private int errors;
  private int inFlight;
  private long steps;
  private long busy;
  private long starved;
  private long stalled;
  private long dropped;

  /** Counters with the saturation counters of the stages, in the order of the register map. */
  public Counters(ClipCounter[] clips, CounterBits bits) {
    this.clips = clips;
    this.mask = -1 >>> Integer.SIZE - bits.events();
  }

  void reset() {
    errors = 0;
    inFlight = 0;
    clearValues();
    for (ClipCounter counter : clips) {
      counter.reset();
    }
  }

  /** Frames accepted in part or whole, neither delivered nor dropped. */
  int inFlight() {
    return inFlight;
  }

  /** Clears what counts, at the end of cycle {@code now} and after {@link #count}. */
  void clear(long now) {
    clearValues();
    for (ClipCounter counter : clips) {
      counter.clear(now);
    }
  }

  private void clearValues() {
    steps = 0;
    busy = 0;
    starved = 0;
    stalled = 0;
    dropped = 0;
  }

  /** Clears sticky errors, before {@link #count} raises new ones. */
  void clearErrors(int bits) {
    errors &= ~bits;
  }

  /** The end of a cycle with these pins, and what happened in it. */
  void count(Pins pins, boolean frameBegan, boolean frameDropped, boolean delivered, int raised) {
    errors |= raised;
    events = raised == 0 ? 0 : SystemMap.ERROR_RAISED;
    if (inFlight > 0) {
      countBusy(pins.sAxisTready && !pins.sAxisTvalid);
    }
    if (frameBegan) {
      inFlight++;
    }
    if (frameDropped) {
      drop();
    }
    if (pins.mAxisTvalid && !pins.mAxisTready) {
      stalled++;
    }
    if (delivered) {
      steps++;
      inFlight--;
      events |= SystemMap.STEP_DELIVERED;
    }
  }

  /** A cycle with a frame in flight. */
  void countBusy(boolean isStarved) {
    busy++;
    starved += isStarved ? 1 : 0;
  }

  /** A frame dropped in a cycle in which nothing else happens. */
  void countDropped() {
    events = 0;
    drop();
  }

  private void drop() {
    dropped++;
    inFlight--;
    events |= SystemMap.FRAME_DROPPED;
  }

  /** What happened in the cycle that was counted last, as {@link SystemMap#IRQ_STATUS} has it. */
  int events() {
    return events;
  }

  /** All bits of a counter of events, by the address of its register. */
  long whole(int address) {
    return switch (address) {
      case RegisterMap.STEPS -> steps;
      case RegisterMap.BUSY -> busy;
      case RegisterMap.STARVED -> starved;
      case RegisterMap.STALLED -> stalled;
      default -> dropped;
    };
  }

  /** The value in cycle {@code now} of a register from {@link RegisterMap#ERRORS} on. */
  int value(int address, long now) {
    return switch (address) {
      case RegisterMap.ERRORS -> errors;
      case RegisterMap.STEPS,
          RegisterMap.BUSY,
          RegisterMap.STARVED,
          RegisterMap.STALLED,
          RegisterMap.DROPPED ->
          (int) whole(address) & mask;
      default -> clips[(address - RegisterMap.SATURATIONS) / Integer.BYTES].value(now);
    };
  }
}
