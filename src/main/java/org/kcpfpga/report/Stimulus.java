package org.kcpfpga.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.kcpfpga.host.StreamStalled;
import org.kcpfpga.host.Traffic;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.RegisterMap;
import org.kcpfpga.plan.TopPorts;
import org.kcpfpga.verilated.Beats;
import org.kcpfpga.verilated.RecordLayout;

/**
 * The input pins of a co-simulation, cycle by cycle: reset, beats with gaps, stalls, register reads
 * and writes. What a pin does depends on the outputs of earlier cycles only.
 */
final class Stimulus {
  private static final int RESET_CYCLES = 3;

  /** Cycles after the last output beat, in which nothing more may come. */
  private static final int TAIL = 64;

  private static final double REGISTER_ACCESS = 0.02;

  private final Beats beats;
  private final int expectedBeats;
  private final Traffic traffic;
  private final SplittableRandom random;
  private final RecordLayout in;
  private final RecordLayout out;
  private final int dataWords;
  private final int outputBeatsPerStep;
  private final int lastRegister;
  private final List<int[]> received = new ArrayList<>();
  private final List<Long> stepEnds = new ArrayList<>();
  private long cycle;
  private int sent;
  private long idle;
  private boolean offering;
  private boolean ready;
  private boolean reading;
  private boolean writing;
  private int readAddress;
  private int writeAddress;
  private int writeData;
  private int writeStrobes;

  Stimulus(AcceleratorPlan plan, Beats beats, int expectedBeats, Traffic traffic) {
    this.beats = beats;
    this.expectedBeats = expectedBeats;
    this.traffic = traffic;
    this.random = new SplittableRandom(traffic.seed());
    this.in = RecordLayout.of(TopPorts.of(plan), true);
    this.out = RecordLayout.of(TopPorts.of(plan), false);
    int slot = TopPorts.slotBits(plan.design().bits().activation());
    this.dataWords = (plan.design().outputLanes() * slot + 31) / 32;
    this.outputBeatsPerStep = plan.design().hiddenSize() / plan.design().outputLanes();
    List<RegisterMap.Register> registers = RegisterMap.of(plan);
    this.lastRegister = registers.get(registers.size() - 1).address();
  }

  boolean finished() {
    boolean done = sent == beats.size() && received.size() >= expectedBeats && idle >= TAIL;
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
    ready = awake && chance(1 - traffic.stall());
    pins[in.offset("m_axis_tready")] = ready ? 1 : 0;
    offering = awake && sent < beats.size() && (offering || chance(1 - traffic.gap()));
    if (offering) {
      pins[in.offset("s_axis_tvalid")] = 1;
      for (int word = 0; word < beats.words(); word++) {
        pins[in.offset("s_axis_tdata") + word] = beats.data(sent, word);
      }
      pins[in.offset("s_axis_tlast")] = beats.last(sent) ? 1 : 0;
      pins[in.offset("s_axis_tuser")] = beats.user(sent);
    }
    if (awake) {
      registers(pins);
    }
  }

  /** Reads and writes of known and unknown registers; a request stays until it is granted. */
  private void registers(int[] pins) {
    if (!reading && chance(REGISTER_ACCESS)) {
      reading = true;
      readAddress = random.nextInt(lastRegister + 32);
    }
    if (!writing && chance(REGISTER_ACCESS / 4)) {
      writing = true;
      writeAddress = random.nextInt(lastRegister + 32);
      writeData = random.nextInt(4);
      writeStrobes = random.nextInt(16);
    }
    if (reading) {
      pins[in.offset("s_axil_arvalid")] = 1;
      pins[in.offset("s_axil_araddr")] = readAddress;
    }
    if (writing) {
      pins[in.offset("s_axil_awvalid")] = 1;
      pins[in.offset("s_axil_wvalid")] = 1;
      pins[in.offset("s_axil_awaddr")] = writeAddress;
      pins[in.offset("s_axil_wdata")] = writeData;
      pins[in.offset("s_axil_wstrb")] = writeStrobes;
    }
    pins[in.offset("s_axil_rready")] = chance(0.5) ? 1 : 0;
    pins[in.offset("s_axil_bready")] = chance(0.5) ? 1 : 0;
  }

  void observe(int[] pins) {
    idle++;
    if (offering && pins[out.offset("s_axis_tready")] == 1) {
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
    reading &= pins[out.offset("s_axil_arready")] == 0;
    writing &= pins[out.offset("s_axil_awready")] == 0;
    cycle++;
  }

  private boolean chance(double probability) {
    return probability >= 1 || probability > 0 && random.nextDouble() < probability;
  }
}
