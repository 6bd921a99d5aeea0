package org.kcpfpga.report;

import java.util.List;
import java.util.Map;
import org.kcpfpga.fixed.FixedNetwork;
import org.kcpfpga.host.CycleLink;
import org.kcpfpga.host.Deployment;
import org.kcpfpga.host.Driver;
import org.kcpfpga.host.Frames;
import org.kcpfpga.host.Link;
import org.kcpfpga.host.Traffic;
import org.kcpfpga.host.VerilatedCore;
import org.kcpfpga.host.VerilatedLink;
import org.kcpfpga.plan.Saturations;
import org.kcpfpga.rnn.FloatNetwork;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.verilated.VerilatedOptions;

/**
 * One engine's answer to some sequences.
 *
 * @param hidden hidden states as numbers, [sequences, steps, M]
 * @param cycles cycles of hardware, 0 for software
 * @param interval cycles per step of hardware, 0 for software
 * @param saturations clipped values, 0 for floating point
 * @param counters registers of hardware by name
 */
public record EngineRun(
    Tensor hidden, long cycles, long interval, long saturations, Map<String, Integer> counters) {

  /** Cycles without a handshake after which a core counts as stalled, in latencies. */
  private static final int PATIENCE = 8;

  /** Runs [sequences, steps, N] inputs. */
  public static EngineRun of(Engine engine, Deployment deployment, Tensor inputs) {
    return switch (engine) {
      case FLOAT -> new EngineRun(FloatNetwork.run(deployment.model(), inputs), 0, 0, 0, Map.of());
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

  private static EngineRun fixed(Deployment deployment, Tensor inputs) {
    FixedNetwork network = new FixedNetwork(deployment.quantised());
    Tensor hidden = network.run(inputs);
    long clipped =
        Saturations.of(deployment.plan(), network.saturations()).values().stream()
            .mapToLong(Long::longValue)
            .sum();
    return new EngineRun(hidden, 0, 0, clipped, Map.of());
  }

  /** Runs inputs on a core, and closes the link. */
  public static EngineRun hardware(Deployment deployment, Link core, Tensor inputs) {
    try (Link link = core) {
      Driver driver = new Driver(deployment, link);
      Driver.Outcome outcome = driver.run(Frames.of(deployment, inputs), patient(deployment));
      List<String> names = deployment.plan().saturationNames();
      long clipped =
          names.stream().mapToLong(n -> outcome.counters().get("saturations_" + n)).sum();
      return new EngineRun(
          driver.numbers(outcome.hidden(), Frames.order(deployment, inputs)),
          outcome.cycles(),
          outcome.interval(),
          clipped,
          outcome.counters());
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
