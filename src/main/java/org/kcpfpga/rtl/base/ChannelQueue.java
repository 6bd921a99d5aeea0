package org.kcpfpga.rtl.base;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.LutRam;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.Channel;

/** A channel: collects narrow beats into words, queues words, hands out narrow beats of them. */
public final class ChannelQueue extends Datapath {
  public final Sink in;
  public final Source out;

  public ChannelQueue(Core core, Channel channel) {
    super(core.module(channel.name()));
    int beatBits = channel.inTokens() * channel.tokenBits();
    int flagBits = channel.flagBits();
    Bool push = inputBool("push");
    Bits pushData = input("push_data", beatBits + flagBits);
    Bool pop = inputBool("pop");

    Bool pushWord = push;
    Bits word = pushData;
    if (channel.pushesPerWord() > 1) {
      Counter part = counter("part", channel.pushesPerWord(), push);
      pushWord = push.and(part.last()).named("push_word");
      word = collect(channel, push, part, pushData, beatBits);
    }
    Bool popWord = pop;
    Counter sub = null;
    if (channel.popsPerWord() > 1) {
      sub = counter("sub", channel.popsPerWord(), pop);
      popWord = pop.and(sub.last()).named("pop_word");
    }

    Counter writeAddress = counter("write_address", channel.depth(), pushWord);
    Counter readAddress = counter("read_address", channel.depth(), popWord);
    LutRam words = lutram("words", word.width(), channel.depth());
    words.write(pushWord, writeAddress.value(), word);
    Bits head = words.read(readAddress.value()).named("head");

    Bits level = level(channel, pushWord, popWord);
    Bool valid = outputBool("valid");
    valid.drive(level.orAll());
    Bits data = output("data", channel.outTokens() * channel.tokenBits() + flagBits);
    data.drive(sub == null ? head : pick(channel, head, sub.value()));
    out = new Source(valid, data, pop);
    Bool credit = outputBool("credit");
    credit.drive(popWord);
    in = new Sink(push, pushData, credit);
  }

  /** How many words are queued. */
  private Bits level(Channel channel, Bool pushWord, Bool popWord) {
    int width = Bits.indexWidth(channel.depth() + 1);
    Bits level = registerInit("level", width, 0);
    Bits more = level.plus(1).wrapTo(width);
    Bits less = level.minus(1).asBits().wrapTo(width);
    Bits changed = pushWord.and(popWord.not()).mux(more, level);
    level.next(popWord.and(pushWord.not()).mux(less, changed));
    return level;
  }

  /** Earlier beats in the lower bits; flags, above all tokens, are those of the last beat. */
  private Bits collect(Channel channel, Bool push, Counter part, Bits pushData, int beatBits) {
    List<Bits> parts = new ArrayList<>();
    for (int i = 0; i < channel.pushesPerWord() - 1; i++) {
      Bits held = register("part" + i, beatBits);
      Bool mine = push.and(part.value().eq(i));
      held.next(mine.mux(pushData.slice(beatBits - 1, 0), held));
      parts.add(held);
    }
    parts.add(pushData);
    return Bits.pack(parts).named("word");
  }

  private Bits pick(Channel channel, Bits head, Bits sub) {
    int beatBits = channel.outTokens() * channel.tokenBits();
    List<Bits> beats = new ArrayList<>();
    for (int i = 0; i < channel.popsPerWord(); i++) {
      beats.add(head.slice((i + 1) * beatBits - 1, i * beatBits));
    }
    Bits beat = Bits.select(sub, beats);
    if (channel.flagBits() == 0) {
      return beat;
    }
    int tokens = channel.wordTokens() * channel.tokenBits();
    return Bits.pack(List.of(beat, head.slice(head.width() - 1, tokens)));
  }
}
