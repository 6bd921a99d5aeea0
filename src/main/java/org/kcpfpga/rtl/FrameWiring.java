package org.kcpfpga.rtl;

import org.kcpfpga.hdl.Block;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.Channel;
import org.kcpfpga.plan.boundary.FramePlan;
import org.kcpfpga.rtl.base.ChannelQueue;
import org.kcpfpga.rtl.base.CreditCounter;
import org.kcpfpga.rtl.control.AxiStream;
import org.kcpfpga.rtl.control.ControlPort;
import org.kcpfpga.rtl.control.FramePort;
import org.kcpfpga.rtl.control.StreamInput;
import org.kcpfpga.rtl.control.StreamOutput;

/** Leads what is said of frames beside the core, from the input stream to the output. */
final class FrameWiring {
  private final ChannelQueue frames;
  private final CreditCounter room;
  private final StreamOutput output;

  FrameWiring(Block block, Core core, StreamOutput output) {
    Channel channel = FramePlan.of(core.plan()).channel();
    this.frames = new ChannelQueue(block, channel);
    this.room = new CreditCounter(block, "frames_room", channel, 1);
    this.output = output;
  }

  void connect(StreamInput stream, ControlPort control, AxiStream pins) {
    FramePort said = stream.frames();
    said.room().drive(room.available);
    room.spend.drive(stream.events.started());
    room.giveBack.drive(frames.in.room());
    frames.in.push().drive(said.known());
    frames.in.data().drive(said.info());
    output.frames.connect(frames.out);
    control.framesWaiting().drive(frames.out.valid());
    output.answers.drive(control.answers());
    output.packets.drive(control.outputPackets());
    pins.valid().drive(output.out.valid());
    pins.data().drive(output.out.data());
    pins.last().drive(output.out.last());
    pins.user().drive(output.out.user());
    output.out.ready().drive(pins.ready());
  }
}
