package org.kcpfpga.verify.cosim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.kcpfpga.KeptTable;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.cycle.CycleModel;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.plan.boundary.TopPorts;
import org.kcpfpga.verilated.build.RecordLayout;

/**
 * The pins of the cycle model of small cores, kept as a checksum of each: whatever changes a pin in
 * any cycle is seen within a second, where lock step with the hardware takes minutes. That they are
 * right is for lock step to show. A change that is meant is taken over with {@code mvn test
 * -Dtest=PinTableTest -Dgolden=write}.
 */
class PinTableTest {
  private static final Path FILE = Path.of("src/test/resources/pins.txt");
  private static final int DESIGNS = 40;

  /** And so many of cells whose step takes two passes. */
  private static final int TWO_PASSES = 8;

  private static final int CYCLES = 2500;

  @Test
  void thePinsAreThoseOfTheTable() throws IOException {
    KeptTable lines = new KeptTable(FILE);
    lines.add("# design: checksum of its output pins in " + CYCLES + " cycles behind loading");
    for (String name :
        List.of("designs/tiny", "fpga/designs/micro-gru", "fpga/designs/micro-rnn")) {
      lines.add(line(name, DesignFile.read(Path.of(name + ".json")), 1));
    }
    SplittableRandom random = new SplittableRandom(40);
    for (int i = 0; i < DESIGNS; i++) {
      Design design =
          RandomDesigns.design(random, RandomDesigns.ONE_PASS, RandomDesigns.Limits.SMALL);
      lines.add(line(String.valueOf(i), i % 3 == 0 ? design.withLoadableFactors() : design, i));
    }
    for (int i = DESIGNS; i < DESIGNS + TWO_PASSES; i++) {
      Design design =
          RandomDesigns.design(
              random, RandomDesigns.TWO_PASSES.get(i % 2), RandomDesigns.Limits.SMALL);
      lines.add(line(String.valueOf(i), i % 3 == 0 ? design.withLoadableFactors() : design, i));
    }
    lines.end();
  }

  private static String line(String name, Design design, int seed) {
    return String.format(
        Locale.ROOT, "%s %s: %08x", name, design.cell().jsonName(), checksum(design, seed));
  }

  private static long checksum(Design design, int seed) {
    Deployment deployment = SaturatingModel.of(RandomDesigns.deployment(design, seed));
    CycleModel cycle = new CycleModel(deployment.plan(), deployment.quantised());
    SplittableRandom random = new SplittableRandom(seed);
    RandomAxiMaster master = new RandomAxiMaster(deployment, random);
    CRC32 checksum = new CRC32();
    RecordLayout in = RecordLayout.of(TopPorts.of(deployment.plan()), true);
    RecordLayout out = RecordLayout.of(TopPorts.of(deployment.plan()), false);
    int[] pins = new int[cycle.outputWords()];
    cycle.run(1, new int[cycle.inputWords()], pins);
    int taken = 0;
    int end = CYCLES;
    for (int i = 0; i < end; i++) {
      int[] driven = master.drive();
      if (master.begins()) {
        end = i + CYCLES;
      } else if (random.nextInt(CYCLES) == 0) {
        driven[in.offset("aresetn")] = 0;
      }
      cycle.run(1, driven, pins);
      master.observe(pins, i);
      taken += pins[out.offset("m_axis_tvalid")] & driven[in.offset("m_axis_tready")];
      for (int word : pins) {
        for (int at = 0; at < Integer.SIZE; at += Byte.SIZE) {
          checksum.update(word >>> at);
        }
      }
    }
    assertThat(taken).as(design.toString()).isPositive();
    return checksum.getValue();
  }
}
