package org.kcpfpga;

import java.util.List;
import org.kcpfpga.emit.PlanDocument;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.planner.Planner;

/**
 * What a core costs and how fast it is, before anything is generated.
 *
 * @param interval cycles between two steps at full rate
 * @param inputBound the fewest cycles that the input of a step takes: N / input lanes
 * @param latency cycles from the first beat of a frame to the last of its hidden vector, the core
 *     being empty
 * @param multipliers in hardware
 * @param utilisation of the multipliers, 0 to 1
 * @param memoryBits bits of all memories
 * @param stages in the order of the stream
 */
public record KcpPlan(
    long interval,
    long inputBound,
    long latency,
    int multipliers,
    double utilisation,
    long memoryBits,
    List<Stage> stages) {

  /**
   * One stage of the pipeline.
   *
   * @param name as in the Verilog
   * @param multipliers the most that it uses at once
   * @param multiplications a step
   * @param cycles a step in which it issues work
   */
  public record Stage(String name, int multipliers, long multiplications, long cycles) {}

  /**
   * Plans a design.
   *
   * @throws KcpException if no core can be built for it
   */
  public static KcpPlan of(KcpDesign design) {
    return KcpException.guarded(() -> of(Planner.plan(design.internal())));
  }

  static KcpPlan of(AcceleratorPlan plan) {
    return new KcpPlan(
        plan.cycles().interval(),
        plan.inputBound(),
        plan.cycles().latency(),
        plan.pipeline().multipliers(),
        plan.utilisation(),
        PlanDocument.memoryBits(plan),
        plan.pipeline().stages().stream()
            .map(s -> new Stage(s.name(), s.multipliers(), s.multiplications(), s.cycles()))
            .toList());
  }

  /** Steps a second at a clock in hertz. */
  public double stepsPerSecond(double clock) {
    return clock / interval;
  }
}
