package org.kcpfpga.cycle.base;

import java.util.Arrays;
import org.kcpfpga.plan.boundary.SystemMap;

/** The output stream: steps, and what is said of their frames where the core can say it. */
public final class OutputStage {
  /** Whether the last beat of a step was taken in this cycle. */
  public boolean delivered;

  private final Queue steps;

  /** Null where nothing is said. */
  private final FrameQueue frames;

  private final int beats;
  private int wanted;
  private int beat;

  /** {@code beats}: of an output; {@code frames}: null where the output says nothing of them. */
  public OutputStage(Queue steps, FrameQueue frames, int beats) {
    this.steps = steps;
    this.frames = frames;
    this.beats = beats;
  }

  public void reset() {
    wanted = 0;
    beat = 0;
    delivered = false;
    if (frames != null) {
      frames.reset();
    }
  }

  /** Which frames have an output from the next cycle on, as {@link SystemMap#OUTPUT_FRAMES}. */
  public void want(int bits) {
    wanted = bits;
  }

  /** Whether something is said of a frame that has no output yet. */
  public boolean waiting(long now) {
    return frames != null && frames.ready(now);
  }

  /** Whether nothing comes out in cycle {@code now}. */
  public boolean idle(long now) {
    return steps.headReady > now && !waiting(now);
  }

  private boolean bad(long now) {
    return waiting(now) && frames.bad();
  }

  private boolean answers(long now) {
    return bad(now) && (wanted & SystemMap.ANSWER_BAD) != 0;
  }

  private boolean stepping(long now) {
    return steps.headReady <= now && (frames == null || waiting(now) && !frames.bad());
  }

  private boolean last(long now) {
    return answers(now) ? beat == beats - 1 : steps.flags() != 0;
  }

  /** Sets the pins of this cycle. */
  public void drive(Pins pins, long now) {
    boolean step = stepping(now);
    boolean valid = step || answers(now);
    if (step) {
      for (int i = 0; i < pins.mAxisTdata.length; i++) {
        pins.mAxisTdata[i] = (int) steps.tokens[steps.head + i];
      }
    } else if (pins.mAxisTvalid) {
      Arrays.fill(pins.mAxisTdata, 0);
    }
    pins.mAxisTvalid = valid;
    pins.mAxisTlast = valid && last(now) && endsThere();
    pins.mAxisTuser = valid && frames != null ? frames.user() : 0;
  }

  private boolean endsThere() {
    return frames == null || (wanted & SystemMap.END_SEQUENCES) == 0 || frames.ends();
  }

  /** The end of cycle {@code now}. */
  public void cycle(Pins pins, long now) {
    delivered = false;
    boolean answers = answers(now);
    if (bad(now) && !answers) {
      frames.pop();
    } else if (pins.outputTaken()) {
      boolean last = last(now);
      delivered = last && !answers;
      if (answers) {
        beat = last ? 0 : beat + 1;
      } else {
        steps.pop();
      }
      if (last && frames != null) {
        frames.pop();
      }
    }
  }
}
