package org.kcpfpga.emit;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.kcpfpga.fixed.FixedNetwork;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.StreamPlan;
import org.kcpfpga.plan.boundary.RegisterMap;
import org.kcpfpga.plan.boundary.TopPorts;

/**
 * Stimulus for a core, and what the functional model makes of it: frames of random sequences and
 * starts, a third of them of extreme values; every fifth has a wrong length and must be dropped.
 */
final class BenchVectors {
  /** Bits of the cycles that a beat comes or is taken late. */
  static final int WAIT_BITS = 8;

  private static final int LONGEST_WAIT = 20;
  private static final int WRONG_EVERY = 5;

  private final Core core;
  private final StreamPlan stream;
  private final SplittableRandom random;
  private final FixedNetwork network;
  private final int slot;
  private final List<String> input = new ArrayList<>();
  private final List<String> output = new ArrayList<>();
  private final boolean[] known;
  private int errors;
  private int steps;
  private int dropped;

  BenchVectors(Core core, int frames, long seed) {
    this.core = core;
    this.stream = core.plan().pipeline().stream();
    this.random = new SplittableRandom(seed);
    this.network = new FixedNetwork(core.model(), stream.sequences());
    this.slot = TopPorts.slotBits(stream.elementBits());
    this.known = new boolean[stream.sequences()];
    for (int frame = 0; frame < frames; frame++) {
      frame();
      if (frame % WRONG_EVERY == WRONG_EVERY / 2) {
        wrong();
      }
    }
  }

  /** Input beats: wait, tlast, tuser, tdata. */
  List<String> input() {
    return input;
  }

  /** Output beats: wait, tlast, tdata. */
  List<String> output() {
    return output;
  }

  FixedNetwork network() {
    return network;
  }

  /** Whether a sequence had a step, so that it has a state. */
  boolean known(int sequence) {
    return known[sequence];
  }

  int errors() {
    return errors;
  }

  int steps() {
    return steps;
  }

  int dropped() {
    return dropped;
  }

  private void frame() {
    int sequence = random.nextInt(stream.sequences());
    boolean start = random.nextInt(4) == 0;
    int[] x = vector();
    send(x, start, sequence, stream.beats());
    take(network.step(x, start, sequence));
    known[sequence] = true;
    steps++;
  }

  /** One beat too few where there is more than one, or up to three too many. */
  private void wrong() {
    boolean cut = stream.beats() > 1 && random.nextBoolean();
    int beats =
        cut ? 1 + random.nextInt(stream.beats() - 1) : stream.beats() + 1 + random.nextInt(3);
    send(vector(), random.nextBoolean(), random.nextInt(stream.sequences()), beats);
    errors |= cut ? RegisterMap.SHORT_FRAME : RegisterMap.LONG_FRAME;
    dropped++;
  }

  private int[] vector() {
    int edge = 1 << stream.elementBits() - 1;
    boolean extreme = random.nextInt(3) == 0;
    int[] x = new int[stream.size()];
    for (int i = 0; i < x.length; i++) {
      x[i] = extreme ? (random.nextBoolean() ? edge - 1 : -edge) : random.nextInt(-edge, edge);
    }
    return x;
  }

  private void send(int[] x, boolean start, int sequence, int beats) {
    int lanes = stream.busLanes();
    for (int beat = 0; beat < beats; beat++) {
      BigInteger word = BigInteger.valueOf(late());
      word = word.shiftLeft(1).or(BigInteger.valueOf(beat == beats - 1 ? 1 : 0));
      // of the other beats tuser means nothing
      int user =
          beat == 0 ? sequence << 1 | (start ? 1 : 0) : random.nextInt(1 << stream.userBits());
      word = word.shiftLeft(stream.userBits()).or(BigInteger.valueOf(user));
      input.add(lanes(word, x, beat % stream.beats() * lanes, lanes));
    }
  }

  private void take(int[] h) {
    int lanes = core.plan().design().lanes().output();
    for (int from = 0; from < h.length; from += lanes) {
      BigInteger word = BigInteger.valueOf(late());
      word = word.shiftLeft(1).or(BigInteger.valueOf(from + lanes == h.length ? 1 : 0));
      output.add(lanes(word, h, from, lanes));
    }
  }

  private int late() {
    return random.nextInt(4) == 0 ? random.nextInt(LONGEST_WAIT) : 0;
  }

  /** A word with elements behind it, the first the lowest, in hexadecimal. */
  private String lanes(BigInteger above, int[] values, int from, int lanes) {
    BigInteger word = above;
    for (int lane = lanes - 1; lane >= 0; lane--) {
      BigInteger element = BigInteger.valueOf(values[from + lane]);
      word = word.shiftLeft(slot).or(element.mod(BigInteger.ONE.shiftLeft(slot)));
    }
    return word.toString(16).toLowerCase(Locale.ROOT);
  }
}
