package org.kcpfpga.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The structure of a core: every stage in stream order, and the channel into each of them.
 *
 * @param front contracts mode d of the input
 * @param inputContract modes d-1 to 1
 * @param inputExpand modes 1 to d
 * @param hiddenContract modes d to 1
 * @param hiddenExpand modes 1 to d
 * @param cell joins both sides
 * @param channels by the name of the consumer; see the constants of this type
 */
public record Pipeline(
    FrontPlan front,
    List<ContractPlan> inputContract,
    List<ExpandPlan> inputExpand,
    List<ContractPlan> hiddenContract,
    List<ExpandPlan> hiddenExpand,
    CellPlan cell,
    Map<String, Channel> channels) {

  /** Consumer names of the channels that no contract or expand stage reads. */
  public static final String CELL_INPUT = "cell_input";

  public static final String CELL_HIDDEN = "cell_hidden";
  public static final String OUTPUT = "output";

  /** Side-band of the contract stages of the input: bit 0 start of sequence, bit 1 frame is bad. */
  public static final int FRAME_FLAGS = 2;

  /** Words of the queue that tells the hidden side which steps start a sequence. */
  public static final int START_DEPTH = 4;

  /** All stages, in stream order. */
  public List<Stage> stages() {
    List<Stage> all = new ArrayList<>();
    all.add(front);
    all.addAll(inputContract);
    all.addAll(inputExpand);
    all.addAll(hiddenExpand);
    all.add(cell);
    all.addAll(hiddenContract);
    return all;
  }

  /** The channel that this stage or port reads. */
  public Channel into(String consumer) {
    Channel channel = channels.get(consumer);
    if (channel == null) {
      throw new IllegalArgumentException("no channel into " + consumer);
    }
    return channel;
  }

  public int multipliers() {
    return stages().stream().mapToInt(Stage::multipliers).sum();
  }

  public long multiplications() {
    return stages().stream().mapToLong(Stage::multiplications).sum();
  }
}
