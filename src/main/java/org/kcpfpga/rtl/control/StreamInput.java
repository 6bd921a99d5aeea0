package org.kcpfpga.rtl.control;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.design.SystemPart;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Heading;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.StreamPlan;
import org.kcpfpga.plan.boundary.FramePlan;
import org.kcpfpga.plan.boundary.TopPorts;
import org.kcpfpga.rtl.base.Datapath;
import org.kcpfpga.rtl.base.Sink;

/** Takes frames from the stream, completes short ones with zeros, swallows what is too long. */
public final class StreamInput extends Datapath {
  public final AxiStream in;
  public final Sink out;
  public final FrameEvents events;

  private final StreamPlan plan;
  private final Bool loading;

  /** Null where frames are not counted. */
  private final FrameCount count;

  /** Null where the output says nothing of frames. */
  private final FramePort frames;

  /** A frame has begun and not ended. */
  private Bool begun;

  /** What is known of a frame with a beat: its first beat says it, later ones remember. */
  private record Frame(Bits startAndSequence, Bool wrongSequence) {}

  /**
   * A beat into the gearbox: whether it has tlast, is the last of its vector, and only fills it.
   */
  private record Beat(Bool pushed, Bool tlast, Bool last, Bool padding) {
    /** It completes a vector. */
    private Bool ends() {
      return pushed.and(last);
    }
  }

  public StreamInput(Core core) {
    super(core.module("stream_input"));
    this.plan = core.pipeline().stream();
    Bool tvalid = inputBool("tvalid");
    Bits tdata = input("tdata", plan.busLanes() * TopPorts.slotBits(plan.elementBits()));
    Bool tlast = inputBool("tlast");
    Bool room = inputBool("room");
    loading = core.pipeline().recurrent() ? inputBool("loading") : null;
    frames = frames(core);
    Bool open = open();
    Bool padding = registerBoolInit("padding", false);
    Bool swallowing = registerBoolInit("swallowing", false);
    Bool running = padding.or(swallowing).not().named("running");
    Bool ready = open.and(swallowing.or(running.and(admits(room)))).named("ready");
    Bool accepted = tvalid.and(ready).and(swallowing.not()).named("accepted");
    Bool push = accepted.or(padding.and(room)).named("pushes");
    Bool tready = outputBool("tready");
    tready.drive(ready);
    Counter beat = counter("beat", plan.beats(), push);
    Bool firstBeat = plan.beats() == 1 ? Bool.of(true) : beat.value().eq(0).named("first_beat");
    Bool starts = accepted.and(firstBeat).named("starts");
    count = core.plan().design().has(SystemPart.LENGTH) ? new FrameCount(this, plan) : null;
    Bool early = accepted.and(tlast).and(beat.last().not());
    early = plan.beats() == 1 ? early : early.named("early_tlast");
    Bool missing = missing(accepted.and(beat.last()).and(tlast.not())).named("missing_tlast");
    padding.next(early.or(padding.and(push.and(beat.last()).not())));
    swallowing.next(missing.or(swallowing.and(ready.and(tvalid).and(tlast).not())));

    Bits tuser = input("tuser", plan.userBits());
    in = new AxiStream(tvalid, tdata, tlast, tuser, tready);
    Frame frame = frame(tuser, accepted, firstBeat);
    Bool wrong = starts.and(frame.wrongSequence());
    Bool bad = bad(push, firstBeat, early.or(missing).or(wrong));
    List<Bits> parts = List.of(elements(tdata, padding), frame.startAndSequence(), bad);
    out = sink(push, Bits.pack(parts), room);
    events = events();
    FrameEvents found = new FrameEvents(starts, early, missing, wrong);
    Beat now = new Beat(push, accepted.and(tlast), beat.last(), padding);
    connect(found, now, List.of(frame.startAndSequence(), bad));
  }

  /** Not in the first cycle after reset, nor while a state is being loaded. */
  private Bool open() {
    Bool awake = registerBoolInit("awake", false);
    awake.next(Bool.of(true));
    return loading == null ? awake : awake.and(loading.not());
  }

  @Override
  protected void describe(Heading text) {
    text.says(
            "Takes frames from the input stream: completes short ones with zeros, swallows what is"
                + " too long, and marks both as bad.")
        .parameter("beats of a frame", plan.beats())
        .parameter("elements of a beat", plan.busLanes())
        .parameter("element bits", plan.elementBits())
        .ports("AXI stream", "t*")
        .ports("a state is being loaded: no frame may begin", "loading")
        .ports("frames, for the output", "frames_room", "frame_known", "frame_info")
        .ports("how frames are counted", "sequence_length", "input_packets", "restarts_count")
        .ports("beats to the gearbox: elements, flags of the frame", "push", "push_data", "room")
        .ports("events, one cycle each", "*_frame", "frame_*", "wrong_sequence");
  }

