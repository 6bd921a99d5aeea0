package org.kcpfpga.accuracy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.kcpfpga.common.Parallel;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.link.RunFigures;
import org.kcpfpga.link.simulated.VerilatedCore;
import org.kcpfpga.link.simulated.VerilatedLink;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.verilated.VerilatedModel;
import org.kcpfpga.verilated.build.VerilatedOptions;

/** Several Verilated cores that share the sequences of one run, each on a thread of its own. */
final class ParallelCores {
  private ParallelCores() {}

  /**
   * Runs [sequences, steps, N] inputs.
   *
   * @param threads the most cores at a time
   * @return hidden states in the order of the inputs; cycles, saturations and counters are summed
   *     over the cores, the interval is the longest
   */
  static EngineRun run(Deployment deployment, Tensor inputs, int threads) {
    List<Tensor> parts = split(inputs, deployment.plan().design().sequences(), threads);
    List<VerilatedModel> cores =
        VerilatedCore.build(deployment, VerilatedOptions.FAST, parts.size());
    List<Callable<EngineRun>> runs = new ArrayList<>();
    for (int i = 0; i < cores.size(); i++) {
      Tensor part = parts.get(i);
      VerilatedModel core = cores.get(i);
      runs.add(() -> EngineRun.hardware(deployment, new VerilatedLink(deployment, core), part));
    }
    return joined(Parallel.run(runs.size(), runs, run -> {}), inputs);
  }

  /** Whole groups of interleaved sequences, spread evenly. */
  private static List<Tensor> split(Tensor inputs, int slots, int threads) {
    int sequences = inputs.extent(0);
    int groups = (sequences + slots - 1) / slots;
    int cores = Math.max(1, Math.min(threads, groups));
    int each = inputs.size() / sequences;
    List<Tensor> parts = new ArrayList<>();
    for (int core = 0; core < cores; core++) {
      int from = groups * core / cores * slots;
      int to = Math.min(sequences, groups * (core + 1) / cores * slots);
      double[] values = Arrays.copyOfRange(inputs.values(), from * each, to * each);
      parts.add(Tensor.of(new int[] {to - from, inputs.extent(1), inputs.extent(2)}, values));
    }
    return parts;
  }

  private static EngineRun joined(List<EngineRun> runs, Tensor inputs) {
    int size = runs.get(0).hidden().extent(2);
    double[] hidden = new double[inputs.extent(0) * inputs.extent(1) * size];
    int at = 0;
    Map<String, Long> clips = new LinkedHashMap<>();
    boolean atLeast = false;
    for (EngineRun run : runs) {
      double[] part = run.hidden().values();
      System.arraycopy(part, 0, hidden, at, part.length);
      at += part.length;
      run.clips().forEach((name, count) -> clips.merge(name, count, Long::sum));
      atLeast |= run.atLeast();
    }
    Tensor all = Tensor.of(new int[] {inputs.extent(0), inputs.extent(1), size}, hidden);
    RunFigures figures = RunFigures.joined(runs.stream().map(EngineRun::figures).toList());
    return new EngineRun(all, clips, atLeast, figures);
  }
}
