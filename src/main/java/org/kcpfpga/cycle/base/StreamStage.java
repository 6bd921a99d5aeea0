package org.kcpfpga.cycle.base;

import org.kcpfpga.plan.StreamPlan;
import org.kcpfpga.plan.boundary.RegisterMap;

/** The stream input: whole vectors into the gearbox, whatever the frames on the bus. */
public final class StreamStage {
  private enum State {
    RUN,
    PAD,
    SWALLOW
  }

  /** Whether the next beat is neither the first nor the last of a frame. */
  public boolean amid() {
    return state == State.RUN && beat > 0 && beat < lastBeat;
  }

  /** Accepts such a beat from the words of its pins. */
  public void goOn(long now, PinWords words, int[] inputs, int from) {
    gearbox.accept(now, words, inputs, from, flags);
    beat++;
  }

  /** Whether the first beat of a frame was accepted in this cycle. */
  public boolean frameBegan;

  /** Error bits that this cycle raises, as in the register map. */
  public int errors;

  /** Whether nothing is accepted for now. */
  public boolean held;

  private final Gearbox gearbox;

  /** Null where the output says nothing of frames. */
  private final FrameQueue frames;

  private final int lastBeat;
  private final int sequences;
  private final int bad;
  private final FrameCount count;

  /** tlast has ended a packet. */
  private boolean cut;

  private State state;
  private boolean awake;
  private int flags;
  private int beat;

  /** {@code frames}: is told of each; null where the output says nothing of them. */
  public StreamStage(StreamPlan plan, Gearbox gearbox, FrameQueue frames) {
    this.frames = frames;
    this.gearbox = gearbox;
    this.lastBeat = plan.beats() - 1;
    this.sequences = plan.sequences();
    this.bad = Flags.bad(plan);
    this.count = new FrameCount(plan.sequences());
    reset();
  }

  public void reset() {
    awake = false;
    state = State.RUN;
    flags = 0;
    beat = 0;
    frameBegan = false;
    errors = 0;
    held = false;
    cut = false;
    count.begin(0, false);
  }

  /**
   * Counts frames from the next cycle on: {@code length} steps a sequence, 0 if tuser says what
   * starts; {@code packets} whether tlast ends a sequence, not a step.
   */
  public void count(int length, boolean packets) {
    count.begin(length, packets);
  }

  /** s_axis_tready. */
  public boolean ready() {
    if (!awake || held || state == State.PAD) {
      return false;
    }
    boolean room = gearbox.room() && (beat > 0 || frames == null || frames.room());
    return room || state == State.SWALLOW;
  }

  /** Whether the first beat of a frame is accepted in this cycle. */
  public boolean begins(Pins pins) {
    return state == State.RUN && beat == 0 && pins.inputTaken();
  }

  /** One cycle; {@code pins} show the handshake. Moves before whoever reads the gearbox. */
  public void cycle(long now, Pins pins) {
    frameBegan = false;
    errors = 0;
    awake = true;
    if (state == State.PAD) {
      if (gearbox.room()) {
        gearbox.pad(now, flags);
        endBeat(now);
      }
    } else if (pins.inputTaken()) {
      if (state == State.RUN) {
        accept(now, pins);
      } else if (pins.sAxisTlast) {
        state = State.RUN;
      }
    }
  }

  private void accept(long now, Pins pins) {
    if (beat == 0) {
      begin(count.counts() ? count.flags() : pins.sAxisTuser);
    }
    boolean last = beat == lastBeat;
    boolean due = last && (!count.packets() || count.ends());
    if (pins.sAxisTlast != due) {
      errors |= due ? RegisterMap.LONG_FRAME : RegisterMap.SHORT_FRAME;
    }
    // a packet that ends with a whole frame too early has good frames only
    if (due && !pins.sAxisTlast || pins.sAxisTlast && !last) {
      flags |= bad;
      state = last ? State.SWALLOW : State.PAD;
    }
    cut = count.packets() && pins.sAxisTlast;
    gearbox.accept(now, pins.sAxisTdata, flags);
    endBeat(now);
  }

  private void begin(int user) {
    frameBegan = true;
    if (frames != null) {
      frames.begin();
    }
    flags = user;
    if (Flags.sequence(user) >= sequences) {
      flags = user & Flags.START | bad;
      errors = RegisterMap.WRONG_SEQUENCE;
    }
  }

  private void endBeat(long now) {
    if (beat++ == lastBeat) {
      beat = 0;
      if (frames != null) {
        frames.known(now, flags, !count.counts() || count.ends() || cut);
      }
      if (cut) {
        count.restart();
      } else {
        count.next();
      }
      if (state == State.PAD) {
        state = State.RUN;
      }
    }
  }
}
