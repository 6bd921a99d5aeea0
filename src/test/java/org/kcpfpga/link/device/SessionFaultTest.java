package org.kcpfpga.link.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kcpfpga.DesignCopies;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.common.UserError;
import org.kcpfpga.design.CounterBits;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.fixed.FixedNetwork;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.link.Driver;
import org.kcpfpga.link.Frame;
import org.kcpfpga.link.Traffic;
import org.kcpfpga.link.channel.FaultyWire;
import org.kcpfpga.link.packet.DeviceModel;
import org.kcpfpga.plan.boundary.RegisterMap;
import org.kcpfpga.tensor.TestSeed;

/** A session over a line that spoils packets: every result right, or one error. */
class SessionFaultTest {
  private static final Traffic STEADY = Traffic.steady(10_000);

  private final Deployment deployment = deployment("tiny");
  private final Random random = TestSeed.random("SessionFaultTest", 1);

  private DeviceModel device;
  private FaultyWire wire;

  private static Deployment deployment(String design) {
    Design named = DesignFile.read(Path.of("designs/" + design + ".json"));
    // with narrow counters the window is not all that holds frames back
    return RandomDesigns.deployment(DesignCopies.withCounters(named, CounterBits.DEFAULT), 9);
  }

  @BeforeEach
  void cleanLine() {
    connect(3, 0);
  }

  private void connect(int window, double faults) {
    device = new DeviceModel(deployment, window, random);
    wire = new FaultyWire(device, random, faults);
  }

  private PacketLink link() {
    return new PacketLink(deployment.plan(), session(false), progress -> {});
  }

  private Session session(boolean observe) {
    return Session.begin(wire, Timeouts.USUAL, wire, observe);
  }

