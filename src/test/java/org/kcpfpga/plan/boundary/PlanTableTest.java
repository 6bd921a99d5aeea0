package org.kcpfpga.plan.boundary;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kcpfpga.KeptTable;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.RandomDesign;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.planner.Planner;

/**
 * The planner chooses among legal cores, so that a worse choice would break no law: the choices for
 * 120 random designs are kept in a table. A change that is meant is taken over with {@code mvn test
 * -Dtest=PlanTableTest -Dgolden=write}, and its lines are to be read.
 */
@Tag("locale")
@Tag("slow")
class PlanTableTest {
  private static final Path FILE = Path.of("src/test/resources/plans.txt");
  private static final int DESIGNS = 60;

  /** As many again on a budget, which leaves most to choose. */
  private static final int ALL = 2 * DESIGNS;

  /** And a few of cells whose step takes two passes. */
  private static final int TWO_PASSES = 12;

  private static final int MOST_MULTIPLIERS = 40;

  @Test
  void theChoicesAreThoseOfTheTable() throws IOException {
    SplittableRandom random = new SplittableRandom(60);
    KeptTable lines = new KeptTable(FILE);
    lines.add("# design: multipliers, interval, latency, bits of memory, plan hash, load map");
    for (int i = 0; i < DESIGNS; i++) {
      Design design =
          i % 2 == 0
              ? RandomDesigns.design(random, RandomDesigns.ONE_PASS, RandomDesigns.Limits.SMALL)
              : RandomDesign.of(random, RandomDesigns.ONE_PASS, "random");
      lines.add(line(i, design));
    }
    for (int i = DESIGNS; i < ALL; i++) {
      Design any = RandomDesigns.design(random, RandomDesigns.ONE_PASS, RandomDesigns.Limits.SMALL);
      lines.add(line(i, any.withMultipliers(1 + random.nextInt(MOST_MULTIPLIERS))));
    }
    for (int i = ALL; i < ALL + TWO_PASSES; i++) {
      lines.add(line(i, RandomDesign.of(random, RandomDesigns.TWO_PASSES, "random")));
    }
    lines.end();
  }

  private static String line(int number, Design design) {
    AcceleratorPlan plan = Planner.plan(design);
    return String.format(
        Locale.ROOT,
        "%d %s %s -> %s %s: %d, %d, %d, %d, %08x, %08x",
        number,
        design.cell().jsonName(),
        Arrays.toString(design.input().in()),
        Arrays.toString(design.input().rows()),
        design.lanes().budgeted()
            ? "budget " + design.lanes().multipliers()
            : "p " + design.lanes().input(),
        plan.pipeline().multipliers(),
        plan.cycles().interval(),
        plan.cycles().latency(),
        Memories.of(plan).stream().mapToLong(MemoryPlan::bits).sum(),
        plan.hash(),
        (ShiftMap.of(plan.pipeline()) + "" + LoadMap.of(plan.pipeline())).hashCode());
  }
}
