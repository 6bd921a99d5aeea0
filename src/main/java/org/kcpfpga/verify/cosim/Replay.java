package org.kcpfpga.verify.cosim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.kcpfpga.accuracy.Mismatch;
import org.kcpfpga.fixed.FixedNetwork;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.link.Frame;
import org.kcpfpga.plan.StageNames;
import org.kcpfpga.plan.boundary.RegisterMap;

/** The functional model on the same frames, and on the state that was written between them. */
public final class Replay implements Expectation {
  /** A write of a cycle counts behind a read of it. */
  private static final Comparator<Access> ORDER =
      Comparator.comparingLong(Access::cycle).thenComparing(Access::write);

  private final Deployment deployment;
  private final List<Frame> frames;

  /** {@code frames}: those that are not dropped. */
  public Replay(Deployment deployment, List<Frame> frames) {
    this.deployment = deployment;
    this.frames = frames;
  }

  @Override
  public int steps() {
    return frames.size();
  }

  @Override
  public Outcome after(List<Access> accesses) {
    Run run = new Run();
    accesses.stream().filter(Run::concerns).sorted(ORDER).forEach(run::take);
    run.stepTo(frames.size());
    return new Outcome(
        run.hidden,
        run.windows,
        run.wrong,
        run.first,
        StageNames.of(deployment.plan(), run.network.saturations()));
  }

  /** One pass through frames and accesses; the sequence and elements that the windows stand at. */
  private final class Run {
    private final int size = deployment.quantised().hiddenSize();
    private final FixedNetwork network =
        new FixedNetwork(deployment.quantised(), deployment.plan().design().sequences());
    private final List<int[]> hidden = new ArrayList<>();
    private final int[] loaded = new int[size];
    private int windows;
    private int sequence;
    private int element;
    private int loadedElements;
    private long stepped = -1;
    private long wrong;
    private Mismatch first;

    static boolean concerns(Access access) {
      return access.touches(RegisterMap.SEQUENCE)
          || access.touches(RegisterMap.STATE_DATA)
          || access.touches(RegisterMap.HIDDEN_DATA);
    }

    void stepTo(long steps) {
      while (hidden.size() < steps) {
        Frame frame = frames.get(hidden.size());
        hidden.add(network.step(frame.x(), frame.start(), frame.slot()));
      }
    }

    /** At rest, so that all frames that were sent before are delivered. */
    void take(Access access) {
      stepTo(access.steps());
      windows++;
      switch (access.address()) {
        case RegisterMap.SEQUENCE -> select(access);
        case RegisterMap.STATE_DATA -> state(access);
        default -> hidden(access);
      }
    }

    private void select(Access access) {
      if (access.write()) {
        sequence = access.data();
        element = 0;
      }
    }

    private void state(Access access) {
      // read and written in one cycle it steps once
      boolean again = access.cycle() == stepped;
      int at = again ? (element + size - 1) % size : element;
      if (access.write()) {
        network.keep(
            sequence, at, cut(access.data(), deployment.plan().pipeline().cell().stateBits()));
      } else {
        check(access, network.kept(sequence, at));
      }
      element = (at + 1) % size;
      stepped = access.cycle();
    }

    private void check(Access access, long expected) {
      if (access.data() != expected) {
        wrong++;
        if (first == null) {
          first =
              new Mismatch(
                  access.cycle(),
                  access.steps(),
                  "state of sequence " + sequence,
                  String.valueOf(expected),
                  String.valueOf(access.data()));
        }
      }
    }

    private void hidden(Access access) {
      if (!access.write()) {
        return;
      }
      int h = cut(access.data(), deployment.plan().design().bits().activation());
      loaded[loadedElements] = h;
      loadedElements++;
      if (loadedElements == size) {
        loadedElements = 0;
        network.load(sequence, loaded);
      }
    }
  }

  /** The low bits of a word, in two's complement. */
  private static int cut(int word, int bits) {
    return word << Integer.SIZE - bits >> Integer.SIZE - bits;
  }
}