  private List<Frame> frames(int count) {
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int[] x = random.ints(deployment.model().inSize(), -128, 128).toArray();
      // now and then what looks like delimiters, or never does
      if (i % 5 < 2) {
        Arrays.fill(x, i % 5 == 0 ? 0 : -1);
      }
      frames.add(new Frame(x, i % 7 == 0, 0));
    }
    return frames;
  }

  /** Streams frames and compares all outputs with the functional model. */
  private void assertRight(PacketLink link, FixedNetwork network, List<Frame> frames) {
    List<int[]> outputs = link.stream(frames, STEADY).outputs();
    assertThat(outputs).hasSize(frames.size());
    for (int i = 0; i < frames.size(); i++) {
      int[] expected = network.step(frames.get(i).x(), frames.get(i).start());
      assertThat(outputs.get(i)).as("frame " + i).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 100})
  void aThousandSpoiltPacketsChangeNoResult(int window) {
    connect(window, 0.03);
    FixedNetwork network = new FixedNetwork(deployment.quantised());
    int frames = 0;
    try (PacketLink link = link()) {
      while (wire.faults.values().stream().mapToInt(Integer::intValue).sum() < 1000) {
        assertRight(link, network, frames(49));
        frames += 49;
        assertThat(link.read(RegisterMap.STEPS)).isEqualTo(frames);
        assertThat(link.read(RegisterMap.PLAN_HASH)).isEqualTo(deployment.plan().hash());
      }
    }
    for (FaultyWire.Fault fault : FaultyWire.Fault.values()) {
      assertThat(wire.faults.get(fault)).as(fault.toString()).isGreaterThan(100);
    }
    assertThat(device.frames).isEqualTo(frames);
    assertDeviceContent(window);
  }

  private void assertDeviceContent(int window) {
    assertThat(device.resets).isOne();
    assertThat(device.wrongFrames).isZero();
    assertThat(device.windowsExceeded).isZero();
    assertThat(device.withoutBuffer).isZero();
    assertThat(device.deepest).isEqualTo(Math.min(window, 32));
  }

  @Test
  void aCleanLineNeedsNothingTwice() {
    try (Session session = session(false)) {
      PacketLink link = new PacketLink(deployment.plan(), session, progress -> {});
      assertRight(link, new FixedNetwork(deployment.quantised()), frames(300));
      LinkStatistics done = session.statistics();
      assertThat(done.sentAgain() + done.damaged() + done.timeouts() + done.reconnects()).isZero();
    }
    assertDeviceContent(3);
  }

  @Test
  void aCablePulledInMidFrameAndPutBackLosesNothing() {
    FixedNetwork network = new FixedNetwork(deployment.quantised());
    try (Session session = session(false)) {
      PacketLink link = new PacketLink(deployment.plan(), session, progress -> {});
      for (int calls = 1; calls <= 60; calls++) {
        wire.callsLeft = calls;
        wire.refusals = calls % 4;
        assertRight(link, network, frames(30));
      }
      assertThat(session.statistics().reconnects()).isGreaterThan(40);
    }
    assertDeviceContent(3);
  }

  @Test
  void aCableThatIsNotPutBackEndsInOneError() {
    PacketLink link = link();
    wire.callsLeft = 20;
    wire.refusals = Integer.MAX_VALUE;
    long before = wire.millis();
    assertThatThrownBy(() -> link.stream(frames(100), STEADY))
        .isInstanceOf(UserError.class)
        .hasMessage("wire: lost: unplugged (expected: the device that was there before)");
    assertThat(wire.millis() - before).isBetween(19_000L, 25_000L);
    link.close();
  }

  @Test
  void aDeviceThatLosesPowerIsReported() {
    for (int lost = 0; lost < 20; lost++) {
      connect(3, 0);
      PacketLink link = link();
      link.stream(frames(1 + lost), STEADY);
      device.powerCycle();
      // the answers that would say so may be lost too
      wire.deaf = lost % 3;
      assertThatThrownBy(() -> link.stream(frames(100), STEADY))
          .isInstanceOf(UserError.class)
          .hasMessageStartingWith("wire: the device lost its state");
      link.close();
    }
  }

  @Test
  void aDeviceThatLosesPowerWhileTheCableIsPulledIsReported() {
    PacketLink link = link();
    link.stream(frames(10), STEADY);
    wire.callsLeft = 0;
    device.powerCycle();
    assertThatThrownBy(() -> link.read(RegisterMap.IDENTITY))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("wire: the device lost its state");
  }

  @Test
  void theFirstAnswersMayGetLost() {
    wire.deaf = 5;
    try (PacketLink link = link()) {
      assertThat(link.read(RegisterMap.IDENTITY)).isEqualTo(RegisterMap.IDENTITY_VALUE);
    }
  }

  @Test
  void anObserverSeesCountersAndStateOfARunAndChangesNothing() {
    int steps = 12;
    try (PacketLink link = link()) {
      link.stream(frames(steps), STEADY);
    }
    try (Session session = session(true)) {
      RegisterAccess registers = new RegisterAccess(session);
      assertThat(registers.read(RegisterMap.STEPS)).isEqualTo(steps);
      assertThat(registers.find(0xFFC)).isEmpty();
    }
    assertThat(device.resets).isOne();
    try (PacketLink link = link()) {
      assertThat(link.read(RegisterMap.STEPS)).isZero();
    }
    assertThat(device.resets).isEqualTo(2);
  }

  @Test
  void ninetyPercentOfTheWireIsPayloadInBothDirections() {
    Deployment large = deployment("timit");
    DeviceModel model = new DeviceModel(large, 7, random);
    FaultyWire clean = new FaultyWire(model, random, 0);
    try (Session session = Session.begin(clean, Timeouts.USUAL, clean, false)) {
      PacketLink link = new PacketLink(large.plan(), session, progress -> {});
      int count = 40;
      List<Frame> frames = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        frames.add(new Frame(random.ints(440, -128, 128).toArray(), i == 0, 0));
      }
      link.stream(frames, STEADY);
      LinkStatistics done = session.statistics();
      assertThat(440.0 * count / done.bytesSent()).isGreaterThan(0.9);
      assertThat(512.0 * count / done.bytesReceived()).isGreaterThan(0.9);
    }
  }

  @Test
  void cyclesAreTheBusyOnesAndProgressIsTold() {
    List<StreamProgress> told = new ArrayList<>();
    try (PacketLink link = new PacketLink(deployment.plan(), session(false), told::add)) {
      Driver driver = new Driver(deployment, link);
      Driver.Outcome outcome = driver.run(frames(40), STEADY);
      assertThat(outcome.cycles()).isPositive().isEqualTo((long) outcome.counters().get("busy"));
      assertThat(told.get(told.size() - 1).steps()).isEqualTo(40);
      assertThat(told.get(told.size() - 1).bytes()).isEqualTo(40 * (12 + 6));
    }
  }
}
