package org.kcpfpga.proof.block;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.plan.Channel;
import org.kcpfpga.plan.FrontPlan;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.proof.Dut;
import org.kcpfpga.proof.Harness;
import org.kcpfpga.proof.Mode;
import org.kcpfpga.proof.Proof;
import org.kcpfpga.rtl.base.ChannelQueue;
import org.kcpfpga.rtl.base.CreditCounter;

/** Proofs about the channels, each with the credits of its producer. */
final class QueueProofs {
  /** Cycles of reset, issue and push, of which a run needs some. */
  private static final int SLACK = 8;

  private final Dut subject;
  private final Pipeline pipeline;

  QueueProofs(Dut subject) {
    this.subject = subject;
    this.pipeline = subject.pipeline();
  }

  List<Proof> all() {
    List<Proof> proofs = new ArrayList<>();
    new TreeMap<>(pipeline.channels())
        .forEach((consumer, channel) -> proofs.addAll(of(consumer, channel)));
    if (pipeline.recurrent()) {
      proofs.addAll(of("steps", subject.steps()));
    }
    return proofs;
  }

  private List<Proof> of(String consumer, Channel channel) {
    FrontPlan front = pipeline.systolic() ? pipeline.front() : null;
    boolean fed = front != null && consumer.equals(pipeline.after(front));
    int spent = fed ? front.tiles() : 1;
    int places = channel.depth() * Math.max(channel.pushesPerWord(), channel.popsPerWord());
    int run = places + 1;
    Harness setting = setting(channel, spent).constant("RUN", run);
    int most = run * CreditTurn.of(channel, 1, run);
    Harness cover =
        setting(channel, spent).constant("RUN", run).constant("MOST", most).define("COVER", "");
    return List.of(
        new Proof(channel.name(), "flow", Mode.INDUCTION, 2, "queue", setting.text()),
        new Proof(
            channel.name(), "rate", Mode.COVER, 4 * places + most + SLACK, "queue", cover.text()));
  }

  private Harness setting(Channel channel, int spent) {
    int inBits = channel.inTokens() * channel.tokenBits();
    int outBits = channel.outTokens() * channel.tokenBits();
    int wordBits = channel.wordTokens() * channel.tokenBits() + channel.flagBits();
    Harness setting =
        new Harness()
            .define("QUEUE", ChannelQueue.module(channel))
            .define("CREDITS_MODULE", CreditCounter.module(channel, spent))
            .choice("WIDENS", channel.pushesPerWord() > 1)
            .choice("NARROWS", channel.popsPerWord() > 1)
            .constant("DEPTH", channel.depth())
            .constant("PUSHES", channel.pushesPerWord())
            .constant("POPS", channel.popsPerWord())
            .constant("IN_BITS", inBits)
            .constant("OUT_BITS", outBits)
            .constant("FLAGS", channel.flagBits())
            .constant("CREDITS", channel.credits())
            .constant("SPENT", spent)
            .constant("NEEDED", spent)
            .probe("level", "dut.level", Bits.indexWidth(channel.depth() + 1))
            .counter("part", "dut.collects.part", channel.pushesPerWord())
            .counter("sub", "dut.hands_out.sub", channel.popsPerWord())
            .counter("write_address", "dut.write_address", channel.depth())
            .counter("read_address", "dut.read_address", channel.depth())
            .probe("watched", "dut.words.watched", Bits.indexWidth(channel.depth()))
            .probe("held", "dut.words.held", wordBits)
            .probe("credit_level", "credits.level", Bits.indexWidth(channel.credits() + 1));
    if (channel.pushesPerWord() > 1) {
      setting.probe("part_data", "dut.collects.collected", (channel.pushesPerWord() - 1) * inBits);
    }
    return setting;
  }
}
