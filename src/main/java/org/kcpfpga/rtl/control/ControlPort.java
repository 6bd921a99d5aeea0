package org.kcpfpga.rtl.control;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.SystemPart;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Heading;
import org.kcpfpga.image.Core;
import org.kcpfpga.image.LoadImage;
import org.kcpfpga.plan.boundary.RegisterMap;
import org.kcpfpga.rtl.base.Datapath;

/** The registers of a core: identity, sticky errors, counters, windows. */
public final class ControlPort extends Datapath {
  public final AxiLite pins;

  /** A step's last beat is delivered. */
  public final Bool delivered;

  /** A bad frame is forgotten. */
  public final Bool dropped;

  /** The stream has room, and nothing comes. */
  public final Bool inputIdle;

  /** A beat waits to be delivered. */
  public final Bool outputStalled;

  public final FrameEvents events;

  private final Core core;
  private final AxiLitePort axi;
  private final Bool busy;
  private final Bool placesFull;
  private final Bool clear;
  private final Bool takes;
  private final SystemPort system;
  private final Bool interrupt;
  private final Framing framing;
  private final Bool framesWaiting;
  private final List<Bool> outputFrames;
  private final LoadPort load;
  private final StateWindow window;
  private final Map<String, Bits> clips = new HashMap<>();

  /** {@code clipBits}: the width of the clip count of each requantising stage. */
  public ControlPort(Core core, List<Integer> clipBits) {
    super(core.module("control_port"));
    this.core = core;
    axi = new AxiLitePort(this, names(core));
    Bool started = inputBool("frame_started");
    delivered = inputBool("step_delivered");
    dropped = inputBool("frame_dropped");
    busy = busy(started);
    placesFull = core.pipeline().recurrent() ? inputBool("places_full") : null;
    boolean frames = core.plan().design().has(SystemPart.FRAMES);
    framesWaiting = frames ? inputBool("frames_waiting") : null;
    Bool rest = rest();
    axi.show(RegisterMap.IDENTITY, Bits.of(RegisterMap.IDENTITY_VALUE, 32));
    axi.show(RegisterMap.VERSION, Bits.of(RegisterMap.version(core.plan()), 32));
    axi.show(RegisterMap.PLAN_HASH, Bits.of(core.plan().hash() & 0xFFFFFFFFL, 32));
    axi.show(RegisterMap.CONTROL, rest.widenTo(32));
    system = new SystemPort(this, axi, core);
    system.constants();
    Bool open = open(rest, started);
    load = core.plan().design().loadable() ? new LoadPort(this, axi, core) : null;
    framing = system.framing(open);
    outputFrames = system.outputFrames(open);
    Bool controls = control(open);
    clear = controls.and(axi.data().bit(0)).named("clear_counters");
    boolean snapshots = core.plan().design().has(SystemPart.SNAPSHOT);
    takes = snapshots ? controls.and(axi.data().bit(2)).named("takes_snapshot") : null;
    window = core.pipeline().recurrent() ? new StateWindow(this, axi, core, rest, open) : null;
    events = errors(started);
    inputIdle = inputBool("input_idle");
    outputStalled = inputBool("output_stalled");
    counters();
    for (int i = 0; i < clipBits.size(); i++) {
      String name = core.plan().saturationNames().get(i);
      clips.put(name, input(name + "_clips", clipBits.get(i)));
      saturations(RegisterMap.SATURATIONS + 4 * i, name + "_saturations", clips.get(name));
    }
    interrupt = core.plan().design().has(SystemPart.INTERRUPT) ? interrupt(rest) : null;
    pins = axi.finish();
  }

  @Override
  protected void describe(Heading text) {
    text.says(
            "The registers of the core: identity, sticky errors, counters"
                + (window == null ? "" : ", window to the state")
                + (load == null ? "" : ", model to load")
                + ". read_at_NAME and write_at_NAME say which one is accessed;"
                + " registers.md says what they do. An access to any other, or one refused, answers SLVERR.")
        .parameter("counter bits", core.plan().design().counters().events())
        .parameter("saturation counter bits", core.plan().design().counters().saturations())
        .ports("AXI4-Lite: write address", "aw*")
        .ports(
            "AXI4-Lite: write data, in the cycle of its address", "wdata", "wstrb", "w*y", "wvalid")
        .ports("AXI4-Lite: write response", "bresp", "bvalid", "bready")
        .ports("AXI4-Lite: read address", "ar*")
        .ports("AXI4-Lite: read data", "rdata", "rresp", "rvalid", "rready")
        .ports(
            "events to count",
            "frame_*",
            "step_delivered",
            "*_frame",
            "wrong_sequence",
            "input_idle",
            "output_stalled")
        .ports("values clipped in the cycle before, by stage", "*_clips")
        .ports("model to load: word, address, write enable of each memory", "load_*")
        .ports("shifts of the model", "shift_*")
        .ports(
            "state: h of a sequence on its way to the hidden side",
            "loading",
            "places_full",
            "hidden_*",
            "place_emptied",
            "state_loaded")
        .ports("interrupt", "irq")
        .ports("output of frames", "frames_waiting", "answers_bad", "output_packets")
        .ports("how frames are counted", "sequence_length", "input_packets", "restarts_count")
        .ports("state: window to the memory of the cell", "window_*", "write_element", "state_*");
  }

  /** The names of the registers by address. */
  private static Map<Integer, String> names(Core core) {
    return RegisterMap.of(core.plan()).stream()
        .collect(Collectors.toMap(RegisterMap.Register::address, RegisterMap.Register::name));
  }