  /** Of a last beat without tlast, whether it should have one. */
  private Bool missing(Bool without) {
    return count == null ? without : without.and(count.packets.not().or(count.ends));
  }

  /** {@code known}: of the frame, for the output. */
  private void connect(FrameEvents found, Beat beat, List<Bits> known) {
    if (frames != null) {
      begun.next(beat.pushed().mux(beat.last().not(), begun));
      frames.known().drive(beat.ends());
      List<Bits> all = new ArrayList<>(known);
      all.add(count == null ? Bool.of(true) : count.counts.not().or(count.ends).or(closes(beat)));
      frames.info().drive(Bits.pack(all));
    }
    if (count == null) {
      events.connect(found);
      return;
    }
    // more frames should come
    Bool cut = beat.tlast().and(beat.last()).and(count.packets.and(count.ends.not()));
    Bool tooShort = found.tooShort().or(cut.named("cut_packet"));
    events.connect(
        new FrameEvents(found.started(), tooShort, found.tooLong(), found.wrongSequence()));
    count.step(beat.ends(), closes(beat).named("ends_packet"));
  }

  /** tlast ends a packet with this vector. */
  private Bool closes(Beat beat) {
    return count.packets.and(beat.padding().or(beat.tlast()));
  }

  private FramePort frames(Core core) {
    if (!core.plan().design().has(SystemPart.FRAMES)) {
      return null;
    }
    begun = registerBoolInit("begun", false);
    int bits = FramePlan.of(core.plan()).channel().tokenBits();
    return new FramePort(
        inputBool("frames_room"), outputBool("frame_known"), output("frame_info", bits));
  }

  /** A beat comes in, if there is room for it: the first of a frame also needs room for this. */
  private Bool admits(Bool room) {
    return frames == null ? room : room.and(frames.room().or(begun));
  }

  /** What is said of frames; an error in a core whose output says nothing. */
  public FramePort frames() {
    return part(frames, "frames");
  }

  /** How frames are counted; an error in a core that does not. */
  public Framing framing() {
    return part(count, "count").framing;
  }

  private Sink sink(Bool push, Bits data, Bool room) {
    Sink sink = new Sink(outputBool("push"), output("push_data", data.width()), room);
    sink.push().drive(push);
    sink.data().drive(data);
    return sink;
  }

  private FrameEvents events() {
    return new FrameEvents(
        outputBool("frame_started"),
        outputBool("short_frame"),
        outputBool("long_frame"),
        outputBool("wrong_sequence"));
  }

  /** A state is being loaded, and no frame may begin; an error in a core without recurrence. */
  public Bool loading() {
    return part(loading, "loading");
  }

  /** tuser of the first beat; a sequence that the core has not counts as 0. */
  private Frame frame(Bits tuser, Bool accepted, Bool firstBeat) {
    Bits offered = tuser;
    Bool wrong = Bool.of(false);
    if (plan.sequences() < 1 << plan.slotBits()) {
      Bits sequence = tuser.slice(plan.userBits() - 1, 1);
      wrong = sequence.lessThan(plan.sequences()).not().named("no_such_sequence");
      Bits known = wrong.mux(Bits.of(0, sequence.width()), sequence);
      offered = Bits.pack(List.of(tuser.bit(0), known));
    }
    if (count != null) {
      offered = count.counts.mux(count.user(), offered).named("offered_user");
      wrong = wrong.and(count.counts.not());
    }
    if (plan.beats() == 1) {
      return new Frame(offered, wrong);
    }
    Bits held = register("user_held", plan.userBits());
    Bits user = firstBeat.mux(offered, held).named("user");
    held.next(accepted.mux(user, held));
    return new Frame(user, wrong);
  }

  /** Whether the frame is known to be bad, by this beat or one before it. */
  private Bool bad(Bool push, Bool firstBeat, Bool found) {
    if (plan.beats() == 1) {
      return found;
    }
    Bool held = registerBoolInit("bad_held", false);
    Bool bad = found.or(held.and(firstBeat.not())).named("bad");
    held.next(push.mux(bad, held));
    return bad;
  }

  private Bits elements(Bits tdata, Bool padding) {
    int slot = TopPorts.slotBits(plan.elementBits());
    List<Bits> elements = new ArrayList<>();
    for (int lane = 0; lane < plan.busLanes(); lane++) {
      elements.add(tdata.slice(lane * slot + plan.elementBits() - 1, lane * slot));
    }
    Bits packed = Bits.pack(elements);
    return padding.mux(Bits.of(0, packed.width()), packed);
  }
}
