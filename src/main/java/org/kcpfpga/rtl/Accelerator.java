package org.kcpfpga.rtl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.SystemPart;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Clock;
import org.kcpfpga.hdl.Heading;
import org.kcpfpga.hdl.TopBlock;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.plan.Channel;
import org.kcpfpga.plan.ContractPlan;
import org.kcpfpga.plan.ExpandPlan;
import org.kcpfpga.plan.MultiplierBank;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.plan.Stage;
import org.kcpfpga.plan.boundary.TopPorts;
import org.kcpfpga.rtl.bank.Bank;
import org.kcpfpga.rtl.base.ChannelQueue;
import org.kcpfpga.rtl.base.CreditCounter;
import org.kcpfpga.rtl.base.Sink;
import org.kcpfpga.rtl.base.Source;
import org.kcpfpga.rtl.base.StageBlock;
import org.kcpfpga.rtl.base.StreamStage;
import org.kcpfpga.rtl.cell.Cell;
import org.kcpfpga.rtl.cell.CellBlock;
import org.kcpfpga.rtl.cell.CellLanes;
import org.kcpfpga.rtl.control.ControlPort;
import org.kcpfpga.rtl.control.Gearbox;
import org.kcpfpga.rtl.control.StreamInput;
import org.kcpfpga.rtl.control.StreamOutput;
import org.kcpfpga.rtl.front.Front;
import org.kcpfpga.rtl.stage.ContractStage;
import org.kcpfpga.rtl.stage.ExpandStage;
import org.kcpfpga.rtl.stage.StepMaker;
import org.kcpfpga.rtl.stage.StepPorts;
import org.kcpfpga.rtl.stage.StepTaker;

/** The top block: pins, stages, the channels between them, and the multipliers they share. */
public final class Accelerator extends TopBlock {
  private final Core core;
  private final Pipeline pipeline;
  private final TopPins pins;
  private final Map<String, ChannelQueue> queues = new HashMap<>();
  private final Map<String, StageBlock> stages = new LinkedHashMap<>();
  private final Map<String, Bits> clips = new HashMap<>();

  /** Null where the output says nothing of frames. */
  private StreamOutput sender;

  public Accelerator(Core core) {
    super(core.top());
    this.core = core;
    this.pipeline = core.pipeline();
    Clock clock = clockInput(TopPorts.CLOCK);
    pins = new TopPins(this, core.plan());
    withClockAndReset(clock, pins.resetn.asBool().not().named("reset"), this::build);
  }

  @Override
  protected void describe(Heading text) {
    Design design = core.plan().design();
    text.says(
            "Core "
                + design.name()
                + ": KCP-compressed "
                + design.cell().jsonName()
                + ", a step of its input stream in "
                + core.plan().cycles().interval()
                + " cycles, "
                + core.plan().cycles().latency()
                + " from its first beat to its last result. Input stages, hidden stages, cell; a"
                + " queue with credits between any two.")
        .parameter("element bits", core.bits().activation())
        .parameter("input lanes", pipeline.stream().busLanes())
        .parameter("output lanes", design.lanes().output())
        .parameter("sequences", pipeline.stream().sequences())
        .ports("clock, and synchronous reset (active low)", TopPorts.CLOCK, "aresetn")
        .ports("AXI stream of inputs: a frame is a step", "s_axis_*")
        .ports("AXI stream of outputs: tlast ends a step", "m_axis_*")
        .ports("AXI4-Lite registers, see registers.md", "s_axil_*")
        .ports("interrupt, high until its events are cleared", TopPorts.INTERRUPT);
  }

  private void build() {
    StreamInput stream = instance("stream_input", () -> new StreamInput(core));
    stream.in.connect(pins.input);
    Gearbox gearbox = instance("gearbox", () -> new Gearbox(core));
    stream.out.connect(gearbox.in);
    if (pipeline.systolic()) {
      front(gearbox);
    }
    contracts(pipeline.input().contract(), gearbox);
    contracts(pipeline.hidden().contract(), null);
    StepMaker input = expands(pipeline.input().expand()).maker();
    StepTaker hidden = pipeline.recurrent() ? expands(pipeline.hidden().expand()).taker() : null;
    if (pipeline.recurrent()) {
      steps(input.commit(), hidden.next());
    }
    CellBlock cell = cell();
    pipeline.banks().forEach(this::bank);
    Bool delivered = output();
    ControlPort control = control(stream, input.dropped, delivered);
    if (core.plan().design().has(SystemPart.LENGTH)) {
      stream.framing().connect(control.framing());
    }
    if (sender != null) {
      new FrameWiring(this, core, sender).connect(stream, control, pins.output);
    }
    if (pipeline.recurrent()) {
      new WindowWiring(core, control, cell).connect(stream, input, hidden, tokens().in);
    }
    if (core.plan().design().loadable()) {
      new LoadWiring(core, control.load(), stages).connect();
    }
  }

  /** Keeps a stage under its name. */
  private void keep(String name, StageBlock stage) {
    stages.put(name, stage);
    clips.putAll(stage.clips());
  }

  /** The queue into a consumer; made when first asked for. */
  private ChannelQueue queue(String consumer) {
    return queues.computeIfAbsent(
        consumer,
        name -> {
          Channel channel = pipeline.into(name);
          return new ChannelQueue(this, channel);
        });
  }

  private void front(Gearbox gearbox) {
    String consumer = pipeline.after(pipeline.front());
    Front front = instance("input_front", () -> new Front(core, pipeline.into(consumer)));
    join(front, gearbox.out, consumer);
    keep(pipeline.front().name(), front);
  }

