package org.kcpfpga.plan.boundary;

import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.plan.Channel;
import org.kcpfpga.plan.ContractPlan;
import org.kcpfpga.plan.ExpandPlan;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.plan.StreamPlan;

/**
 * What goes beside a core: of every frame, in order, what the output stream says of it. An entry
 * has start, sequence and bad, as {@code m_axis_tuser} has, and on top whether tlast ends there.
 *
 * @param slotBits of the number of a sequence
 * @param depth frames that may have begun and not been answered
 */
public record FramePlan(int slotBits, int depth) {
  private static final int LEAST = 8;

  /**
   * As many as a core can have on their way at all, so that a good frame never waits for its entry:
   * those that the gearbox and each channel up to the output may hold a beat of, those that stages
   * keep, at most one in work and one behind it, and those that wait for their hidden side.
   */
  public static FramePlan of(AcceleratorPlan plan) {
    Pipeline pipeline = plan.pipeline();
    StreamPlan stream = pipeline.stream();
    long most = frames(stream.capacity() * stream.unit(), stream.size());
    for (ContractPlan stage : pipeline.input().contract()) {
      int beats = stage.groups() * stage.size() * stage.beats();
      most += pipeline.reads(stage.name()) ? frames(pipeline.into(stage.name()), beats) : 0;
    }
    for (ExpandPlan stage : pipeline.input().expand()) {
      most += frames(pipeline.into(stage.name()), stage.groups() * stage.groupWords());
    }
    CellPlan cell = pipeline.cell();
    most += frames(pipeline.into(Pipeline.CELL_INPUT), cell.size() * cell.beats());
    int outputs = plan.design().hiddenSize() / plan.design().lanes().output();
    most += frames(pipeline.into(Pipeline.OUTPUT), outputs);
    most += 2L * pipeline.stages().size() + Pipeline.START_DEPTH;
    int depth = LEAST;
    while (depth < most) {
      depth *= 2;
    }
    return new FramePlan(stream.slotBits(), depth);
  }

  private static long frames(Channel channel, int beats) {
    return frames(channel.depth() * channel.popsPerWord(), beats);
  }

  /** Frames of which a place that holds so many can have a part. */
  private static long frames(int held, int ofFrame) {
    return (held + ofFrame - 1L) / ofFrame + 1;
  }

  /** Bits of m_axis_tuser: start, sequence, bad. */
  public int userBits() {
    return 2 + slotBits;
  }

  /** The bit that is bad. */
  public int badBit() {
    return 1 + slotBits;
  }

  /** The bit that says that tlast ends there. */
  public int endBit() {
    return userBits();
  }

  /** Its queue. */
  public Channel channel() {
    return new Channel("frames_queue", 1, 1, depth, userBits() + 1, 0);
  }
}
