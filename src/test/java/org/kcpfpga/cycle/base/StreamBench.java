package org.kcpfpga.cycle.base;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import org.kcpfpga.cycle.CycleModel;
import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.plan.AcceleratorPlan;

/** Feeds frames into a model, collects steps, and leaves gaps and stalls on either side. */
public final class StreamBench {
  /** Cycles that no test needs. */
  private static final int LIMIT = 10_000_000;

  /** A beat on the stream input. */
  record Beat(int[] data, boolean last, int user) {}

  public final CycleModel model;
  public final Pins pins;

  /** Steps that came out, M values each, and the cycle in which each was complete. */
  public final List<int[]> steps = new ArrayList<>();

  public final List<Long> stepCycles = new ArrayList<>();

  /** What the output said of the frame of each. */
  public final List<Integer> users = new ArrayList<>();

  /** How many frames tlast ends. */
  public int framesOfTlast = 1;

  /** The cycle in which the first beat was accepted, or -1. */
  public long firstAccepted = -1;

  /** What the counters must hold as long as every frame is good, counted from the pins. */
  public int busy;

  public int starved;
  public int stalled;

  /** Beats accepted so far. */
  int accepted;

  private final AcceleratorPlan plan;
  private final Queue<Beat> beats = new ArrayDeque<>();
  private final Random random;
  private final double gaps;
  private double stalls;
  private int[] step;
  private int filled;
  private int begun;
  private boolean offering;
  private Boolean held;
  private int[] heldData;

  /** Offers no beat with probability {@code gaps} and takes none with {@code stalls}. */
  public StreamBench(
      AcceleratorPlan plan, QuantisedModel numbers, long seed, double gaps, double stalls) {
    this.plan = plan;
    this.model = new CycleModel(plan, numbers);
    this.pins = new Pins(plan);
    this.random = new Random(seed);
    this.gaps = gaps;
    this.stalls = stalls;
    this.step = new int[plan.design().hiddenSize()];
    reset(1);
  }

  /** Holds aresetn low for some cycles, then one with it high, after which the core is awake. */
  void reset(int cycles) {
    pins.aresetn = false;
    pins.sAxisTvalid = false;
    for (int i = 0; i < cycles; i++) {
      model.step(pins);
    }
    pins.aresetn = true;
    model.step(pins);
    beats.clear();
    offering = false;
    held = null;
    filled = 0;
  }

  /** A whole vector of sequence 0. */
  public void frame(int[] x, boolean start) {
    frame(x, start, 0);
  }

  /** A whole vector. */
  public void frame(int[] x, boolean start, int sequence) {
    frame(x, start, sequence, plan.pipeline().stream().beats());
  }

  /** The first beats of a vector, going round where there are more beats than it has. */
  public void frame(int[] x, boolean start, int sequence, int count) {
    int width = plan.pipeline().stream().busLanes();
    for (int b = 0; b < count; b++) {
      int from = b * width % x.length;
      // tuser counts with the first beat only
      int user = b == 0 ? sequence << 1 | (start ? 1 : 0) : random.nextInt(userValues());
      beats.add(new Beat(Arrays.copyOfRange(x, from, from + width), b == count - 1, user));
    }
  }

  private int userValues() {
    return 1 << plan.pipeline().stream().userBits();
  }

  /** From now on, the probability of not taking a beat. */
  public void stalls(double probability) {
    stalls = probability;
  }

  /** Runs until this many steps have come out in all. */
  public void runUntil(int count) {
    long limit = model.cycles() + LIMIT;
    while (steps.size() < count) {
      cycle();
      if (model.cycles() > limit) {
        throw new AssertionError("only " + steps.size() + " of " + count + " steps");
      }
    }
  }

  /** Runs until the last beat is about to be accepted, or this many steps have come out. */
  public void runDry(int count) {
    while (beats.size() > 1 && steps.size() < count) {
      cycle();
    }
  }

  public void run(int cycles) {
    for (int i = 0; i < cycles; i++) {
      cycle();
    }
  }

  private void cycle() {
    offer();
    pins.mAxisTready = random.nextDouble() >= stalls;
    model.step(pins);
    count();
    if (pins.inputTaken()) {
      accepted++;
      if (firstAccepted < 0) {
        firstAccepted = model.cycles() - 1;
      }
      beats.remove();
      offering = false;
    }
    checkHeld();
    if (pins.outputTaken()) {
      take();
    }
  }

  private void count() {
    if (begun > steps.size()) {
      busy++;
      starved += pins.sAxisTready && !pins.sAxisTvalid ? 1 : 0;
    }
    stalled += pins.mAxisTvalid && !pins.mAxisTready ? 1 : 0;
    if (pins.inputTaken() && accepted % plan.pipeline().stream().beats() == 0) {
      begun++;
    }
  }

  private void offer() {
    offering = offering || (!beats.isEmpty() && random.nextDouble() >= gaps);
    pins.sAxisTvalid = offering;
    if (offering) {
      Beat beat = beats.element();
      System.arraycopy(beat.data(), 0, pins.sAxisTdata, 0, beat.data().length);
      pins.sAxisTlast = beat.last();
      pins.sAxisTuser = beat.user();
    }
  }

  /** AXI: what was offered and not taken stays. */
  private void checkHeld() {
    if (held != null
        && !(pins.mAxisTvalid
            && pins.mAxisTlast == held
            && Arrays.equals(heldData, pins.mAxisTdata))) {
      throw new AssertionError("output changed before it was taken");
    }
    boolean waiting = pins.mAxisTvalid && !pins.mAxisTready;
    held = waiting ? Boolean.valueOf(pins.mAxisTlast) : null;
    heldData = waiting ? pins.mAxisTdata.clone() : null;
  }

  private void take() {
    for (int value : pins.mAxisTdata) {
      step[filled++] = value;
    }
    boolean whole = filled == step.length;
    if (pins.mAxisTlast != (whole && (steps.size() + 1) % framesOfTlast == 0)) {
      throw new AssertionError("tlast " + pins.mAxisTlast + " after " + filled + " elements");
    }
    if (whole) {
      steps.add(step);
      users.add(pins.mAxisTuser);
      stepCycles.add(model.cycles() - 1);
      step = new int[step.length];
      filled = 0;
    }
  }

  /** Reads a register over the bus, with the streams going on; fails unless it is given. */
  public int read(int address) {
    int response = readResponse(address);
    if (response != 0) {
      throw new AssertionError("read response " + response);
    }
    return pins.sAxilRdata;
  }

  /** Reads a register likewise and gives the response; the pins hold the data. */
  public int readResponse(int address) {
    pins.sAxilAraddr = address;
    pins.sAxilArvalid = true;
    pins.sAxilRready = true;
    do {
      cycle();
    } while (!pins.sAxilArready);
    pins.sAxilArvalid = false;
    while (!pins.sAxilRvalid) {
      cycle();
    }
    return pins.sAxilRresp;
  }

  /** Writes a register over the bus, with the streams going on; gives the response. */
  public int write(int address, int data, int strobe) {
    pins.sAxilAwaddr = address;
    pins.sAxilWdata = data;
    pins.sAxilWstrb = strobe;
    pins.sAxilAwvalid = true;
    pins.sAxilWvalid = true;
    pins.sAxilBready = true;
    do {
      cycle();
    } while (!pins.sAxilAwready);
    pins.sAxilAwvalid = false;
    pins.sAxilWvalid = false;
    while (!pins.sAxilBvalid) {
      cycle();
    }
    return pins.sAxilBresp;
  }
}
