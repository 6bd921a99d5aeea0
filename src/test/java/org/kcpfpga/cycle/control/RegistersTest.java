package org.kcpfpga.cycle.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kcpfpga.cycle.SmallestCore;
import org.kcpfpga.cycle.base.Pins;
import org.kcpfpga.cycle.base.StreamBench;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.boundary.RegisterMap;

/** The AXI4-Lite side of the smallest core. */
class RegistersTest {
  private static final int SLVERR = 2;

  private final AcceleratorPlan plan = SmallestCore.plan();
  private final StreamBench bench = new StreamBench(plan, SmallestCore.model(), 1, 0, 0);

  @Test
  void aReadTakesGrantThenDataAndHoldsItUntilItIsTaken() {
    Pins pins = bench.pins;
    pins.sAxilAraddr = RegisterMap.IDENTITY + 3;
    pins.sAxilArvalid = true;
    bench.model.step(pins);
    assertThat(pins.sAxilArready).isFalse();
    bench.model.step(pins);
    assertThat(pins.sAxilArready).isTrue();
    assertThat(pins.sAxilRvalid).isFalse();
    for (int waiting = 0; waiting < 3; waiting++) {
      pins.sAxilRready = waiting == 2;
      bench.model.step(pins);
      assertThat(pins.sAxilArready).isFalse();
      assertThat(pins.sAxilRvalid).isTrue();
      assertThat(pins.sAxilRdata).isEqualTo(0x4B435046);
    }
    bench.model.step(pins);
    assertThat(pins.sAxilRvalid).isFalse();
    assertThat(pins.sAxilRdata).isZero();
    assertThat(pins.sAxilArready).as("no grant while data was waiting").isFalse();
    bench.model.step(pins);
    assertThat(pins.sAxilArready).isTrue();
  }

  @Test
  void aWriteTakesGrantThenResponseAndNeedsBothAddressAndData() {
    Pins pins = bench.pins;
    pins.sAxilAwaddr = RegisterMap.STEPS;
    pins.sAxilAwvalid = true;
    bench.model.step(pins);
    bench.model.step(pins);
    assertThat(pins.sAxilAwready).as("without data").isFalse();
    pins.sAxilWvalid = true;
    bench.model.step(pins);
    assertThat(pins.sAxilAwready).isFalse();
    bench.model.step(pins);
    assertThat(pins.sAxilAwready).isTrue();
    assertThat(pins.sAxilWready).isTrue();
    assertThat(pins.sAxilBvalid).isFalse();
    bench.model.step(pins);
    assertThat(pins.sAxilAwready).isFalse();
    assertThat(pins.sAxilBvalid).isTrue();
    assertThat(pins.sAxilBresp).isZero();
    pins.sAxilBready = true;
    bench.model.step(pins);
    assertThat(pins.sAxilBvalid).isTrue();
    bench.model.step(pins);
    assertThat(pins.sAxilBvalid).isFalse();
  }

  @Test
  void knownRegistersAnswerOkayAndOthersAnError() {
    assertThat(bench.read(RegisterMap.IDENTITY)).isEqualTo(RegisterMap.IDENTITY_VALUE);
    assertThat(bench.read(RegisterMap.VERSION)).isEqualTo(0x00020000);
    assertThat(bench.read(RegisterMap.PLAN_HASH)).isEqualTo(plan.hash());
    assertThat(bench.write(RegisterMap.IDENTITY, 0, 15)).isZero();
    assertThat(bench.read(RegisterMap.IDENTITY)).isEqualTo(RegisterMap.IDENTITY_VALUE);
    assertThat(bench.write(RegisterMap.LOAD_TARGET, 0, 15)).isEqualTo(SLVERR);
    int behind = RegisterMap.SATURATIONS + 4 * plan.saturationNames().size();
    assertThat(bench.read(behind - 4)).isZero();
    assertThat(bench.write(behind, 0, 15)).isEqualTo(SLVERR);
  }

  @Test
  void errorsStayUntilAOneIsWrittenToThem() {
    bench.frame(new int[] {1, 2}, true, 0, 1);
    bench.run(5);
    assertThat(bench.read(RegisterMap.ERRORS)).isEqualTo(RegisterMap.SHORT_FRAME);
    bench.frame(new int[] {1, 2}, true, 0, 4);
    bench.run(10);
    assertThat(bench.read(RegisterMap.ERRORS)).isEqualTo(3);
    bench.write(RegisterMap.ERRORS, 1, 14);
    assertThat(bench.read(RegisterMap.ERRORS)).as("strobe 0 low").isEqualTo(3);
    bench.write(RegisterMap.ERRORS, 1, 1);
    assertThat(bench.read(RegisterMap.ERRORS)).isEqualTo(RegisterMap.LONG_FRAME);
    bench.write(RegisterMap.CONTROL, 1, 1);
    assertThat(bench.read(RegisterMap.ERRORS)).isEqualTo(RegisterMap.LONG_FRAME);
    assertThat(bench.read(RegisterMap.DROPPED)).isZero();
  }

  /** In flight from the cycle after beat 0 to the one of the output: cycles 1 to 37 of the step. */
  @Test
  void busyAndStarvedCountTheCyclesWorkedByHand() {
    bench.frame(new int[] {5, 2}, true);
    bench.runUntil(1);
    bench.run(10);
    assertThat(bench.read(RegisterMap.BUSY)).isEqualTo(37);
    assertThat(bench.read(RegisterMap.STARVED)).isEqualTo(36);
    assertThat(bench.read(RegisterMap.STALLED)).isZero();
    assertThat(bench.read(RegisterMap.STEPS)).isEqualTo(1);
    assertThat(bench.write(RegisterMap.CONTROL, 2, 1)).isZero();
    assertThat(bench.read(RegisterMap.STEPS)).isEqualTo(1);
    bench.write(RegisterMap.CONTROL, 1, 1);
    assertThat(bench.read(RegisterMap.BUSY)).isZero();
    assertThat(bench.read(RegisterMap.STEPS)).isZero();
  }

  /** An output that waits 10 cycles. */
  @Test
  void stalledCountsTheCyclesInWhichTheOutputWaits() {
    StreamBench slow = new StreamBench(plan, SmallestCore.model(), 1, 0, 1);
    slow.frame(new int[] {5, 2}, true);
    slow.run(37 + 10);
    slow.stalls(0);
    slow.runUntil(1);
    assertThat(slow.read(RegisterMap.STALLED)).isEqualTo(10);
  }
}
