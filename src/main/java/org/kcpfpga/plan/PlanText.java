package org.kcpfpga.plan;

import java.util.List;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.FrontKind;
import org.kcpfpga.design.SystemPart;
import org.kcpfpga.fixed.BitWidths;

/**
 * The text whose hash identifies a plan. It has keys of its own, so that no name of Java is in it:
 * a bitstream keeps its plan hash whatever is renamed here.
 *
 * <p>A line each for the interface, the stream, every stage in the order of the stream, every
 * product of the cell, every channel by name and every bank. A line is a word, then {@code
 * key=value} pairs, separated by one space; lines end with a line feed. Numbers are decimal, truth
 * values 0 or 1.
 *
 * <p>A change of keys, order or values orphans every bitstream: {@code PlanTableTest} holds the
 * hashes of all named designs.
 */
final class PlanText implements Stage.Cases<Void> {
  private final StringBuilder text = new StringBuilder();

  private PlanText() {}

  static String of(AcceleratorPlan plan) {
    PlanText text = new PlanText();
    Pipeline pipeline = plan.pipeline();
    text.interfaces(plan.design());
    text.pipeline(plan.design().implementation().pipeline(), pipeline.ranks().multiply());
    text.system(plan.design());
    text.stream(pipeline.stream());
    pipeline.stages().forEach(stage -> stage.match(text));
    new TreeMap<>(pipeline.channels()).values().forEach(text::channel);
    pipeline.banks().forEach(text::bank);
    return text.text.toString();
  }

  /** A line: a word and its pairs of key and value. */
  private Void line(String word, Object... pairs) {
    StringJoiner line = new StringJoiner(" ", "", "\n").add(word);
    for (int at = 0; at < pairs.length; at += 2) {
      line.add(pairs[at] + "=" + plain(pairs[at + 1]));
    }
    text.append(line);
    return null;
  }

  private static String plain(Object value) {
    return value instanceof Boolean flag ? flag ? "1" : "0" : value.toString();
  }

  private void interfaces(Design design) {
    line(
        "interface",
        "output_lanes",
        design.lanes().output(),
        "loadable",
        design.loadable(),
        "event_bits",
        design.counters().events(),
        "saturation_bits",
        design.counters().saturations(),
        "block_bits",
        design.implementation().blockBits());
  }

  /** The lowest level has no line, so that plans from before there were levels keep their hash. */
  private void pipeline(int level, int multiply) {
    if (level > 0) {
      line("pipeline", "level", multiply == 1 ? level : level + " with halves");
    }
  }

  /** No line without parts, for the same reason. */
  private void system(Design design) {
    List<String> parts =
        design.implementation().system().stream().map(SystemPart::jsonName).toList();
    if (!parts.isEmpty()) {
      line("system", "parts", String.join(",", parts));
    }
  }

  private void stream(StreamPlan stream) {
    line(
        "stream",
        "size",
        stream.size(),
        "bus_lanes",
        stream.busLanes(),
        "lanes",
        stream.lanes(),
        "bits",
        stream.elementBits(),
        "sequences",
        stream.sequences());
  }

  /** Nor has a front with a multiplier a cell another line. */
  private void cells(FrontPlan front) {
    if (front.kind() != FrontKind.MULTIPLIERS) {
      line("cells", "kind", front.kind().jsonName());
    }
  }

  @Override
  public Void front(FrontPlan front) {
    cells(front);
    return line(
        "front",
        "name",
        front.name(),
        "lanes",
        front.lanes(),
        "columns",
        front.columns(),
        "tile",
        front.tile(),
        "folds",
        front.folds(),
        "fibres",
        front.fibres(),
        "input_bits",
        front.inputBits(),
        "factor_bits",
        front.factorBits(),
        "column_bits",
        front.columnBits(),
        "sum_bits",
        front.sumBits(),
        "output_bits",
        front.outputBits());
  }

  @Override
  public Void contract(ContractPlan contract) {
    line(
        "contract",
        "name",
        contract.name(),
        "shared_token",
        contract.first(),
        "size",
        contract.size(),
        "groups",
        contract.groups(),
        "terms",
        contract.terms(),
        "tokens",
        contract.tokens(),
        "fan",
        contract.fan(),
        "beat_tokens",
        contract.beatTokens(),
        "fan_lanes",
        contract.fanLanes(),
        "input_bits",
        contract.inputBits(),
        "factor_bits",
        contract.factorBits(),
        "sum_bits",
        contract.sumBits(),
        "output_bits",
        contract.outputBits());
    return several("index_lanes", contract.indexLanes());
  }

  /** No line for one, for the same reason. */
  private Void several(String key, int value) {
    return value == 1 ? null : line("lanes", key, value);
  }

  @Override
  public Void expand(ExpandPlan expand) {
    Stream<Object> shape =
        Stream.of(
            "name",
            expand.name(),
            "size",
            expand.size(),
            "groups",
            expand.groups(),
            "gates",
            expand.gates(),
            "gated",
            expand.gated(),
            "identity",
            expand.identity(),
            "places",
            expand.places(),
            "last",
            expand.last(),
            "terms",
            expand.terms(),
            "contexts",
            expand.contexts(),
            "reduction",
            expand.reduction(),
            "gate_lanes",
            expand.gateLanes(),
            "reduction_lanes",
            expand.reductionLanes(),
            "context_lanes",
            expand.contextLanes());
    line("expand", Stream.concat(shape, bits(expand)).toArray());
    return several("output_lanes", expand.outputLanes());
  }

  private static Stream<Object> bits(ExpandPlan expand) {
    return Stream.of(
        "input_bits",
        expand.inputBits(),
        "factor_bits",
        expand.factorBits(),
        "sum_bits",
        expand.sumBits(),
        "output_bits",
        expand.outputBits());
  }

  @Override
  public Void cell(CellPlan cell) {
    BitWidths bits = cell.bits();
    CellSchedule schedule = cell.schedule();
    line(
        "cell",
        "kind",
        cell.kind().jsonName(),
        "size",
        cell.size(),
        "sequences",
        cell.sequences(),
        "activation_bits",
        bits.activation(),
        "latent_bits",
        bits.latent(),
        "state_bits",
        bits.state(),
        "input_sum_bits",
        cell.inputSumBits(),
        "hidden_sum_bits",
        cell.hiddenSumBits(),
        "beats",
        cell.beats(),
        "interval",
        schedule.interval(),
        "lanes",
        schedule.lanes(),
        "state_rank",
        schedule.stateRank(),
        "latency",
        schedule.latency());
    several("cell_lanes", cell.lanes());
    for (CellSchedule.Product product : schedule.products()) {
      line("product", "name", product.name(), "slot", product.slot(), "lane", product.lane());
    }
    new TreeMap<>(schedule.valueRanks()).forEach((name, rank) -> line("value", name, rank));
    return null;
  }

  private void channel(Channel channel) {
    line(
        "channel",
        "name",
        channel.name(),
        "in_tokens",
        channel.inTokens(),
        "out_tokens",
        channel.outTokens(),
        "depth",
        channel.depth(),
        "token_bits",
        channel.tokenBits(),
        "flag_bits",
        channel.flagBits());
  }

  private void bank(MultiplierBank bank) {
    line(
        "bank",
        "name",
        bank.name(),
        "lanes",
        bank.lanes(),
        "token_bits",
        bank.tokenBits(),
        "factor_bits",
        bank.factorBits(),
        "members",
        String.join(",", bank.members()),
        "sum_bits",
        bank.sums().bits(),
        "sum_words",
        bank.sums().words());
    bank.sums().first().forEach((member, word) -> line("sums", "of", member, "first", word));
  }
}