  /** Connects a stage with what it reads and with the queue of its consumer. */
  private void join(StreamStage stage, Source source, String consumer) {
    stage.in().connect(source);
    stage.out().connect(queue(consumer).in);
  }

  /** {@code gearbox}: what a stage without a channel reads. */
  private void contracts(List<ContractPlan> plans, Gearbox gearbox) {
    for (ContractPlan plan : plans) {
      String name = plan.name();
      String consumer = pipeline.after(plan);
      Channel out = pipeline.into(consumer);
      ContractStage stage =
          instance(name, () -> new ContractStage(core, plan, out.flagBits(), out));
      join(stage, pipeline.reads(name) ? queue(name).out : gearbox.out, consumer);
      keep(name, stage);
    }
  }

  /** Returns the first stage. */
  private ExpandStage expands(List<ExpandPlan> plans) {
    List<ExpandStage> made = new ArrayList<>();
    for (ExpandPlan plan : plans) {
      String name = plan.name();
      String consumer = pipeline.after(plan);
      Channel in = pipeline.into(name);
      Channel out = pipeline.into(consumer);
      ExpandStage stage = instance(name, () -> new ExpandStage(core, plan, in, out));
      join(stage, queue(name).out, consumer);
      keep(name, stage);
      made.add(stage);
    }
    return made.get(0);
  }

  /** The queue of committed steps, from the input side to the hidden side. */
  private void steps(StepPorts.Commit input, StepPorts.Next hidden) {
    int flags = pipeline.stream().stepFlags();
    Channel channel = pipeline.steps();
    ChannelQueue steps = new ChannelQueue(this, channel);
    CreditCounter room = new CreditCounter(this, "steps_room", channel, 1);
    room.spend.drive(input.commit());
    room.giveBack.drive(steps.in.room());
    input.room().drive(room.available);
    steps.in.push().drive(input.commit());
    steps.in.data().drive(input.step());
    steps.out.pop().drive(hidden.done());
    hidden.valid().drive(steps.out.valid());
    hidden.start().drive(steps.out.data().bit(0));
    if (flags > 1) {
      hidden.sequence().drive(steps.out.data().slice(flags - 1, 1));
    }
  }

  /** The queue of h on its way to the hidden side. */
  private ChannelQueue tokens() {
    return queue(pipeline.hidden().contract().get(0).name());
  }

  private CellBlock cell() {
    // "cell" alone is a word of Verilog
    String called = pipeline.cell().kind().jsonName() + "_" + CellPlan.NAME;
    CellBlock cell =
        pipeline.cell().lanes() == 1
            ? instance(called, () -> new Cell(core))
            : instance(called, () -> new CellLanes(core));
    keep(CellPlan.NAME, cell);
    cell.input().connect(queue(Pipeline.CELL_INPUT).out);
    Sink output = queue(Pipeline.OUTPUT).in;
    cell.outputCredit().drive(output.room());
    CellBlock.Given given = cell.output();
    output.push().drive(given.delivers());
    output.data().drive(Bits.pack(List.of(given.value(), given.last())));
    if (pipeline.recurrent()) {
      cell.hidden().connect(queue(Pipeline.CELL_HIDDEN).out);
      cell.toHidden().credit().drive(tokens().in.room());
    }
    return cell;
  }

  private void bank(MultiplierBank plan) {
    List<Stage> members = new ArrayList<>();
    for (String name : plan.members()) {
      pipeline.stages().stream().filter(s -> s.name().equals(name)).forEach(members::add);
    }
    Bank bank = instance(plan.name(), () -> new Bank(core, plan, members));
    plan.members().forEach(name -> stages.get(name).bank().connect(bank.member(name)));
  }

  /** The output stream; returns whether a step's last beat is being delivered. */
  private Bool output() {
    Source queue = queue(Pipeline.OUTPUT).out;
    if (core.plan().design().has(SystemPart.FRAMES)) {
      sender = instance("stream_output", () -> new StreamOutput(core));
      sender.steps.connect(queue);
      return sender.delivered;
    }
    Bool valid = queue.valid();
    Bits data = queue.data();
    Bits beat = StreamOutput.beat(core, data);
    Bool last = valid.and(data.bit(data.width() - 1)).named("output_last");
    Bool taken = valid.and(pins.output.ready().asBool()).named("output_taken");
    queue.pop().drive(taken);
    pins.output.valid().drive(valid);
    pins.output.data().drive(valid.mux(beat, Bits.of(0, beat.width())));
    pins.output.last().drive(last);
    return taken.and(last);
  }

  private ControlPort control(StreamInput stream, Bool dropped, Bool delivered) {
    List<String> names = core.plan().saturationNames();
    List<Integer> widths = names.stream().map(name -> clips.get(name).width()).toList();
    ControlPort control = instance("control_port", () -> new ControlPort(core, widths));
    names.forEach(name -> control.clips(name).drive(clips.get(name)));
    control.events.connect(stream.events);
    control.dropped.drive(dropped);
    control.delivered.drive(delivered);
    Bits ready = stream.in.ready();
    control.inputIdle.drive(ready.asBool().and(pins.input.valid().asBool().not()));
    Bool valid = sender == null ? queue(Pipeline.OUTPUT).out.valid() : sender.out.valid().asBool();
    control.outputStalled.drive(valid.and(pins.output.ready().asBool().not()));
    control.pins.connect(pins.control);
    if (pins.interrupt != null) {
      pins.interrupt.drive(control.interrupt());
    }
    return control;
  }
}
