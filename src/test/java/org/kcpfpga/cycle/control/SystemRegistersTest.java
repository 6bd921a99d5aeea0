package org.kcpfpga.cycle.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kcpfpga.cycle.SmallestCore;
import org.kcpfpga.cycle.base.StreamBench;
import org.kcpfpga.design.CounterBits;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.Lanes;
import org.kcpfpga.design.SystemPart;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.boundary.RegisterMap;
import org.kcpfpga.plan.boundary.SystemMap;
import org.kcpfpga.planner.Planner;
import org.kcpfpga.rnn.CellKind;

/** The registers for a system, of the smallest core. */
class SystemRegistersTest {
  private static final int SLVERR = 2;

  private static StreamBench bench(SystemPart... parts) {
    return new StreamBench(plan(parts), SmallestCore.model(), 1, 0, 0);
  }

  /** Counters of 4 bits, of which those of 64 do not care. */
  private static AcceleratorPlan plan(SystemPart... parts) {
    Design d = SmallestCore.plan().design();
    return Planner.plan(
        new Design(
            d.name(),
            d.cell(),
            d.input(),
            d.hidden(),
            Lanes.of(1, 1),
            d.bits(),
            1,
            d.implementation().withCounters(new CounterBits(4, 32)).withSystem(parts)));
  }

  @Test
  void aCoreSaysWhatItIs() {
    StreamBench bench = bench(SystemPart.CAPABILITIES);
    assertThat(bench.read(RegisterMap.VERSION)).isEqualTo(0x00020001);
    assertThat(bench.read(0x800)).isEqualTo(1);
    assertThat(bench.read(0x804)).as("LSTM in ROM").isZero();
    assertThat(bench.read(0x808)).as("N").isEqualTo(2);
    assertThat(bench.read(0x80C)).as("M").isEqualTo(1);
    assertThat(bench.read(0x810)).as("S").isEqualTo(1);
    assertThat(bench.read(0x814)).as("lanes").isEqualTo(0x00010001);
    assertThat(bench.read(0x818)).as("8, 8, 16, 16 bits").isEqualTo(0x10100808);
    int stages = plan(SystemPart.CAPABILITIES).saturationNames().size();
    assertThat(bench.read(0x81C)).isEqualTo(0x10000000 | stages << 16 | 0x2004);
    assertThat(bench.read(0x820)).as("2^-7 both").isEqualTo(0x0707);
    assertThat(bench.read(0x828)).as("latency").isEqualTo(38);
    assertThat(bench.readResponse(SystemMap.IRQ_STATUS)).isEqualTo(SLVERR);
    assertThat(bench.readResponse(SystemMap.SNAPSHOTS)).isEqualTo(SLVERR);
  }

  @Test
  void withoutPartsThereIsNothing() {
    StreamBench bench = bench();
    assertThat(bench.read(RegisterMap.VERSION)).isEqualTo(0x00020000);
    assertThat(bench.readResponse(SystemMap.PARTS)).isEqualTo(SLVERR);
    assertThat(bench.readResponse(SystemMap.CELL)).isEqualTo(SLVERR);
  }

  @Test
  void theNumbersOfCellsDoNotChange() {
    CellKind[] numbered = {
      CellKind.LSTM,
      CellKind.GRU,
      CellKind.RNN,
      CellKind.LINEAR,
      CellKind.LSTM_HARD_SIGMOID,
      CellKind.GRU_HARD_SIGMOID,
      CellKind.GRU_RESET_BEFORE,
      CellKind.GRU_RESET_BEFORE_HARD_SIGMOID,
      CellKind.MGU,
      CellKind.MGU_HARD_SIGMOID
    };
    for (int number = 0; number < numbered.length; number++) {
      assertThat(numbered[number].number()).isEqualTo(number);
    }
  }

  /** Busy for 37 cycles, as a test of the counters works out; a register of 4 bits shows 5. */
  @Test
  void aSnapshotHasAllBitsOfOneCycle() {
    StreamBench bench = bench(SystemPart.SNAPSHOT);
    bench.frame(new int[] {5, 2}, true);
    bench.runUntil(1);
    bench.run(10);
    int busy = SystemMap.SNAPSHOTS + 8;
    assertThat(bench.read(busy)).as("not taken yet").isZero();
    assertThat(bench.read(RegisterMap.BUSY)).isEqualTo(37 & 15);
    // what is taken is what was before the counters are cleared
    bench.write(RegisterMap.CONTROL, RegisterMap.TAKE_SNAPSHOT | RegisterMap.CLEAR_COUNTERS, 1);
    assertThat(bench.read(busy)).isEqualTo(37);
    assertThat(bench.read(busy + 4)).isZero();
    assertThat(bench.read(SystemMap.SNAPSHOTS)).as("steps").isEqualTo(1);
    assertThat(bench.read(SystemMap.SNAPSHOTS + 16)).as("starved").isEqualTo(36);
    assertThat(bench.read(RegisterMap.BUSY)).isZero();
    bench.write(RegisterMap.CONTROL, RegisterMap.TAKE_SNAPSHOT, 1);
    assertThat(bench.read(busy)).isZero();
  }

  @Test
  void anInterruptStaysUntilItIsCleared() {
    StreamBench bench = bench(SystemPart.INTERRUPT);
    bench.frame(new int[] {5, 2}, true);
    bench.runUntil(1);
    bench.run(10);
    int all = SystemMap.STEP_DELIVERED | SystemMap.CAME_TO_REST;
    assertThat(bench.read(SystemMap.IRQ_STATUS)).isEqualTo(all);
    assertThat(bench.pins.irq).as("not enabled").isFalse();
    bench.write(SystemMap.IRQ_ENABLE, -1, 1);
    assertThat(bench.read(SystemMap.IRQ_ENABLE)).isEqualTo(15);
    assertThat(bench.pins.irq).isTrue();
    bench.write(SystemMap.IRQ_STATUS, SystemMap.STEP_DELIVERED, 1);
    assertThat(bench.read(SystemMap.IRQ_STATUS)).isEqualTo(SystemMap.CAME_TO_REST);
    assertThat(bench.pins.irq).isTrue();
    bench.write(SystemMap.IRQ_ENABLE, SystemMap.STEP_DELIVERED, 1);
    bench.run(2);
    assertThat(bench.pins.irq).isFalse();
    // the frame is bad, so it is dropped, and the core comes to rest again
    bench.write(SystemMap.IRQ_STATUS, -1, 1);
    bench.frame(new int[] {5, 2}, true, 0, 1);
    bench.run(60);
    int bad = SystemMap.ERROR_RAISED | SystemMap.FRAME_DROPPED | SystemMap.CAME_TO_REST;
    assertThat(bench.read(SystemMap.IRQ_STATUS)).isEqualTo(bad);
  }
}
