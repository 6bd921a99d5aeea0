package org.kcpfpga.plan;

import java.util.List;
import java.util.stream.IntStream;
import org.kcpfpga.fixed.ActivationTable;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.rnn.CellKind;

/**
 * The cell: joins the exact sums of both operators with the bias, applies the gates, keeps the
 * state.
 *
 * <p>An element issues where it meets none before it ({@link CellSchedule#conflicts()}), at best
 * every {@link #interval()} cycles, and then takes its way without ever waiting. Ranks count from
 * issue: the joint sums stand in registers at rank 1, the pre-activations at {@link #preRank}; a
 * table is addressed where its argument stands and gives its entry one rank later; an interpolation
 * multiplied in slot s stands as a value at rank s + 1 + {@link Ranks#product()}; any other product
 * is used at rank s + {@link Ranks#product()}. h is rounded where the last value or product is
 * used, and pushed there, at {@link #latency()}.
 *
 * <p>The sums of an element come in one beat of each channel or, where area matters more than
 * speed, one gate a beat. A gate but the last is then taken, from both channels at once, in every
 * cycle in which it is there; an element issues with its last gate. Pre-activations that come early
 * wait, rounded, for those of the last gate.
 *
 * <p>Products: LSTM {@code input_gate forget_gate candidate_gate output_gate state_tanh}
 * interpolate, {@code forget} = f * c, {@code update} = i * g, {@code output} = o * tanh(c). GRU
 * {@code reset_gate update_gate candidate_gate} interpolate, {@code reset} = r * un, {@code fresh}
 * = (1 - z) * n, {@code kept} = z * h. RNN {@code hidden_gate}. With two passes {@code reset} = r *
 * h; with {@code update_gate}, if there is one, it is of the first pass, and the other products of
 * a GRU are of the second, at whose end the element is h. Where latents have at most 8 bits, no
 * table interpolates and the {@code ..._gate} and {@code state_tanh} products are absent: the value
 * is the entry, one rank behind its argument.
 *
 * @param kind kind of cell
 * @param size M
 * @param sequences S
 * @param bits word widths
 * @param sums widths of the exact sums that it joins
 * @param beats beats of its sums that an element takes: 1, or G with a gate in each
 * @param lanes L, neighbouring elements that issue together; 1 where beats are G
 * @param schedule slots of the products of an element
 */
public record CellPlan(
    CellKind kind,
    int size,
    int sequences,
    BitWidths bits,
    Sums sums,
    int beats,
    int lanes,
    CellSchedule schedule)
    implements Stage {
  /**
   * Widths of exact sums.
   *
   * @param input of the input operator
   * @param hidden of the hidden operator, 0 for linear
   */
  public record Sums(int input, int hidden) {}

  /** Rank of the joint sums of all gates. */
  public int jointRank() {
    return schedule.jointRank();
  }

  /** Rank of the pre-activations of all gates. */
  public int preRank() {
    return schedule.preRank();
  }

  /** Ranks inside the requantiser of the pre-activations, where it has those of all gates. */
  public int preRounding() {
    return beats() == 1 ? schedule.ranks().rounding() : 0;
  }

  public static final String NAME = "cell";

  @Override
  public int fold() {
    return interval();
  }

  @Override
  public boolean banked() {
    return true;
  }

  /** Slope, state, gate, un or n. */
  @Override
  public int tokenBits() {
    int latent = bits.latent();
    int slope = ActivationTable.restBits(latent) > 0 ? ActivationTable.slopeBits(latent) : 0;
    return Math.max(Math.max(slope, latent), stateBits());
  }

  /** The rest of an argument, or a gate. */
  @Override
  public int factorBits() {
    return Math.max(bits.latent(), ActivationTable.restBits(bits.latent()) + 1);
  }

  @Override
  public int sumWords() {
    return 0;
  }

  @Override
  public int sumBits() {
    return 0;
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.cell(this);
  }

  @Override
  public String name() {
    return NAME;
  }

  public int gates() {
    return kind.gates();
  }

  /** Width of an exact sum of the input operator. */
  public int inputSumBits() {
    return sums.input();
  }

  /** Width of an exact sum of the hidden operator, 0 for linear. */
  public int hiddenSumBits() {
    return sums.hidden();
  }

  /**
   * The modules that are a cell each: one if there is one lane, else that of each lane, or of all
   * where biases are loaded.
   */
  public List<String> laneModules(boolean loadable) {
    if (lanes == 1) {
      return List.of(NAME);
    }
    return loadable
        ? List.of(NAME + "_lane")
        : IntStream.range(0, lanes).mapToObj(lane -> NAME + "_lane" + lane).toList();
  }

  /** Elements of a lane: M / L. */
  public int laneElements() {
    return size / lanes;
  }

  /** How often an element comes in a step. */
  public int passes() {
    return kind.definition().passes();
  }

  /**
   * The least number of cycles from the last element of a pass to the first of the next: then the
   * cell is empty, so that all that is in it is of one pass. 0 where there is one pass.
   */
  public int passGap() {
    return passes() > 1 ? latency() : 0;
  }

  /** Gates of an element whose sums a beat holds. */
  public int beatGates() {
    return gates() / beats;
  }

  /** Sums of a beat, order (element, gate). */
  public int beatTokens() {
    return lanes * beatGates();
  }

  /** Biases of an element: one a gate, and for a GRU that of the hidden part of its candidate. */
  public int biases() {
    return kind.definition().preActivations();
  }

  /** Biases of a lane's word: all of an element, or one where every gate brings as many. */
  public int biasEntries() {
    return biases() % beats == 0 ? biases() / beats : biases();
  }

  /** Words of a lane's bias memory, address (element, gate where a word is a gate's). */
  public int biasWords() {
    return laneElements() * biases() / biasEntries();
  }

  /** Bits of a word of a lane's bias memory. */
  public int biasWordBits() {
    return biasEntries() * bits.latent();
  }

  /** Bits of the state that is kept for each element: c, for a GRU h; 0 without a state. */
  public int stateBits() {
    return switch (kind.definition().state()) {
      case CELL -> bits.state();
      case HIDDEN -> bits.activation();
      case NONE -> 0;
    };
  }

  /** The least number of cycles from one element to the next. */
  public int interval() {
    return schedule.interval();
  }

  /** Cycles from issuing an element to pushing its h. */
  public int latency() {
    return schedule.latency();
  }

  @Override
  public int multipliers() {
    return lanes * schedule.lanes();
  }

  @Override
  public long multiplications() {
    return (long) size * schedule.products().size();
  }

  @Override
  public long cycles() {
    long cycles = 0;
    for (int pass = 0; pass < passes(); pass++) {
      cycles += (long) laneElements() * schedule.cycles(pass);
    }
    return cycles;
  }

  /** Products in the order of their slots. */
  public List<CellSchedule.Product> products() {
    return schedule.products();
  }
}
