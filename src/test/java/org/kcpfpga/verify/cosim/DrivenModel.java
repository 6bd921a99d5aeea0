package org.kcpfpga.verify.cosim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.kcpfpga.cycle.CycleModel;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.image.LoadImage;
import org.kcpfpga.link.Frame;
import org.kcpfpga.link.simulated.BeatFormat;
import org.kcpfpga.plan.boundary.TopPorts;
import org.kcpfpga.verilated.Beats;
import org.kcpfpga.verilated.VerilatedModel;
import org.kcpfpga.verilated.build.RecordLayout;

/** Drives the pins of a cycle model by hand; all that it showed other implementations must show. */
final class DrivenModel {
  private final Deployment deployment;
  private final CycleModel cycle;
  private final BeatFormat format;
  private final RecordLayout in;
  private final RecordLayout out;
  private final List<int[]> inputs = new ArrayList<>();
  private final List<int[]> outputs = new ArrayList<>();
  private final List<Integer> received = new ArrayList<>();

  /** The model begins with a cycle of reset. */
  DrivenModel(Deployment deployment) {
    this.deployment = deployment;
    this.cycle = new CycleModel(deployment.plan(), deployment.quantised());
    this.format = new BeatFormat(deployment.plan());
    this.in = RecordLayout.of(TopPorts.of(deployment.plan()), true);
    this.out = RecordLayout.of(TopPorts.of(deployment.plan()), false);
    cycle.run(1, new int[in.words()], new int[out.words()]);
  }

  /** A cycle of reset for a core, whose outputs nobody looks at. */
  void begin(VerilatedModel core) {
    core.run(1, new int[in.words()], new int[out.words()]);
  }

  /** A cycle with these pins; returns those that were shown in it. */
  private int[] step(int[] pins) {
    int[] shown = new int[out.words()];
    cycle.run(1, pins, shown);
    inputs.add(pins);
    outputs.add(shown);
    return shown;
  }

  private int[] awake() {
    int[] pins = new int[in.words()];
    pins[in.offset("aresetn")] = 1;
    pins[in.offset("m_axis_tready")] = 1;
    pins[in.offset("s_axil_bready")] = 1;
    return pins;
  }

  void reset(int cycles) {
    for (int i = 0; i < cycles; i++) {
      step(new int[in.words()]);
    }
  }

  void idle(int cycles) {
    for (int i = 0; i < cycles; i++) {
      take(step(awake()));
    }
  }

  /** Writes a register; the answer is waited for and must be OKAY. */
  void write(int address, int data) {
    int[] pins = awake();
    pins[in.offset("s_axil_awvalid")] = 1;
    pins[in.offset("s_axil_wvalid")] = 1;
    pins[in.offset("s_axil_awaddr")] = address;
    pins[in.offset("s_axil_wdata")] = data;
    pins[in.offset("s_axil_wstrb")] = 15;
    while (step(pins)[out.offset("s_axil_awready")] == 0) {}
    int[] answer = step(awake());
    while (answer[out.offset("s_axil_bvalid")] == 0) {
      answer = step(awake());
    }
    assertThat(answer[out.offset("s_axil_bresp")]).isZero();
  }

  /** Loads the model of a loadable core. */
  void load() {
    LoadImage.program(deployment.core()).forEach(w -> write(w.address(), w.data()));
  }

  /** Offers the beats of a frame for at most so many cycles; returns how many it took. */
  int offer(Frame frame, int cycles) {
    Beats beats = format.pack(List.of(frame));
    int beat = 0;
    for (int at = 0; at < cycles; at++) {
      if (beat == beats.size()) {
        return at;
      }
      int[] pins = awake();
      pins[in.offset("s_axis_tvalid")] = 1;
      for (int word = 0; word < beats.words(); word++) {
        pins[in.offset("s_axis_tdata") + word] = beats.data(beat, word);
      }
      pins[in.offset("s_axis_tlast")] = beats.last(beat) ? 1 : 0;
      pins[in.offset("s_axis_tuser")] = beats.user(beat);
      int[] shown = step(pins);
      take(shown);
      beat += shown[out.offset("s_axis_tready")];
    }
    return cycles;
  }

  private void take(int[] shown) {
    if (shown[out.offset("m_axis_tvalid")] == 1) {
      for (int lane = 0; lane < format.outputLanes(); lane++) {
        received.add(format.output(shown, out.offset("m_axis_tdata"), lane));
      }
    }
  }

  /** Forgets what came out so far. */
  void forget() {
    received.clear();
  }

  /** What came out since, value by value. */
  int[] received() {
    return received.stream().mapToInt(Integer::intValue).toArray();
  }

  /** All pins since the last call. */
  PinBlock block() {
    PinBlock block = new PinBlock(inputs.size(), joined(inputs), joined(outputs));
    inputs.clear();
    outputs.clear();
    return block;
  }

  /** Runs a core on all pins since the last block, and holds it to all that was shown. */
  void compare(VerilatedModel core, String what) {
    PinBlock block = block();
    int[] found = block.of(core, block.inputs());
    for (int at = 0; at < block.cycles(); at++) {
      assertThat(block.same(at, found)).as("%s, cycle %d", what, at).isTrue();
    }
  }

  private static int[] joined(List<int[]> rows) {
    return rows.stream().flatMapToInt(Arrays::stream).toArray();
  }
}
