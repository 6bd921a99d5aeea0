package org.kcpfpga.cycle.cell;

import org.kcpfpga.cycle.base.ClipCounter;
import org.kcpfpga.cycle.base.Flags;
import org.kcpfpga.cycle.base.Queue;
import org.kcpfpga.cycle.base.Target;
import org.kcpfpga.fixed.ActivationTable;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.fixed.CellScales;
import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.fixed.Rounding;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.rnn.CellDefinition;
import org.kcpfpga.rnn.CellDefinition.Activation;

/** What a cell of some kind computes; keeps the state by sequence and element. */
public abstract class CellMath {
  /** What the cell clips; null what it does not have. */
  public record Clips(ClipCounter pre, ClipCounter state, ClipCounter hidden) {}

  public CellScales scales;
  final BitWidths bits;
  final ActivationTable gate;
  final ActivationTable tanh;

  /** Null where the cell has no state. */
  public final StateMemory states;

  private final Clips clips;
  private final CellDefinition kind;
  private final int size;
  private final int gates;

  /** Cycles from issue to the end of which a clipped state or output is counted. */
  private final int preDelay;

  private final int stateDelay;

  private final int hiddenDelay;

  /** Index gate * M + element; behind them the hidden bias of a GRU. */
  private final long[] bias;

  private final BiasWords biasWords;

  /** Pre-activations of the gates that come, each in a beat, before the last; else none. */
  private final long[] early;

  /** The pass of the element at work. */
  int pass;

  /** Its lane. */
  int lane;

  /** The number of the element at work. */
  int element;

  private long now;
  private int clipped;
  private Queue input;
  private Queue hidden;

  CellMath(CellPlan plan, QuantisedModel model, Clips clips) {
    this.clips = clips;
    this.kind = plan.kind().definition();
    this.scales = model.scales();
    this.bits = plan.bits();
    this.size = plan.size();
    this.gates = plan.gates();
    this.preDelay = plan.preRank() + plan.preRounding();
    this.stateDelay = plan.schedule().stateRank();
    this.hiddenDelay = plan.latency() + 1;
    this.gate = ActivationTable.of(plan.kind().gateFunction(), bits.latent());
    this.tanh = ActivationTable.of(Activation.TANH, bits.latent());
    this.states = plan.stateBits() == 0 ? null : stateMemory(plan);
    this.bias = new long[plan.biases() * size];
    this.early = new long[plan.beats() - 1];
    this.biasWords = new BiasWords(plan, bias);
    for (int row = 0; row < model.bias().length; row++) {
      bias[row] = model.bias()[row];
    }
    for (int row = model.bias().length; row < bias.length; row++) {
      bias[row] = model.hiddenBias()[row - model.bias().length];
    }
  }

  public static CellMath of(CellPlan plan, QuantisedModel model, Clips clips) {
    return switch (plan.kind().equations()) {
      case LSTM -> new LstmMath(plan, model, clips);
      case GRU -> new GruMath(plan, model, clips);
      case RNN -> new RnnMath(plan, model, clips);
      case RESET_BEFORE -> new ResetBeforeMath(plan, model, clips);
      case LINEAR -> new LinearMath(plan, model, clips);
    };
  }

  private static StateMemory stateMemory(CellPlan plan) {
    boolean hidden = plan.kind().keepsHidden();
    int delay = hidden ? plan.latency() : plan.schedule().stateRank();
    return new StateMemory(plan.sequences() * plan.size(), delay, plan.lanes());
  }

  /** A reset in cycle {@code time}. */
  final void reset(long time) {
    if (states != null) {
      states.reset(time);
    }
  }

  /** The bias memory. */
  public final Target biasWords() {
    return biasWords;
  }

  /** Rounds the sums at the heads of both queues: those of a gate that comes before the last. */
  final void early(long cycle, int index, int gate, Queue fromInput, Queue fromHidden) {
    now = cycle;
    element = index;
    input = fromInput;
    hidden = fromHidden;
    early[gate] = kind.pass(gate) == pass ? pre(fromInput(gate) + fromHidden(gate)) : 0;
    endPre();
  }

  /**
   * What an element gives: h, or what a pass before the last sends back; from the sums at the heads
   * of both queues, of the last gate or of all; {@code fromHidden} null if linear.
   */
  final long element(long cycle, int index, int flags, Queue fromInput, Queue fromHidden) {
    now = cycle;
    element = index;
    input = fromInput;
    hidden = fromHidden;
    boolean start = (flags & Flags.START) != 0;
    return compute(Flags.sequence(flags) * size + index, start);
  }

  /**
   * What the element at work gives.
   *
   * @param state its place in {@link #states}
   * @param start whether the state before it is zero
   */
  abstract long compute(int state, boolean start);

  /** The token of a gate in its beat. */
  private int token(int gate) {
    return early.length > 0 ? 0 : lane * gates + gate;
  }

  /** The aligned sum of the input operator for a gate, with its bias. */
  final long fromInput(int gate) {
    return (input.tokens[input.head + token(gate)] << scales.joint().inputAlign()) + bias(gate);
  }

  /** The aligned sum of the hidden operator for a gate. */
  final long fromHidden(int gate) {
    return hidden.tokens[hidden.head + token(gate)] << scales.joint().hiddenAlign();
  }

  /** The aligned bias of a gate. */
  final long bias(int gate) {
    return bias[gate * size + element] << scales.joint().biasAlign();
  }

  /** Pre-activation of a gate: W x + U h + b. */
  final long pre(int gate) {
    return gate < early.length ? early[gate] : pre(fromInput(gate) + fromHidden(gate));
  }

  final long pre(long joint) {
    return requantise(joint, scales.joint().preShift(), bits.latent());
  }

  /** All pre-activations are rounded: in the cycle before their rank, so they count in that. */
  final void endPre() {
    count(clips.pre, now + preDelay);
  }

  /** Keeps the new state of the element at work. */
  final void keep(int place, long value) {
    states.keep(place, value, now);
  }

  /** Rounds a new state and counts it. */
  final long state(long sum, int width) {
    long value = requantise(sum, scales.pointwise().stateShift(), width);
    count(clips.state, now + stateDelay);
    return value;
  }

  /** Rounds the output and counts it. */
  final long output(long sum, int shift) {
    long value = requantise(sum, shift, bits.activation());
    count(clips.hidden, now + hiddenDelay);
    return value;
  }

  private long requantise(long sum, int shift, int width) {
    long rounded = Rounding.shift(sum, shift);
    long value = Rounding.saturate(rounded, width);
    if (value != rounded) {
      clipped++;
    }
    return value;
  }

  private void count(ClipCounter counter, long time) {
    if (clipped > 0) {
      counter.add(now, time, clipped);
      clipped = 0;
    }
  }
}
