package org.kcpfpga.verify.cosim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.link.Frame;
import org.kcpfpga.link.simulated.BeatFormat;
import org.kcpfpga.verilated.Beats;

/** Random frames for a co-simulation: extreme values, starts in odd places, wrong lengths. */
public final class RandomFrames {
  private static final int CALM = 4;

  private final Deployment deployment;
  private final SplittableRandom random;

  /** Frames for a core, from a generator. */
  public RandomFrames(Deployment deployment, SplittableRandom random) {
    this.deployment = deployment;
    this.random = random;
  }

  /** Whole frames of random sequences; a third of them holds nothing but the ends of the range. */
  public List<Frame> whole(int count) {
    int bits = deployment.plan().design().bits().activation();
    int edge = 1 << (bits - 1);
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean extreme = random.nextInt(3) == 0;
      int[] x = new int[deployment.plan().design().inSize()];
      for (int j = 0; j < x.length; j++) {
        x[j] = extreme ? (random.nextBoolean() ? edge - 1 : -edge) : random.nextInt(-edge, edge);
      }
      int slot = random.nextInt(deployment.plan().design().sequences());
      frames.add(new Frame(x, random.nextInt(4) == 0, slot));
    }
    return frames;
  }

  /** Whole frames of random sequences, of values in a quarter of the range. */
  public List<Frame> calm(int count) {
    return within(count, CALM);
  }

  /** Whole frames of random sequences, of values in one part of {@code parts} of the range. */
  public List<Frame> within(int count, int parts) {
    List<Frame> frames = whole(count);
    frames.forEach(frame -> Arrays.setAll(frame.x(), i -> frame.x()[i] / parts));
    return frames;
  }

  /** The beats of whole frames, with frames of a wrong length strewn in that must be dropped. */
  public Beats withWrongLengths(List<Frame> frames) {
    BeatFormat format = new BeatFormat(deployment.plan());
    Beats all = new Beats(format.inputWords());
    for (Frame frame : frames) {
      if (random.nextInt(4) == 0) {
        addWrong(all, format.pack(whole(1)));
      }
      Beats right = format.pack(List.of(frame));
      for (int beat = 0; beat < right.size(); beat++) {
        add(all, right, beat, right.last(beat));
      }
    }
    return all;
  }

  /** One beat too few, if there is more than one, or up to three too many. */
  private void addWrong(Beats all, Beats frame) {
    boolean cut = frame.size() > 1 && random.nextBoolean();
    int beats = cut ? 1 + random.nextInt(frame.size() - 1) : frame.size();
    int extra = cut ? 0 : 1 + random.nextInt(3);
    for (int beat = 0; beat < beats + extra; beat++) {
      add(all, frame, beat % frame.size(), beat == beats + extra - 1);
    }
  }

  private static void add(Beats all, Beats from, int beat, boolean last) {
    int[] words = new int[from.words()];
    for (int word = 0; word < words.length; word++) {
      words[word] = from.data(beat, word);
    }
    all.add(words, last, from.user(beat));
  }
}
