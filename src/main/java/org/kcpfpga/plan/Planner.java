package org.kcpfpga.plan;

import java.util.HashMap;
import java.util.Map;

/**
 * Chooses lanes: the fewest multipliers per stage that keep up with the input, then more, stage by
 * stage, while the exact cycle counts show that it shortens the interval.
 */
public final class Planner {
  /** What a recurrent step may take above one hidden element per cycle before lanes are added. */
  private static final int LOOP_SLACK = 40;

  /** Relative saving in cycles that a relative growth in multipliers must at least bring. */
  private static final double WORTH = 0.1;

  private final Design design;
  private final Map<String, Integer> wanted = new HashMap<>();

  private Planner(Design design) {
    this.design = design;
  }

  /** The plan of a design; the same design always gives the same plan. */
  public static AcceleratorPlan plan(Design design) {
    return new Planner(design).choose();
  }

  private AcceleratorPlan choose() {
    long bound = design.inSize() / design.inputLanes();
    AcceleratorPlan best = evaluated(keepUp(Math.max(bound, design.hiddenSize())));
    while (best.cycles().interval() > Math.max(bound, design.hiddenSize() + LOOP_SLACK)) {
      AcceleratorPlan next = bestGrowth(best);
      if (next == null) {
        break;
      }
      best = next;
      for (Stage stage : best.pipeline().stages()) {
        wanted.put(stage.name(), stage.multipliers());
      }
    }
    return best;
  }

  /** The growth of one stage that saves the most cycles per multiplier, or null if none pays. */
  private AcceleratorPlan bestGrowth(AcceleratorPlan from) {
    AcceleratorPlan best = null;
    double bestGain = WORTH * from.cycles().interval() / from.pipeline().multipliers();
    for (Stage stage : from.pipeline().stages()) {
      Map<String, Integer> more = new HashMap<>(wanted);
      more.put(stage.name(), stage.multipliers() + 1);
      Pipeline grown = PipelineBuilder.build(design, more);
      int added = grown.multipliers() - from.pipeline().multipliers();
      if (added > 0) {
        AcceleratorPlan candidate = evaluated(grown);
        long saved = from.cycles().interval() - candidate.cycles().interval();
        if ((double) saved / added > bestGain) {
          best = candidate;
          bestGain = (double) saved / added;
        }
      }
    }
    return best;
  }

  private AcceleratorPlan evaluated(Pipeline pipeline) {
    Limits.check(design, pipeline);
    return new AcceleratorPlan(design, pipeline, Timing.of(pipeline));
  }

  /** Lanes so that no stage is busy for longer than the goal. */
  private Pipeline keepUp(long goal) {
    Pipeline pipeline = PipelineBuilder.build(design, wanted);
    boolean grown = true;
    while (grown) {
      grown = false;
      for (Stage stage : pipeline.stages()) {
        if (stage.cycles() > goal && canGrow(pipeline, stage)) {
          wanted.put(stage.name(), stage.multipliers() + 1);
          grown = true;
        }
      }
      pipeline = PipelineBuilder.build(design, wanted);
    }
    return pipeline;
  }

  private boolean canGrow(Pipeline pipeline, Stage stage) {
    Map<String, Integer> more = new HashMap<>(wanted);
    more.put(stage.name(), stage.multipliers() + 1);
    for (Stage grown : PipelineBuilder.build(design, more).stages()) {
      if (grown.name().equals(stage.name())) {
        return grown.multipliers() > stage.multipliers();
      }
    }
    return false;
  }
}
