package org.kcpfpga.accuracy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.kcpfpga.fixed.FixedNetwork;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.link.Driver;
import org.kcpfpga.link.Frames;
import org.kcpfpga.link.Link;
import org.kcpfpga.link.RunFigures;
import org.kcpfpga.link.Traffic;
import org.kcpfpga.link.simulated.CycleLink;
import org.kcpfpga.link.simulated.RecordedCore;
import org.kcpfpga.link.simulated.VerilatedCore;
import org.kcpfpga.link.simulated.VerilatedLink;
import org.kcpfpga.plan.StageNames;
import org.kcpfpga.rnn.FloatNetwork;
import org.kcpfpga.rnn.Network;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.verilated.build.VerilatedOptions;
import org.kcpfpga.wave.Wave;

/**
 * One engine's answer to some sequences.
 *
 * @param hidden hidden states as numbers, [sequences, steps, M]
 * @param clips clipped values by stage, in the order of the stages; empty for floating point
 * @param atLeast whether a counter of them stands at its end, so that there may be more
 * @param figures cycles and counters of hardware, null for software
 */
public record EngineRun(
    Tensor hidden, Map<String, Long> clips, boolean atLeast, RunFigures figures) {

  /** Cycles without a handshake after which a core counts as stalled, in latencies. */
  private static final int PATIENCE = 8;

  /** Clipped values of all stages. */
  public long saturations() {
    return clips.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Runs normalised inputs, [sequences, steps, N]. */
  public static EngineRun of(Engine engine, Deployment deployment, Tensor inputs) {
    return switch (engine) {
      case FLOAT -> exact(deployment.model(), inputs);
      case FIXED -> fixed(deployment, inputs);
      case CYCLE -> hardware(deployment, new CycleLink(deployment), inputs);
      case VERILATOR -> {
        var core = VerilatedCore.build(deployment, VerilatedOptions.FAST);
        yield hardware(deployment, new VerilatedLink(deployment, core), inputs);
      }
    };
  }

  /**
   * Runs [sequences, steps, N] inputs, on so many Verilated cores at a time where that is the
   * engine.
   */
  public static EngineRun of(Engine engine, Deployment deployment, Tensor inputs, int cores) {
    return engine == Engine.VERILATOR
        ? ParallelCores.run(deployment, inputs, cores)
        : of(engine, deployment, inputs);
  }

  /**
   * Runs [sequences, steps, N] inputs on one core, and records it.
   *
   * @param engine one of hardware
   */
  public static EngineRun recorded(Engine engine, Deployment deployment, Tensor inputs, Wave wave) {
    RecordedCore core;
    if (engine == Engine.CYCLE) {
      core = RecordedCore.model(deployment, wave);
    } else {
      VerilatedOptions options = VerilatedOptions.FAST.withTrace(wave.inner());
      core = RecordedCore.rtl(deployment, VerilatedCore.build(deployment, options), wave);
    }
    return hardware(deployment, new CycleLink(deployment.plan(), core), inputs);
  }

  /** The answer of floating point. */
  public static EngineRun exact(Network network, Tensor inputs) {
    return new EngineRun(FloatNetwork.run(network, inputs), Map.of(), false, null);
  }

  private static EngineRun fixed(Deployment deployment, Tensor inputs) {
    FixedNetwork network = new FixedNetwork(deployment.quantised());
    Tensor hidden = network.run(inputs);
    Map<String, Long> clips = StageNames.of(deployment.plan(), network.saturations());
    return new EngineRun(hidden, clips, false, null);
  }

  /** Runs inputs on a core, and closes the link. */
  public static EngineRun hardware(Deployment deployment, Link core, Tensor inputs) {
    try (Link link = core) {
      Driver driver = new Driver(deployment, link);
      Driver.Outcome outcome = driver.run(Frames.of(deployment, inputs), patient(deployment));
      Map<String, Long> clips = new LinkedHashMap<>();
      for (String name : deployment.plan().saturationNames()) {
        clips.put(name, outcome.counters().get("saturations_" + name));
      }
      long end = (1L << deployment.plan().design().counters().saturations()) - 1;
      return new EngineRun(
          driver.numbers(outcome.hidden(), Frames.order(deployment, inputs)),
          clips,
          clips.values().stream().anyMatch(count -> count == end),
          outcome.figures());
    }
  }

  /** Full rate, with a bound on waiting that no working core reaches. */
  public static Traffic patient(Deployment deployment) {
    return Traffic.steady(patience(deployment));
  }

  /** Cycles without a handshake that no working core needs. */
  public static long patience(Deployment deployment) {
    return 1000 + PATIENCE * deployment.plan().cycles().latency();
  }
}
