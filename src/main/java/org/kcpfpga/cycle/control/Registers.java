package org.kcpfpga.cycle.control;

import org.kcpfpga.cycle.base.OutputStage;
import org.kcpfpga.cycle.base.Pins;
import org.kcpfpga.cycle.base.StreamStage;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.boundary.RegisterMap;

/**
 * What stands behind the addresses: which accesses are accepted, what they give and do.
 *
 * <p>A cycle begins with {@link #begin}; then accesses are judged, on the state at its start, and
 * with {@link #end} they have their effect.
 */
public final class Registers {
  private static final int NONE = -1;

  private final Counters counters;
  private final LoadPort load;

  /** Null where there is no state. */
  private final StateWindow window;

  private final SystemState system;
  private final boolean state;
  private final boolean loadable;
  private final int planHash;
  private final int version;
  private boolean rest;

  /** At rest and with no frame that begins: writes are accepted. */
  private boolean open;

  private boolean stateRead;

  /** Whether the window was taken in the cycle before. */
  private boolean fresh;

  private int written;
  private int data;

  /** {@code window}: null where there is no state. */
  public Registers(
      AcceleratorPlan plan,
      Counters counters,
      LoadPort load,
      StateWindow window,
      SystemState system) {
    this.system = system;
    this.version = RegisterMap.version(plan);
    this.counters = counters;
    this.load = load;
    this.window = window;
    this.state = plan.pipeline().cell().stateBits() > 0;
    this.loadable = plan.design().loadable();
    this.planHash = plan.hash();
  }

  public void reset() {
    counters.reset();
    load.reset();
    system.reset();
    fresh = false;
    if (window != null) {
      window.reset();
    }
  }

  /** Looks whether the core is at rest, before anyone moves; a frame may begin in this cycle. */
  public void begin(boolean frameBegins, boolean framesWait) {
    rest = !framesWait && counters.inFlight() == 0 && (window == null || window.settled());
    open = rest && !frameBegins;
    stateRead = false;
    written = NONE;
  }

  /** Whether s_axis_tready has to stay low. */
  public boolean loading() {
    return window != null && window.loading();
  }

  /** Whether a register can be read in this cycle. */
  boolean readable(int address) {
    return address != RegisterMap.STATE_DATA || rest && fresh;
  }

  /** Reads a register, as it is in cycle {@code now}. */
  int read(int address, long now) {
    return switch (address) {
      case RegisterMap.IDENTITY -> RegisterMap.IDENTITY_VALUE;
      case RegisterMap.VERSION -> version;
      case RegisterMap.PLAN_HASH -> planHash;
      case RegisterMap.CONTROL -> rest ? RegisterMap.AT_REST : 0;
      case RegisterMap.CHECKSUM -> load.checksum();
      case RegisterMap.LOAD_TARGET, RegisterMap.LOAD_DATA, RegisterMap.HIDDEN_DATA -> 0;
      case RegisterMap.SEQUENCE -> window.sequence();
      case RegisterMap.STATE_DATA -> readState();
      default -> SystemState.has(address) ? system.read(address) : counters.value(address, now);
    };
  }

  /** Tells the streams what was written for them in this cycle. */
  public void tell(StreamStage stream, OutputStage output) {
    stream.held = loading();
    system.tell(stream, output);
  }

  /** The interrupt pin. */
  public boolean interrupt() {
    return system.raised();
  }

  private int readState() {
    stateRead = true;
    return window.shown();
  }

  /**
   * Offers a write of a known register.
   *
   * @return whether it is accepted; then it has its effect at the end of the cycle
   */
  boolean write(int address, int value) {
    boolean accepted =
        switch (address) {
          case RegisterMap.CONTROL -> !beginsLoad(value) || open;
          case RegisterMap.LOAD_TARGET -> open && load.has(value);
          case RegisterMap.LOAD_DATA, RegisterMap.STATE_DATA -> open;
          case RegisterMap.SEQUENCE -> open && window.has(value);
          case RegisterMap.HIDDEN_DATA -> (open || window.loading()) && window.takesHidden();
          default -> system.takes(address, value, open);
        };
    if (accepted) {
      written = address;
      data = value;
    }
    return accepted;
  }

  private boolean beginsLoad(int value) {
    return loadable && (value & RegisterMap.BEGIN_LOAD) != 0;
  }

  /** Whether only cycles are to be counted until a frame ends or an access comes. */
  public boolean calm() {
    return !rest && written == NONE && counters.inFlight() > 0 && !loading() && system.calm();
  }

  /** Counts a calm cycle. */
  public void countCalm(boolean starved) {
    counters.countBusy(starved);
  }

  /** A frame was dropped in a calm cycle. */
  public void dropInCalm() {
    counters.countDropped();
    system.end(counters.events(), rest, NONE, 0);
  }

  /** The end of cycle {@code now} with these pins, and what happened in it. */
  public void end(
      long now,
      Pins pins,
      boolean frameBegan,
      boolean frameDropped,
      boolean delivered,
      int raised) {
    if (written == RegisterMap.ERRORS) {
      counters.clearErrors(data);
    }
    if (written == RegisterMap.CONTROL && (data & RegisterMap.TAKE_SNAPSHOT) != 0) {
      system.snapshot(counters);
    }
    counters.count(pins, frameBegan, frameDropped, delivered, raised);
    system.end(counters.events(), rest, written, data);
    if (state) {
      moveWindow();
    }
    if (written != NONE) {
      take(now);
    }
  }

  private void moveWindow() {
    boolean stored = written == RegisterMap.STATE_DATA;
    fresh =
        rest && !stored && written != RegisterMap.SEQUENCE && written != RegisterMap.HIDDEN_DATA;
    if (stored) {
      window.store(data);
    } else if (fresh) {
      window.look();
    }
    if (stored || stateRead) {
      window.next();
    }
  }

  private void take(long now) {
    switch (written) {
      case RegisterMap.CONTROL -> control(now);
      case RegisterMap.LOAD_TARGET -> load.select(data);
      case RegisterMap.LOAD_DATA -> load.write(data);
      case RegisterMap.SEQUENCE -> window.select(data);
      case RegisterMap.HIDDEN_DATA -> window.storeHidden(data, now);
      default -> {}
    }
  }

  private void control(long now) {
    if ((data & RegisterMap.CLEAR_COUNTERS) != 0) {
      counters.clear(now);
    }
    if (beginsLoad(data)) {
      load.begin();
    }
  }
}
