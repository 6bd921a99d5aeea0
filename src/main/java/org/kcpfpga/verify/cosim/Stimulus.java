package org.kcpfpga.verify.cosim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.link.StreamStalled;
import org.kcpfpga.link.Traffic;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.boundary.TopPorts;
import org.kcpfpga.verilated.Beats;
import org.kcpfpga.verilated.build.RecordLayout;

/**
 * The input pins of a co-simulation, cycle by cycle: reset, beats with gaps, stalls, accesses to
 * registers. What a pin does depends on the outputs of earlier cycles only.
 */
final class Stimulus {
  private static final int RESET_CYCLES = 3;

  /** Cycles after the last output beat, in which nothing more may come. */
  private static final int TAIL = 64;

  private final Beats beats;
  private final int expectedBeats;
  private final Traffic traffic;
  private final SplittableRandom random;
  private final RecordLayout in;
  private final RecordLayout out;
  private final int dataWords;
  private final int outputBeatsPerStep;
  private final int vectorBeats;
  private final RegisterTraffic registers;
  private final Throttle gaps;
  private final Throttle stalls;
  private final List<int[]> received = new ArrayList<>();
  private final List<Long> stepEnds = new ArrayList<>();
  private long cycle;
  private int sent;
  private long idle;
  private boolean offering;
  private boolean ready;

  /** Probability of a visit of the registers before a frame. */
  private double visits = 0.1;

  /** Beats sent when registers were visited last. */
  private int visitedBefore;

  /** Beats of the frame that has begun; 0 between frames. */
  private int frameBeats;

  Stimulus(Deployment deployment, Beats beats, int expectedBeats, Traffic traffic) {
    AcceleratorPlan plan = deployment.plan();
    this.beats = beats;
    this.expectedBeats = expectedBeats;
    this.traffic = traffic;
    this.random = new SplittableRandom(traffic.seed());
    this.in = RecordLayout.of(TopPorts.of(plan), true);
    this.out = RecordLayout.of(TopPorts.of(plan), false);
    int slot = TopPorts.slotBits(plan.design().bits().activation());
    this.dataWords = (plan.design().lanes().output() * slot + 31) / 32;
    this.outputBeatsPerStep = plan.design().hiddenSize() / plan.design().lanes().output();
    this.vectorBeats = plan.pipeline().stream().beats();
    this.registers = new RegisterTraffic(deployment, random);
    this.gaps = new Throttle(random, traffic.gap(), traffic.burst());
    this.stalls = new Throttle(random, traffic.stall(), traffic.burst());
  }

  /** Sets the probability of a visit of the registers before a frame. */
  void visits(double probability) {
    visits = probability;
  }

  boolean finished() {
    boolean all = sent == beats.size() && received.size() >= expectedBeats;
    boolean done = all && idle >= TAIL && !registers.visiting();
    if (!done && idle >= traffic.idleLimit()) {
      throw new StreamStalled(idle, sent, beats.size(), received.size(), expectedBeats);
    }
    return done;
  }

  /** Output beats in order, their data words. */
  List<int[]> received() {
    return received;
  }

  /** The step whose output was due in a cycle. */
  long stepAt(long at) {
    int step = 0;
    while (step < stepEnds.size() && stepEnds.get(step) < at) {
      step++;
    }
    return step;
  }

  void drive(int[] pins) {
    Arrays.fill(pins, 0);
    boolean awake = cycle >= RESET_CYCLES;
    pins[in.offset("aresetn")] = awake ? 1 : 0;
    ready = awake && stalls.flows();
    pins[in.offset("m_axis_tready")] = ready ? 1 : 0;
    offering = awake && sent < beats.size() && (offering || offers());
    if (offering) {
      pins[in.offset("s_axis_tvalid")] = 1;
      for (int word = 0; word < beats.words(); word++) {
        pins[in.offset("s_axis_tdata") + word] = beats.data(sent, word);
      }
      pins[in.offset("s_axis_tlast")] = beats.last(sent) ? 1 : 0;
      pins[in.offset("s_axis_tuser")] = beats.user(sent);
    }
    if (awake) {
      registers.drive(pins, frameBeats > 0 && frameBeats < vectorBeats);
    }
  }

  /** Whether a beat is offered from this cycle on; no frame begins while registers are visited. */
  private boolean offers() {
    if (frameBeats == 0 && registers.visiting()) {
      return false;
    }
    if (frameBeats == 0 && sent > 0 && sent != visitedBefore && random.nextDouble() < visits) {
      visitedBefore = sent;
      registers.visit();
      return false;
    }
    return gaps.flows();
  }

  /** All accesses to registers that were answered. */
  List<Access> accesses() {
    return registers.accesses();
  }

  void observe(int[] pins) {
    idle++;
    if (offering && pins[out.offset("s_axis_tready")] == 1) {
      frameBeats = beats.last(sent) ? 0 : frameBeats + 1;
      sent++;
      offering = false;
      idle = 0;
    }
    if (ready && pins[out.offset("m_axis_tvalid")] == 1) {
      int data = out.offset("m_axis_tdata");
      received.add(Arrays.copyOfRange(pins, data, data + dataWords));
      if (received.size() % outputBeatsPerStep == 0) {
        stepEnds.add(cycle);
      }
      idle = 0;
    }
    if (registers.observe(pins, cycle, received.size() / outputBeatsPerStep)) {
      idle = 0;
    }
    cycle++;
  }
}
