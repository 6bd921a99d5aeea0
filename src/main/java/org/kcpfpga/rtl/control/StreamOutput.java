package org.kcpfpga.rtl.control;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Heading;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.boundary.FramePlan;
import org.kcpfpga.plan.boundary.TopPorts;
import org.kcpfpga.rtl.base.Datapath;
import org.kcpfpga.rtl.base.Source;

/** Gives every frame its output, the bad ones too if they are to have one. */
public final class StreamOutput extends Datapath {
  /** Steps, a beat of h and whether it is the last. */
  public final Source steps;

  /** What is said of frames. */
  public final Source frames;

  public final AxiStream out;

  /** The last beat of a step is taken. */
  public final Bool delivered;

  /** Bad frames have an output. */
  public final Bool answers;

  /** tlast ends sequences. */
  public final Bool packets;

  public StreamOutput(Core core) {
    super(core.module("stream_output"));
    FramePlan plan = FramePlan.of(core.plan());
    int lanes = core.plan().design().lanes().output();
    int bits = lanes * core.bits().activation();
    steps = source("step", bits + 1);
    frames = source("frame", plan.channel().tokenBits());
    answers = inputBool("answers_bad");
    packets = inputBool("output_packets");
    Bool ready = inputBool("tready");

    Bits info = frames.data();
    Bool bad = frames.valid().and(info.bit(plan.badBit())).named("bad");
    Bool answering = bad.and(answers).named("answering");
    Bool good = frames.valid().and(info.bit(plan.badBit()).not());
    Bool stepping = good.and(steps.valid()).named("stepping");
    Bool valid = answering.or(stepping).named("valid");
    Bool taken = valid.and(ready).named("taken");
    int beats = core.plan().design().hiddenSize() / lanes;
    Counter beat = counter("answer_beat", beats, taken.and(answering));
    Bool last = answering.mux(beat.last(), steps.data().bit(bits)).named("last");
    steps.pop().drive(taken.and(answering.not()));
    frames.pop().drive(bad.and(answers.not()).or(taken.and(last)));
    out = output(core, valid, ready);
    Bits data = beat(core, steps.data());
    out.data().drive(stepping.mux(data, Bits.of(0, data.width())));
    out.last().drive(valid.and(last).and(packets.not().or(info.bit(plan.endBit()))));
    Bits user = info.slice(plan.userBits() - 1, 0);
    out.user().drive(valid.mux(user, Bits.of(0, plan.userBits())));
    delivered = outputBool("step_delivered");
    delivered.drive(taken.and(stepping).and(last));
  }

  private Source source(String name, int bits) {
    return new Source(
        inputBool(name + "_valid"), input(name + "_data", bits), outputBool(name + "_pop"));
  }

  private AxiStream output(Core core, Bool valid, Bool ready) {
    int slot = TopPorts.slotBits(core.bits().activation());
    Bool tvalid = outputBool("tvalid");
    tvalid.drive(valid);
    return new AxiStream(
        tvalid,
        output("tdata", core.plan().design().lanes().output() * slot),
        outputBool("tlast"),
        output("tuser", FramePlan.of(core.plan()).userBits()),
        ready);
  }

  /** The values of a beat of h, each in its slot. */
  public static Bits beat(Core core, Bits data) {
    int bits = core.bits().activation();
    int slot = TopPorts.slotBits(bits);
    List<Signed> values = new ArrayList<>();
    for (int lane = 0; lane < core.plan().design().lanes().output(); lane++) {
      values.add(data.slice((lane + 1) * bits - 1, lane * bits).asSigned().widenTo(slot));
    }
    return Bits.pack(values);
  }

  @Override
  protected void describe(Heading text) {
    text.says(
            "Gives every frame its output: a good one its step, a bad one zeros, or nothing. What"
                + " is said of a frame comes in the order of the steps.")
        .ports("steps: elements of h, and last", "step_valid", "step_data", "step_pop")
        .ports("frames: start, sequence, bad, and whether tlast ends there", "frame_*")
        .ports("what the registers want", "answers_bad", "output_packets")
        .ports("AXI stream", "t*")
        .ports("event", "step_delivered");
  }
}
