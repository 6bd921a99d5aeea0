package org.kcpfpga.rtl.stage;

import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Ram;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.ExpandPlan;
import org.kcpfpga.rtl.base.Datapath;

/**
 * The buffer of an expand stage. It pops a word of {@code in_data} where {@code in_pop}; while
 * {@code group_valid} a whole group can be read, in any order, until {@code group_done}.
 */
abstract class TokenBuffer extends Datapath {
  private final Core core;
  private final ExpandPlan plan;
  private final int flagBits;
  private final Bits data;

  /** {@code flagBits}: side-band above the tokens of a word. */
  TokenBuffer(Core core, ExpandPlan plan, int flagBits) {
    super(core.module(plan.name() + "_buffer"));
    this.core = core;
    this.plan = plan;
    this.flagBits = flagBits;
    this.data = input("in_data", tokenBits() + flagBits);
  }

  private int tokenBits() {
    return plan.wordTokens() * plan.inputBits();
  }

  /** The side-band of the word that is offered. */
  final Bits flags() {
    return data.slice(data.width() - 1, data.width() - flagBits);
  }

  /**
   * The memory.
   *
   * @param take a word is taken, as number {@code fillWord} of place {@code fillPlace}
   * @param readPlace place that is read
   */
  final void memory(Bool take, Bits fillPlace, Bits fillWord, Bits readPlace) {
    int words = plan.groupWords();
    Ram memory = ram(core, "tokens", tokenBits(), plan.places() * words);
    Bits filled = placeAddress(fillPlace, plan.places(), fillWord, words);
    memory.write(take, filled, data.slice(tokenBits() - 1, 0));
    Bits readWord = input("read_word", Bits.indexWidth(words));
    Bits address = placeAddress(readPlace, plan.places(), readWord, words);
    output("word", tokenBits()).drive(memory.read(address, inputBool("read")));
  }

  /** A flag that is set and cleared, never both in one cycle. */
  static Bool held(Bool before, Bool set, Bool clear) {
    return before.or(set).and(clear.not());
  }
}
