package org.kcpfpga.cycle;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.planner.Planner;

/** Cycles per second of the bulk call on the named designs, input always offered, output taken. */
final class CycleModelBench {
  private static final int CYCLES = 1 << 18;
  private static final int ROUNDS = Integer.getInteger("kcp.rounds", 12);

  /** Time of this thread alone: other work on the machine does not count. */
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private CycleModelBench() {}

  /** Prints a line per design; arguments are design names. */
  public static void main(String[] names) {
    for (String name : names) {
      AcceleratorPlan plan = Planner.plan(DesignFile.read(Path.of("designs", name + ".json")));
      QuantisedModel numbers = RandomCores.model(plan, new Random(1));
      int[] in = pins(plan, new CycleModel(plan, numbers));
      CycleModel model = new CycleModel(plan, numbers);
      int[] out = new int[CYCLES * model.outputWords()];
      double best = 0;
      for (int round = 0; round < ROUNDS; round++) {
        long begin = THREADS.getCurrentThreadCpuTime();
        model.run(CYCLES, in, out);
        best = Math.max(best, 1e9 * CYCLES / (THREADS.getCurrentThreadCpuTime() - begin));
      }
      System.out.printf(
          Locale.ROOT,
          "%-10s %3d multipliers, interval %5d: %.2f M cycles/s%n",
          name,
          plan.pipeline().multipliers(),
          plan.cycles().interval(),
          best / 1e6);
    }
  }

  /** Whole frames back to back, beginning with a reset, as a model of its own takes them. */
  private static int[] pins(AcceleratorPlan plan, CycleModel model) {
    Random random = new Random(2);
    int words = model.inputWords();
    int data = words - 14;
    int beats = plan.pipeline().stream().beats();
    int[] in = new int[CYCLES * words];
    int[] cycleIn = new int[words];
    int[] cycleOut = new int[model.outputWords()];
    int accepted = 0;
    for (int cycle = 0; cycle < CYCLES; cycle++) {
      cycleIn[0] = cycle == 0 ? 0 : 1;
      cycleIn[1] = 1;
      for (int word = 0; word < data; word++) {
        cycleIn[2 + word] = random.nextInt();
      }
      cycleIn[2 + data] = accepted % beats == beats - 1 ? 1 : 0;
      cycleIn[4 + data] = 1;
      model.run(1, cycleIn, cycleOut);
      accepted += cycleOut[0];
      System.arraycopy(cycleIn, 0, in, cycle * words, words);
    }
    return in;
  }
}
