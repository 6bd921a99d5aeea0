package org.kcpfpga.verify.cosim;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.image.LoadImage;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.plan.boundary.RegisterMap;
import org.kcpfpga.plan.boundary.TopPorts;
import org.kcpfpga.verilated.build.RecordLayout;

/**
 * Keeps the rules of AXI and no others: beats of frames of any length, registers written at any
 * time. It is busy with the stream for a while, then with the registers, wherever a frame is.
 */
public final class RandomAxiMaster {
  private static final int LONGEST = 150;
  private static final int RESTS = 150;
  private static final double[] RATES = {0, 0.4, 1};

  private final SplittableRandom random;
  private final RecordLayout in;
  private final RecordLayout out;
  private final RegisterChannel write;
  private final RegisterChannel read;
  private final AcceleratorPlan plan;
  private final Deque<Access> first = new ArrayDeque<>();
  private boolean beginning = true;
  private int beat;
  private boolean rests;
  private int[] offered;
  private int left;
  private double beats;
  private double takes;
  private double accesses;

  /** A master that first gives a loadable core its model, and every state a value. */
  public RandomAxiMaster(Deployment deployment, SplittableRandom random) {
    this.plan = deployment.plan();
    this.random = random;
    this.in = RecordLayout.of(TopPorts.of(plan), true);
    this.out = RecordLayout.of(TopPorts.of(plan), false);
    this.write = new RegisterChannel(true, in, out);
    this.read = new RegisterChannel(false, in, out);
    if (plan.design().loadable()) {
      LoadImage.program(deployment.core()).forEach(w -> first(w.address(), w.data()));
    }
    CellPlan cell = plan.pipeline().cell();
    for (int slot = 0; cell.stateBits() > 0 && slot < cell.sequences(); slot++) {
      first(RegisterMap.SEQUENCE, slot);
      for (int element = 0; element < cell.size(); element++) {
        first(RegisterMap.STATE_DATA, random.nextInt());
      }
    }
  }

  private void first(int address, int data) {
    first.add(Access.of(true, address, data, 15));
  }

  /** Whether it still gives the core its model and its states. */
  boolean begins() {
    return beginning;
  }

  /** The input pins of the next cycle. */
  public int[] drive() {
    if (!first.isEmpty() || !write.idle() && beginning) {
      return begin();
    }
    beginning = false;
    if (left-- == 0) {
      left = random.nextInt(LONGEST);
      beats = rate();
      takes = rate();
      accesses = rate();
    }
    int[] pins = new int[in.words()];
    pins[in.offset("aresetn")] = 1;
    pins[in.offset("m_axis_tready")] = chance(takes) ? 1 : 0;
    if (offered == null && rests && beat == 0) {
      // a pause between two frames is long enough for the core to come to rest
      rests = false;
      left = RESTS + random.nextInt(RESTS);
      beats = 0;
      takes = 1;
    }
    if (offered == null && chance(beats)) {
      offered = beat();
    }
    if (offered != null) {
      System.arraycopy(offered, 0, pins, in.offset("s_axis_tvalid"), offered.length);
    }
    if (write.free() && chance(accesses)) {
      offer(write);
    }
    if (read.free() && chance(accesses)) {
      offer(read);
    }
    write.drive(pins, chance(0.8));
    read.drive(pins, chance(0.8));
    return pins;
  }

  private int[] begin() {
    int[] pins = new int[in.words()];
    pins[in.offset("aresetn")] = 1;
    if (write.idle()) {
      Access access = first.remove();
      write.offer(access.address(), access.data(), access.strobes());
    }
    write.drive(pins, true);
    return pins;
  }

  /** Looks at the output pins of a cycle. */
  public void observe(int[] pins, long cycle) {
    if (offered != null && pins[out.offset("s_axis_tready")] == 1) {
      offered = null;
    }
    write.observe(pins, cycle, 0);
    read.observe(pins, cycle, 0);
  }

  private double rate() {
    return RATES[random.nextInt(RATES.length)];
  }

  private boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** The pins from s_axis_tvalid to s_axis_tuser; most frames are as long as they should be. */
  private int[] beat() {
    int first = in.offset("s_axis_tvalid");
    int[] pins = new int[in.offset("s_axis_tuser") - first + 1];
    for (int i = 0; i < pins.length; i++) {
      pins[i] = random.nextInt();
    }
    beat++;
    if (beat == 1 && random.nextInt(20) == 0) {
      rests = true;
    }
    boolean last = beat >= plan.pipeline().stream().beats();
    boolean ends = random.nextInt(last ? 5 : 60) == 0 != last;
    beat = ends ? 0 : beat;
    pins[0] = 1;
    pins[in.offset("s_axis_tlast") - first] = ends ? 1 : 0;
    pins[pins.length - 1] = random.nextInt(2 * plan.design().sequences());
    return pins;
  }

  /** Mostly of a window; never the data of a model, whose shifts have a range. */
  private void offer(RegisterChannel channel) {
    int[] windows = {RegisterMap.SEQUENCE, RegisterMap.STATE_DATA, RegisterMap.HIDDEN_DATA};
    int address =
        random.nextInt(3) == 0
            ? random.nextInt(1 << TopPorts.ADDRESS_BITS)
            : windows[random.nextInt(windows.length)];
    if (address / Integer.BYTES != RegisterMap.LOAD_DATA / Integer.BYTES) {
      channel.offer(
          address, RegisterChannel.word(random), random.nextInt(4) == 0 ? random.nextInt(16) : 15);
    }
  }
}