  /** How many values a stage clips, by name of the counter. */
  public Bits clips(String name) {
    return part(clips.get(name), name);
  }

  /** How frames are counted; an error in a core that does not. */
  public Framing framing() {
    return part(framing, "framing");
  }

  /** Something is said of a frame that has no output yet; an error in a core that says nothing. */
  public Bool framesWaiting() {
    return part(framesWaiting, "frames");
  }

  /** Bad frames are to have an output; likewise. */
  public Bool answers() {
    return part(outputFrames, "frames").get(0);
  }

  /** tlast of the output is to end sequences; likewise. */
  public Bool outputPackets() {
    return part(outputFrames, "frames").get(1);
  }

  /** The pin that asks for a driver; an error in a core without. */
  public Bool interrupt() {
    return part(interrupt, "interrupt");
  }

  private Bool interrupt(Bool rest) {
    Bool error = events.tooShort().or(events.tooLong()).or(events.wrongSequence());
    Bool before = registerBoolInit("rested", true);
    before.next(rest);
    Bool came = rest.and(before.not()).named("comes_to_rest");
    return system.interrupt(List.of(delivered, error.named("any_error"), dropped, came));
  }

  /** All latents are there; an error in a core without recurrence. */
  public Bool placesFull() {
    return part(placesFull, "places");
  }

  /** What writes the model; an error in a core with ROM. */
  public LoadPort load() {
    return part(load, "load");
  }

  /** What reads and writes the state; an error in a core without recurrence. */
  public StateWindow window() {
    return part(window, "window");
  }

  /** Whether a write to the windows or to the model is accepted; of no use where there is none. */
  private Bool open(Bool rest, Bool started) {
    Bool open = rest.and(started.not());
    Design design = core.plan().design();
    boolean writable =
        core.pipeline().recurrent()
            || design.loadable()
            || design.has(SystemPart.LENGTH)
            || design.has(SystemPart.FRAMES);
    return writable ? open.named("open") : open;
  }

  /** A frame is in flight. */
  private Bool busy(Bool started) {
    int width = core.pipeline().frameBits();
    Bits inFlight = registerInit("frames_in_flight", width, 0);
    // started, delivered and dropped may meet in one cycle
    Bits more = inFlight.plus(started);
    Bits less = more.minus(delivered).asBits().wrapTo(width);
    inFlight.next(less.minus(dropped).asBits().wrapTo(width));
    return inFlight.orAll().named("is_busy");
  }

  /** Whether CONTROL is written; a loadable core refuses it where it cannot begin a load. */
  private Bool control(Bool open) {
    if (load == null) {
      axi.show(RegisterMap.CHECKSUM, Bits.of(LoadImage.checksum(core) & 0xFFFFFFFFL, 32));
      return axi.writes(RegisterMap.CONTROL);
    }
    Bool begins = axi.data().bit(1);
    Bool control = axi.writes(RegisterMap.CONTROL, begins.and(open.not()));
    load.build(open, control.and(begins));
    return control;
  }

  private Bool rest() {
    Bool idle = framesWaiting == null ? busy.not() : busy.or(framesWaiting).not();
    return placesFull == null ? idle : idle.and(placesFull).named("at_rest");
  }

  private FrameEvents errors(Bool started) {
    FrameEvents found =
        new FrameEvents(
            started,
            inputBool("short_frame"),
            inputBool("long_frame"),
            inputBool("wrong_sequence"));
    Bool clearing = axi.writes(RegisterMap.ERRORS);
    Bool shortFrame = sticky("short_frame", found.tooShort(), clearing.and(axi.data().bit(0)));
    Bool longFrame = sticky("long_frame", found.tooLong(), clearing.and(axi.data().bit(1)));
    Bool wrongSequence =
        sticky("wrong_sequence", found.wrongSequence(), clearing.and(axi.data().bit(2)));
    Bits all = Bits.pack(List.of(shortFrame, longFrame, wrongSequence));
    axi.show(RegisterMap.ERRORS, all.widenTo(32));
    return found;
  }

  private Bool sticky(String name, Bool event, Bool clearing) {
    Bool held = registerBoolInit(name + "_error", false);
    held.next(event.or(held.and(clearing.not())));
    return held;
  }

  private void counters() {
    count(RegisterMap.STEPS, "steps", delivered);
    count(RegisterMap.BUSY, "busy", busy);
    count(RegisterMap.STARVED, "starved", inputIdle.and(busy));
    count(RegisterMap.STALLED, "stalled", outputStalled);
    count(RegisterMap.DROPPED, "dropped", dropped);
  }

  private void count(int address, String name, Bits amount) {
    int bits = core.plan().design().counters().events();
    int width = system.counterBits(bits);
    Bits counter = registerInit(name + "_count", width, 0);
    system.snapshot(name, counter, takes);
    keep(counter, counter.plus(amount).wrapTo(width));
    axi.show(address, counter.wrapTo(bits).widenTo(32));
  }

  /** A counter that stays at its greatest value. */
  private void saturations(int address, String name, Bits amount) {
    int bits = core.plan().design().counters().saturations();
    Bits counter = registerInit(name + "_count", bits, 0);
    Bits sum = counter.plus(amount).named(name + "_sum");
    Bool over = sum.slice(sum.width() - 1, bits).orAll();
    keep(counter, over.mux(Bits.of((1L << bits) - 1, bits), sum.wrapTo(bits)));
    axi.show(address, counter.widenTo(32));
  }

  private void keep(Bits counter, Bits next) {
    counter.next(clear.mux(Bits.of(0, counter.width()), next));
  }
}
