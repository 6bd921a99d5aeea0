package org.kcpfpga.link.simulated;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.kcpfpga.cycle.base.Pins;
import org.kcpfpga.link.Frame;
import org.kcpfpga.link.StreamStalled;
import org.kcpfpga.link.Traffic;
import org.kcpfpga.link.Transfer;

/** Frames through a core, with gaps and stalls: one call of {@link CycleLink#stream}. */
final class CycleTransfer {
  private final PinCore core;
  private final Pins pins;
  private final BeatFormat format;
  private final List<Frame> frames;
  private final Traffic traffic;
  private final SplittableRandom random;
  private final List<int[]> outputs = new ArrayList<>();
  private final List<Long> stepEnds = new ArrayList<>();
  private long accepted;
  private long delivered;
  private long firstAccepted = -1;

  CycleTransfer(PinCore core, Pins pins, BeatFormat format, List<Frame> frames, Traffic traffic) {
    this.core = core;
    this.pins = pins;
    this.format = format;
    this.frames = frames;
    this.traffic = traffic;
    this.random = new SplittableRandom(traffic.seed());
  }

  Transfer go() {
    long cycle = 0;
    long offered = (long) frames.size() * format.inputBeats();
    long expected = (long) frames.size() * format.outputBeats();
    long idle = 0;
    while (accepted < offered || delivered < expected) {
      offer(offered);
      pins.mAxisTready = traffic.stall() == 0 || random.nextDouble() >= traffic.stall();
      core.step(pins);
      idle = pins.inputTaken() || pins.outputTaken() ? 0 : idle + 1;
      take(cycle++);
      if (idle >= traffic.idleLimit()) {
        throw new StreamStalled(idle, accepted, offered, delivered, expected);
      }
    }
    pins.sAxisTvalid = false;
    pins.mAxisTready = false;
    return new Transfer(outputs, cycle, stepEnds);
  }

  /** An offered beat stays until it is taken. */
  private void offer(long offered) {
    if (pins.sAxisTvalid) {
      return;
    }
    boolean now = traffic.gap() == 0 || random.nextDouble() >= traffic.gap();
    if (accepted == offered || !now) {
      return;
    }
    Frame frame = frames.get((int) (accepted / format.inputBeats()));
    int beat = (int) (accepted % format.inputBeats());
    int lanes = pins.sAxisTdata.length;
    System.arraycopy(frame.x(), beat * lanes, pins.sAxisTdata, 0, lanes);
    pins.sAxisTvalid = true;
    pins.sAxisTlast = beat == format.inputBeats() - 1;
    pins.sAxisTuser = beat == 0 ? frame.user() : 0;
  }

  private void take(long cycle) {
    if (pins.outputTaken()) {
      int beat = (int) (delivered % format.outputBeats());
      int lanes = pins.mAxisTdata.length;
      if (beat == 0) {
        outputs.add(new int[format.outputBeats() * lanes]);
      }
      int[] step = outputs.get(outputs.size() - 1);
      System.arraycopy(pins.mAxisTdata, 0, step, beat * lanes, lanes);
      delivered++;
      if (pins.mAxisTlast) {
        stepEnds.add(cycle - firstAccepted);
      }
    }
    if (pins.inputTaken()) {
      firstAccepted = firstAccepted < 0 ? cycle : firstAccepted;
      accepted++;
      pins.sAxisTvalid = false;
    }
  }
}
