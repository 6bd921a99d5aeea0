package org.kcpfpga.verify.cosim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.Tools;
import org.kcpfpga.cycle.CycleModel;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.RandomDesign;
import org.kcpfpga.design.SystemPart;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.link.simulated.VerilatedCore;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.StreamPlan;
import org.kcpfpga.plan.boundary.RegisterMap;
import org.kcpfpga.plan.boundary.SystemMap;
import org.kcpfpga.plan.boundary.TopPorts;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.verilated.VerilatedModel;
import org.kcpfpga.verilated.build.RecordLayout;
import org.kcpfpga.verilated.build.VerilatedOptions;

/**
 * Pins of RTL and cycle model in every cycle, whatever is written to the registers of a system:
 * frames of any length, counted or not, with tlast anywhere. What comes out is not looked at.
 */
@Tag("slow")
class SystemPinsTest {
  private static final int CYCLES = 60_000;

  private SplittableRandom random;
  private RecordLayout in;
  private RecordLayout out;
  private List<Integer> addresses;
  private StreamPlan stream;
  private int dataBits;
  private int at;
  private int pause;

  /** What is offered and not taken yet. */
  private boolean offering;

  private boolean writing;

  /** Lengths of sequences that were accepted. */
  private int lengths;

  private boolean reading;
  private int[] pins;
  private boolean wrongLengths;

  /** A model that is told other lengths than the RTL is no more equal. */
  @Test
  void theyAreComparedAfterALengthIsWritten() {
    wrongLengths = true;
    assertThatThrownBy(() -> areEqual(CellKind.LINEAR))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("cycle ");
  }

  @ParameterizedTest
  @EnumSource(names = {"LSTM", "LINEAR", "MGU"})
  void areEqual(CellKind kind) {
    Tools.require("verilator");
    random = RandomDesigns.random("SystemPinsTest " + kind, 5);
    Design design = RandomDesign.of(random, List.of(kind), "pins").withSystem(SystemPart.values());
    Deployment deployment = RandomDesigns.deployment(design, 1);
    AcceleratorPlan plan = deployment.plan();
    in = RecordLayout.of(TopPorts.of(plan), true);
    out = RecordLayout.of(TopPorts.of(plan), false);
    stream = plan.pipeline().stream();
    dataBits = stream.busLanes() * TopPorts.slotBits(stream.elementBits());
    addresses =
        RegisterMap.of(plan).stream()
            .map(RegisterMap.Register::address)
            .filter(address -> address != RegisterMap.LOAD_DATA)
            .toList();
    CycleModel model = new CycleModel(plan, deployment.quantised());
    pins = new int[in.words()];
    try (VerilatedModel rtl = VerilatedCore.build(deployment, VerilatedOptions.CHECKED)) {
      rtl.run(1, pins, new int[out.words()]);
      for (int cycle = 0; cycle < CYCLES; cycle++) {
        int[] expected = new int[out.words()];
        int[] found = new int[out.words()];
        pins[in.offset("aresetn")] = cycle < 3 || random.nextInt(10_000) == 0 ? 0 : 1;
        drive();
        model.run(1, told(), expected);
        rtl.run(1, pins, found);
        assertThat(found).as("cycle %d of %s", cycle, design).isEqualTo(expected);
        observe(expected);
      }
    }
    assertThat(lengths).isGreaterThan(20);
  }

  private int[] told() {
    int[] told = pins.clone();
    if (wrongLengths && written(SystemMap.SEQUENCE_LENGTH)) {
      told[in.offset("s_axil_wdata")] ^= 1;
    }
    return told;
  }

  private boolean written(int address) {
    return pins[in.offset("s_axil_awaddr")] == address;
  }

  private void drive() {
    pins[in.offset("m_axis_tready")] = random.nextInt(4) == 0 ? 0 : 1;
    pins[in.offset("s_axil_bready")] = random.nextInt(2);
    pins[in.offset("s_axil_rready")] = random.nextInt(2);
    if (!offering && --pause <= 0) {
      offer();
    }
    pins[in.offset("s_axis_tvalid")] = offering ? 1 : 0;
    if (!writing && random.nextInt(12) == 0) {
      writing = true;
      pins[in.offset("s_axil_awaddr")] = address();
      boolean framing = SystemMap.framing(pins[in.offset("s_axil_awaddr")]);
      pins[in.offset("s_axil_wdata")] =
          framing && random.nextInt(8) > 0 ? random.nextInt(4) : RegisterChannel.word(random);
      pins[in.offset("s_axil_wstrb")] = random.nextInt(4) == 0 ? random.nextInt(16) : 15;
    }
    pins[in.offset("s_axil_awvalid")] = writing ? 1 : 0;
    pins[in.offset("s_axil_wvalid")] = writing ? 1 : 0;
    if (!reading && random.nextInt(6) == 0) {
      reading = true;
      pins[in.offset("s_axil_araddr")] = address();
    }
    pins[in.offset("s_axil_arvalid")] = reading ? 1 : 0;
  }

  /** Mostly one that says how frames are counted: it is refused unless the core is at rest. */
  private int address() {
    List<Integer> some =
        random.nextBoolean() ? addresses : addresses.stream().filter(SystemMap::framing).toList();
    return some.get(random.nextInt(some.size()));
  }

  /** Mostly whole frames, some packets, some anything; now and then a pause, for rest. */
  private void offer() {
    offering = true;
    int data = in.offset("s_axis_tdata");
    int user = in.offset("s_axis_tuser");
    for (int word = data; word < in.offset("s_axis_tlast"); word++) {
      int unused = Math.max(0, Integer.SIZE * (word - data + 1) - dataBits);
      pins[word] = random.nextInt() >>> unused;
    }
    boolean end = at % stream.beats() == stream.beats() - 1;
    boolean last = random.nextInt(20) == 0 ? random.nextBoolean() : end && random.nextInt(4) > 0;
    pins[in.offset("s_axis_tlast")] = last ? 1 : 0;
    pins[user] = random.nextInt(1 << stream.userBits());
    at = last ? 0 : at + 1;
    pause = random.nextInt(30) == 0 ? 1000 : random.nextInt(3) == 0 ? 3 : 0;
  }

  private void observe(int[] outputs) {
    boolean answered =
        pins[in.offset("s_axil_bready")] == 1 && outputs[out.offset("s_axil_bvalid")] == 1;
    boolean accepted = answered && outputs[out.offset("s_axil_bresp")] == 0;
    lengths += accepted && written(SystemMap.SEQUENCE_LENGTH) ? 1 : 0;
    offering &= outputs[out.offset("s_axis_tready")] == 0;
    writing &= outputs[out.offset("s_axil_awready")] == 0;
    reading &= outputs[out.offset("s_axil_arready")] == 0;
  }
}
