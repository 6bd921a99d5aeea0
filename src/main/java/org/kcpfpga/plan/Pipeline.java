package org.kcpfpga.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The structure of a core: every stage in stream order, the channel into each of them, and the
 * multipliers that they share.
 *
 * @param stream input stream and gearbox
 * @param front contracts mode d of the input; null where the first contract stage does
 * @param input stages of the operator on x; without mode d where the front contracts it
 * @param hidden stages of the operator on h; none for a linear cell
 * @param cell joins both sides
 * @param channels by the name of the consumer; see the constants of this type
 * @param banks the multipliers of all stages but the front
 */
public record Pipeline(
    StreamPlan stream,
    FrontPlan front,
    Operator input,
    Operator hidden,
    CellPlan cell,
    Map<String, Channel> channels,
    List<MultiplierBank> banks) {

  /** Consumer names of the channels that no contract or expand stage reads. */
  public static final String CELL_INPUT = "cell_input";

  public static final String CELL_HIDDEN = "cell_hidden";
  public static final String OUTPUT = "output";

  /** Words of the queue of committed steps. */
  public static final int START_DEPTH = 4;

  /**
   * The stages of one KCP operator in stream order.
   *
   * @param contract modes d to 1
   * @param expand modes 1 to d
   */
  public record Operator(List<ContractPlan> contract, List<ExpandPlan> expand) {
    /** Of a cell that does not multiply h. */
    public static final Operator NONE = new Operator(List.of(), List.of());

    /** Its stages by name, and the port of the cell that reads its results. */
    private List<String> names(String results) {
      List<String> all = new ArrayList<>();
      contract.forEach(stage -> all.add(stage.name()));
      expand.forEach(stage -> all.add(stage.name()));
      all.add(results);
      return all;
    }
  }

  /**
   * A stage and the channels at its ends.
   *
   * @param stage the stage
   * @param reads the channel of its tokens, of a cell one for each operator; none where it reads
   *     the gearbox
   * @param feeds the channel into the next stage, of a cell the output and the way back of h
   */
  public record Node(Stage stage, List<Channel> reads, List<Channel> feeds) {
    /** The channel that a stage other than the cell feeds. */
    public Channel feed() {
      return feeds.get(0);
    }
  }

  /** Whether the input is contracted by the systolic array. */
  public boolean systolic() {
    return front != null;
  }

  /** p of the systolic array, or 0. */
  public int frontLanes() {
    return systolic() ? front.lanes() : 0;
  }

  /** Whether h is an input: all cells but linear. */
  public boolean recurrent() {
    return !hidden.expand().isEmpty();
  }

  /** All stages, in stream order. */
  public List<Stage> stages() {
    List<Stage> all = new ArrayList<>();
    if (systolic()) {
      all.add(front);
    }
    all.addAll(input.contract());
    all.addAll(input.expand());
    all.addAll(hidden.expand());
    all.add(cell);
    all.addAll(hidden.contract());
    return all;
  }

  /** The graph: every stage with the channels at its ends, in stream order. */
  public List<Node> nodes() {
    return stages().stream().map(this::node).toList();
  }

  private Node node(Stage stage) {
    if (stage == cell) {
      List<Channel> sums = new ArrayList<>(List.of(into(CELL_INPUT)));
      List<Channel> outputs = new ArrayList<>(List.of(into(OUTPUT)));
      if (recurrent()) {
        sums.add(into(CELL_HIDDEN));
        outputs.add(feedback());
      }
      return new Node(stage, List.copyOf(sums), List.copyOf(outputs));
    }
    String name = stage.name();
    return new Node(stage, reads(name) ? List.of(into(name)) : List.of(), List.of(fedBy(stage)));
  }

  /** The name of the stage or port that reads what a stage other than the cell pushes. */
  public String after(Stage stage) {
    List<String> onInput = input.names(CELL_INPUT);
    if (systolic()) {
      onInput.add(0, front.name());
    }
    List<String> side = onInput.contains(stage.name()) ? onInput : hidden.names(CELL_HIDDEN);
    return side.get(side.indexOf(stage.name()) + 1);
  }

  /** The channel that a stage other than the cell pushes into. */
  public Channel fedBy(Stage stage) {
    return into(after(stage));
  }

  /** The channel of h on its way from the cell to the hidden side of a recurrent core. */
  public Channel feedback() {
    return into(hidden.contract().get(0).name());
  }

  /**
   * The queue of committed steps, from the first expand stage of the input to that of the hidden
   * side: step flags, one step a word. Only a recurrent core has it.
   */
  public Channel steps() {
    return new Channel("steps_queue", 1, 1, START_DEPTH, stream.stepFlags(), 0, ranks().ahead());
  }

  /**
   * Bits of a count of the frames in flight: each has a beat in a queue or on the way into one,
   * which holds a credit, or is all that a stage keeps, at most one in work and one behind it.
   */
  public int frameBits() {
    int credits = channels.values().stream().mapToInt(Channel::credits).sum();
    int kept = 2 * stages().size() + START_DEPTH;
    return Integer.SIZE - Integer.numberOfLeadingZeros(credits + kept);
  }

  /** Register ranks, the same in all blocks. */
  public Ranks ranks() {
    return cell.schedule().ranks();
  }

  /** The same stages with other channels. */
  public Pipeline withChannels(Map<String, Channel> others) {
    return with(others, banks);
  }

  /** The same stages on other banks. */
  public Pipeline withBanks(List<MultiplierBank> others) {
    return with(channels, others);
  }

  private Pipeline with(Map<String, Channel> newChannels, List<MultiplierBank> newBanks) {
    return new Pipeline(
        stream, front, input, hidden, cell, Map.copyOf(newChannels), List.copyOf(newBanks));
  }

  /** The channel that this stage or port reads. */
  public Channel into(String consumer) {
    Channel channel = channels.get(consumer);
    if (channel == null) {
      throw new IllegalArgumentException("no channel into " + consumer);
    }
    return channel;
  }

  /** Whether a stage reads a channel; the systolic front reads the gearbox itself. */
  public boolean reads(String consumer) {
    return channels.containsKey(consumer);
  }

  /** The bank of a stage, or null for a stage that does not multiply and for the front. */
  public MultiplierBank bankOf(String stage) {
    return banks.stream().filter(bank -> bank.members().contains(stage)).findFirst().orElse(null);
  }

  /** Multipliers of front and banks. */
  public int multipliers() {
    int all = systolic() ? front.multipliers() : 0;
    return all + banks.stream().mapToInt(MultiplierBank::lanes).sum();
  }

  /** Multiplications that all of them do at once. */
  public int parallelProducts() {
    return multipliers() + (systolic() ? front.parallelProducts() - front.multipliers() : 0);
  }

  public long multiplications() {
    return stages().stream().mapToLong(Stage::multiplications).sum();
  }
}
