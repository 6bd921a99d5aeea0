package org.kcpfpga.cycle;

import org.kcpfpga.fixed.ActivationTable;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.fixed.CellScales;
import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.fixed.Rounding;
import org.kcpfpga.plan.CellPlan;

/** The LSTM cell: one hidden element per cycle, computed whole when it issues. */
final class CellStage {
  /** Cycles from issue to the end of which clipped pre-activations, c and h are counted. */
  static final int PRE_RANK = 3;

  static final int STATE_RANK = 8;
  static final int HIDDEN_RANK = 14;

  /** Where the cell reads and writes. */
  record Queues(Queue input, Queue hidden, Queue output, Queue feedback) {}

  /** What the cell clips. */
  record Clips(ClipCounter pre, ClipCounter state, ClipCounter hidden) {}

  private final Queues queues;
  private final Clips clips;
  private final CellScales scales;
  private final BitWidths bits;
  private final int size;
  private final int latency;
  private final ActivationTable sigmoid;
  private final ActivationTable tanh;
  private final long[] bias;
  private final long[] c;
  private int element;
  private int clipped;

  CellStage(CellPlan plan, QuantisedModel model, Queues queues, Clips clips) {
    this.queues = queues;
    this.clips = clips;
    this.scales = model.scales();
    this.bits = plan.bits();
    this.size = plan.size();
    this.latency = plan.latency();
    this.sigmoid = ActivationTable.sigmoid(bits.latent());
    this.tanh = ActivationTable.tanh(bits.latent());
    this.c = new long[size];
    this.bias = new long[model.bias().length];
    for (int row = 0; row < bias.length; row++) {
      bias[row] = (long) model.bias()[row] << scales.biasAlign();
    }
  }

  void reset() {
    element = 0;
  }

  /** Whether an element issues, asked before any stage moves in cycle {@code now}. */
  boolean issues(long now) {
    return queues.input.headReady <= now
        && queues.hidden.headReady <= now
        && queues.output.credits > 0
        && queues.feedback.credits > 0;
  }

  void issue(long now) {
    long h = hidden(now);
    queues.input.pop();
    queues.hidden.pop();
    boolean last = element == size - 1;
    push(queues.output, h, now, last ? 1 : 0);
    push(queues.feedback, h, now, 0);
    element = last ? 0 : element + 1;
  }

  private void push(Queue queue, long value, long now, int flag) {
    queue.tokens[queue.tail] = value;
    queue.push(now + latency + 1, flag);
  }

  /** h of the element at work; updates c. */
  private long hidden(long now) {
    clipped = 0;
    long i = sigmoid.apply(pre(0));
    long f = sigmoid.apply(pre(1));
    long g = tanh.apply(pre(2));
    long o = sigmoid.apply(pre(3));
    count(clips.pre, now, PRE_RANK);
    long before = (queues.input.flags() & FrontStage.START) != 0 ? 0 : c[element];
    // c' = f c + i g
    long sum = (f * before << scales.forgetAlign()) + (i * g << scales.updateAlign());
    long after = requantise(sum, scales.stateShift(), bits.state());
    count(clips.state, now, STATE_RANK);
    c[element] = after;
    long argument = Rounding.requantise(after, scales.argumentShift(), bits.latent());
    // h = o tanh(c')
    long h = requantise(o * tanh.apply(argument), scales.hiddenShift(), bits.activation());
    count(clips.hidden, now, HIDDEN_RANK);
    return h;
  }

  /** Pre-activation of a gate: W x + U h + b. */
  private long pre(int gate) {
    Queue x = queues.input;
    Queue h = queues.hidden;
    long joint =
        (x.tokens[x.head + gate] << scales.inputAlign())
            + (h.tokens[h.head + gate] << scales.hiddenAlign())
            + bias[gate * size + element];
    return requantise(joint, scales.preShift(), bits.latent());
  }

  private long requantise(long sum, int shift, int width) {
    long rounded = Rounding.shift(sum, shift);
    long value = Rounding.saturate(rounded, width);
    if (value != rounded) {
      clipped++;
    }
    return value;
  }

  private void count(ClipCounter counter, long now, int rank) {
    if (clipped > 0) {
      counter.add(now, rank, clipped);
      clipped = 0;
    }
  }
}
