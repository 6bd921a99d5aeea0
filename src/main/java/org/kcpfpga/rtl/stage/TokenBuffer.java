package org.kcpfpga.rtl.stage;

import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Heading;
import org.kcpfpga.hdl.Ram;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.ExpandPlan;
import org.kcpfpga.rtl.base.Datapath;
import org.kcpfpga.rtl.base.Reader;
import org.kcpfpga.rtl.base.Source;

/**
 * The buffer of an expand stage. It pops a word of {@code in_data} where {@code in_pop}; while
 * {@code group_valid} a whole group can be read, in any order, until {@code group_done}.
 */
abstract class TokenBuffer extends Datapath {
  private final Core core;
  private final ExpandPlan plan;
  private final int flagBits;
  private final Reader reader = new Reader(this);
  private final Bits data;
  private Bool valid;
  private Bool done;
  private Read read;

  /**
   * How the words of the group are read.
   *
   * @param read one is
   * @param number which
   * @param word it, a cycle later
   */
  record Read(Bool read, Bits number, Bits word) {}

  /** {@code flagBits}: side-band above the tokens of a word. */
  TokenBuffer(Core core, ExpandPlan plan, int flagBits) {
    super(core.module(plan.name() + "_buffer"));
    this.core = core;
    this.plan = plan;
    this.flagBits = flagBits;
    this.data = reader.data(tokenBits() + flagBits);
  }

  /** Parameters and groups of ports of either kind. */
  final void bufferPorts(Heading text) {
    text.parameter("words of a group", plan.groupWords())
        .parameter("places", plan.places())
        .parameter("token bits of a word", tokenBits())
        .ports("words to fill", "in_*")
        .ports("steps: flags of a frame that is complete", "step_room", "commit*", "dropped")
        .ports("state: h of a sequence is loaded", "place*", "all_full", "*_sequence", "state_*")
        .ports("group to read, in any order, until done", "group_*")
        .ports("a word of it, a cycle later", "read*", "word");
  }

  /** What is read. */
  final Source in() {
    return reader.source();
  }

  /** A whole group can be read. */
  final Bool groupValid() {
    return valid;
  }

  /** It has been read. */
  final Bool groupDone() {
    return done;
  }

  final Read read() {
    return read;
  }

  /** Declares that a word is offered. */
  final Bool offered() {
    return reader.valid();
  }

  /** Declares that the group has been read. */
  final Bool release() {
    done = inputBool("group_done");
    return done;
  }

  /** Declares and drives that a word is taken, and that a whole group can be read. */
  final void drive(Bool take, Bool full) {
    reader.pop().drive(take);
    valid = outputBool("group_valid");
    valid.drive(full);
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
    Bits word = output("word", tokenBits());
    read = new Read(inputBool("read"), readWord, word);
    word.drive(memory.read(address, read.read()));
  }

  /** A flag that is set and cleared, never both in one cycle. */
  static Bool held(Bool before, Bool set, Bool clear) {
    return before.or(set).and(clear.not());
  }
}
