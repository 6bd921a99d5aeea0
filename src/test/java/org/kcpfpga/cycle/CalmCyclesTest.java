package org.kcpfpga.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kcpfpga.cycle.base.PinWords;
import org.kcpfpga.cycle.base.Pins;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.boundary.RegisterMap;

/** A core run in bulk, which skips, does in every cycle what a core does that is led pin by pin. */
class CalmCyclesTest {
  private static final int CYCLES = 4000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void skippingChangesNoPin(long seed) {
    RandomCores.Sample sample = RandomCores.of(seed);
    CycleModel single = new CycleModel(sample.plan(), sample.model());
    PinWords words = new PinWords(sample.plan());
    int[] inputs = new int[CYCLES * words.inputWords()];
    int[] outputs = new int[CYCLES * words.outputWords()];
    lead(single, sample.plan(), new Random(seed), inputs, outputs);
    CycleModel bulk = new CycleModel(sample.plan(), sample.model());
    int[] skipped = new int[outputs.length];
    bulk.run(CYCLES, inputs, skipped);
    assertThat(skipped).as("seed %d", seed).isEqualTo(outputs);
    for (String stage : sample.plan().saturationNames()) {
      assertThat(bulk.saturations(stage)).as(stage).isEqualTo(single.saturations(stage));
    }
  }

  /** Frames with gaps and stalls, some cut short; now and then a read of a register, or a reset. */
  private static void lead(
      CycleModel core, AcceleratorPlan plan, Random random, int[] inputs, int[] outputs) {
    PinWords words = new PinWords(plan);
    Pins pins = new Pins(plan);
    int beats = plan.pipeline().stream().beats();
    int beat = 0;
    pins.sAxilRready = true;
    pins.sAxilAraddr = RegisterMap.BUSY;
    for (int cycle = 0; cycle < CYCLES; cycle++) {
      boolean busy = cycle / 500 % 2 == 0;
      pins.aresetn = cycle > 1 && random.nextInt(1500) > 0;
      pins.mAxisTready = busy || random.nextInt(3) == 0;
      pins.sAxilArvalid = random.nextInt(busy ? 100 : 5) == 0;
      if (!pins.sAxisTvalid && (busy || random.nextInt(3) == 0)) {
        pins.sAxisTvalid = true;
        pins.sAxisTlast = beat == beats - 1 || random.nextInt(2000) == 0;
        pins.sAxisTuser = beat == 0 ? random.nextInt(2) : 0;
        for (int i = 0; i < pins.sAxisTdata.length; i++) {
          pins.sAxisTdata[i] = random.nextInt();
        }
      }
      words.packInputs(pins, inputs, cycle * words.inputWords());
      core.step(pins);
      words.pack(pins, outputs, cycle * words.outputWords());
      if (!pins.aresetn || pins.inputTaken()) {
        beat = !pins.aresetn || pins.sAxisTlast ? 0 : (beat + 1) % beats;
        pins.sAxisTvalid = false;
      }
    }
  }
}
