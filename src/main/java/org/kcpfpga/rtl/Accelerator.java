package org.kcpfpga.rtl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Block;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Clock;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.hdl.TopBlock;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.plan.Channel;
import org.kcpfpga.plan.ContractPlan;
import org.kcpfpga.plan.ExpandPlan;
import org.kcpfpga.plan.MultiplierBank;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.plan.Stage;
import org.kcpfpga.plan.StageNames;
import org.kcpfpga.plan.boundary.Port;
import org.kcpfpga.plan.boundary.TopPorts;
import org.kcpfpga.rtl.bank.Bank;
import org.kcpfpga.rtl.base.ChannelQueue;
import org.kcpfpga.rtl.base.CreditCounter;
import org.kcpfpga.rtl.cell.Cell;
import org.kcpfpga.rtl.control.ControlPort;
import org.kcpfpga.rtl.control.Gearbox;
import org.kcpfpga.rtl.control.StreamInput;
import org.kcpfpga.rtl.stage.ContractStage;
import org.kcpfpga.rtl.stage.ExpandStage;
import org.kcpfpga.rtl.stage.Front;

/** The top block: pins, stages, the channels between them, and the multipliers they share. */
public final class Accelerator extends TopBlock {
  private final Core core;
  private final Pipeline pipeline;
  private final Map<String, Bits> pins = new HashMap<>();
  private final Map<String, ChannelQueue> queues = new HashMap<>();
  private final Map<String, Block> stages = new HashMap<>();
  private final Map<String, Bits> clips = new HashMap<>();

  public Accelerator(Core core) {
    super(core.top());
    this.core = core;
    this.pipeline = core.pipeline();
    Clock clock = clockInput(TopPorts.CLOCK);
    for (Port port : TopPorts.of(core.plan())) {
      pins.put(
          port.name(),
          port.input() ? input(port.name(), port.width()) : output(port.name(), port.width()));
    }
    Bool reset = pins.get("aresetn").asBool().not();
    withClockAndReset(clock, reset, this::build);
  }

  private void build() {
    StreamInput stream = instance("stream_input", () -> new StreamInput(core));
    Gearbox gearbox = gearbox(stream);
    if (pipeline.systolic()) {
      front(gearbox);
    }
    contracts(pipeline.inputContract(), gearbox);
    contracts(pipeline.hiddenContract(), null);
    expands(pipeline.inputExpand());
    expands(pipeline.hiddenExpand());
    Block first = stages.get(pipeline.inputExpand().get(0).name());
    if (pipeline.recurrent()) {
      steps(first, stages.get(pipeline.hiddenExpand().get(0).name()));
    }
    cell();
    pipeline.banks().forEach(this::bank);
    Bool delivered = output();
    ControlPort control = control(stream, first.bool("dropped"), delivered);
    if (pipeline.recurrent()) {
      new WindowWiring(core, control, stages).connect(stream, tokens());
    }
    if (core.plan().design().loadable()) {
      new LoadWiring(core, control, stages).connect();
    }
  }

  private Bool pin(String name) {
    return pins.get(name).asBool();
  }

  /** The queue into a consumer; made when first asked for. */
  private ChannelQueue queue(String consumer) {
    return queues.computeIfAbsent(
        consumer,
        name -> {
          Channel channel = pipeline.into(name);
          return instance(channel.name(), () -> new ChannelQueue(core, channel));
        });
  }

  private Gearbox gearbox(StreamInput stream) {
    stream.bool("tvalid").drive(pin("s_axis_tvalid"));
    stream.bits("tdata").drive(pins.get("s_axis_tdata"));
    stream.bool("tlast").drive(pin("s_axis_tlast"));
    stream.bits("tuser").drive(pins.get("s_axis_tuser"));
    pins.get("s_axis_tready").drive(stream.bool("tready"));

    Gearbox gearbox = instance("gearbox", () -> new Gearbox(core));
    gearbox.bool("push").drive(stream.bool("push"));
    gearbox.bits("push_data").drive(stream.bits("push_data"));
    stream.bool("room").drive(gearbox.bool("room"));
    return gearbox;
  }

  private void front(Gearbox gearbox) {
    String consumer = pipeline.afterFront();
    Front front = instance("input_front", () -> new Front(core, pipeline.into(consumer)));
    stages.put(pipeline.front().name(), front);
    read(front, gearbox);
    feed(front, consumer);
    clips.put(pipeline.front().name(), front.bits("clips"));
  }

  /** Connects a producer to the queue of a consumer. */
  private void feed(Block producer, String consumer) {
    queue(consumer).bool("push").drive(producer.bool("push"));
    queue(consumer).bits("push_data").drive(producer.bits("push_data"));
    producer.bool("out_credit").drive(queue(consumer).bool("credit"));
  }

  /** Connects a stage to the queue or gearbox that it reads. */
  private void read(Block stage, Block source) {
    stage.bool("in_valid").drive(source.bool("valid"));
    stage.bits("in_data").drive(source.bits("data"));
    source.bool("pop").drive(stage.bool("in_pop"));
  }

  /** {@code gearbox}: what a stage without a channel reads. */
  private void contracts(List<ContractPlan> plans, Gearbox gearbox) {
    for (int i = 0; i < plans.size(); i++) {
      ContractPlan plan = plans.get(i);
      String name = plan.name();
      Channel out = pipeline.into(pipeline.next(plans, i));
      ContractStage stage =
          instance(name, () -> new ContractStage(core, plan, out.flagBits(), out));
      read(stage, pipeline.reads(name) ? queue(name) : gearbox);
      feed(stage, pipeline.next(plans, i));
      clips.put(name, stage.bits("clips"));
      stages.put(name, stage);
    }
  }

  private void expands(List<ExpandPlan> plans) {
    for (int i = 0; i < plans.size(); i++) {
      ExpandPlan plan = plans.get(i);
      String name = plan.name();
      Channel in = pipeline.into(name);
      Channel out = pipeline.into(pipeline.nextExpand(plans, i));
      ExpandStage stage = instance(name, () -> new ExpandStage(core, plan, in, out));
      read(stage, queue(name));
      feed(stage, pipeline.nextExpand(plans, i));
      if (plan.requantises()) {
        clips.put(name, stage.bits("clips"));
      }
      stages.put(name, stage);
    }
  }

  /** The queue of committed steps, from the input side to the hidden side. */
  private void steps(Block input, Block hidden) {
    int flags = pipeline.stream().stepFlags();
    Channel channel = new Channel("steps_queue", 1, 1, Pipeline.START_DEPTH, flags, 0);
    ChannelQueue steps = instance(channel.name(), () -> new ChannelQueue(core, channel));
    CreditCounter.Format format = new CreditCounter.Format(channel.credits(), 1, 1, 1);
    CreditCounter room = instance("steps_room", () -> new CreditCounter(core, format));
    room.bool("spend").drive(input.bool("commit"));
    room.bool("give_back").drive(steps.bool("credit"));
    input.bool("step_room").drive(room.bool("available"));
    steps.bool("push").drive(input.bool("commit"));
    steps.bits("push_data").drive(input.bits("commit_step"));
    steps.bool("pop").drive(hidden.bool("step_done"));
    hidden.bool("step_valid").drive(steps.bool("valid"));
    hidden.bool("step_start").drive(steps.bits("data").bit(0));
    if (flags > 1) {
      hidden.bits("step_sequence").drive(steps.bits("data").slice(flags - 1, 1));
    }
  }

  /** The queue of h on its way to the hidden side. */
  private ChannelQueue tokens() {
    return queue(pipeline.hiddenContract().get(0).name());
  }

  private void cell() {
    // "cell" alone is a word of Verilog
    String called = pipeline.cell().kind().jsonName() + "_" + CellPlan.NAME;
    Cell cell = instance(called, () -> new Cell(core));
    stages.put(CellPlan.NAME, cell);
    sums(cell, "input", queue(Pipeline.CELL_INPUT));
    ChannelQueue output = queue(Pipeline.OUTPUT);
    cell.bool("output_credit").drive(output.bool("credit"));
    output.bool("push").drive(cell.bool("push"));
    output.bits("push_data").drive(Bits.pack(List.of(cell.bits("value"), cell.bool("last"))));
    if (pipeline.recurrent()) {
      sums(cell, "hidden", queue(Pipeline.CELL_HIDDEN));
      cell.bool("hidden_credit").drive(tokens().bool("credit"));
    }
    Map<String, String> counted =
        Map.of(
            StageNames.PRE, "pre_clips",
            StageNames.STATE, "state_clips",
            StageNames.HIDDEN, "hidden_clips");
    for (String name : core.plan().saturationNames()) {
      if (counted.containsKey(name)) {
        clips.put(name, cell.bits(counted.get(name)));
      }
    }
  }

  private void sums(Cell cell, String side, ChannelQueue sums) {
    cell.bool(side + "_valid").drive(sums.bool("valid"));
    cell.bits(side + "_data").drive(sums.bits("data"));
    sums.bool("pop").drive(cell.bool("pop"));
  }

  private void bank(MultiplierBank plan) {
    List<Stage> members = new ArrayList<>();
    for (String name : plan.members()) {
      pipeline.stages().stream().filter(s -> s.name().equals(name)).forEach(members::add);
    }
    Bank bank = instance(plan.name(), () -> new Bank(core, plan, members));
    for (Stage member : members) {
      String name = member.name();
      Block stage = stages.get(name);
      bank.bits(name + "_tokens").drive(stage.bits("bank_tokens"));
      bank.bits(name + "_factors").drive(stage.bits("bank_factors"));
      int width = member.multipliers() * plan.productBits();
      if (plan.sums().any() && !(member instanceof CellPlan)) {
        bank.bool(name + "_first").drive(stage.bool("bank_first"));
        bank.bits(name + "_word").drive(stage.bits("bank_word"));
        stage.bits("bank_sums").drive(bank.bits("sums"));
      }
      stage.bits("bank_products").drive(bank.bits("products").slice(width - 1, 0));
      if (plan.shared() && member instanceof CellPlan) {
        bank.bool(name + "_claims").drive(stage.bool("bank_claims"));
      } else if (plan.shared()) {
        bank.bool(name + "_wants").drive(stage.bool("bank_wants"));
        stage.bool("bank_grant").drive(bank.bool(name + "_grant"));
      }
    }
  }

  /** The output stream; returns whether a step's last beat is being delivered. */
  private Bool output() {
    ChannelQueue queue = queue(Pipeline.OUTPUT);
    Bool valid = queue.bool("valid");
    Bits data = queue.bits("data");
    int bits = core.bits().activation();
    int slot = TopPorts.slotBits(bits);
    List<Signed> values = new ArrayList<>();
    for (int lane = 0; lane < core.plan().design().outputLanes(); lane++) {
      values.add(data.slice((lane + 1) * bits - 1, lane * bits).asSigned().widenTo(slot));
    }
    Bits beat = Bits.pack(values);
    Bool last = valid.and(data.bit(data.width() - 1)).named("output_last");
    Bool taken = valid.and(pin("m_axis_tready")).named("output_taken");
    queue.bool("pop").drive(taken);
    pins.get("m_axis_tvalid").drive(valid);
    pins.get("m_axis_tdata").drive(valid.mux(beat, Bits.of(0, beat.width())));
    pins.get("m_axis_tlast").drive(last);
    return taken.and(last);
  }

  private ControlPort control(StreamInput stream, Bool dropped, Bool delivered) {
    List<String> names = core.plan().saturationNames();
    List<Integer> widths = names.stream().map(name -> clips.get(name).width()).toList();
    ControlPort control = instance("control_port", () -> new ControlPort(core, widths));
    for (String name : names) {
      control.bits(name + "_clips").drive(clips.get(name));
    }
    for (String name : List.of("short_frame", "long_frame", "wrong_sequence", "frame_started")) {
      control.bool(name).drive(stream.bool(name));
    }
    control.bool("frame_dropped").drive(dropped);
    control.bool("step_delivered").drive(delivered);
    control.bool("input_idle").drive(stream.bool("tready").and(pin("s_axis_tvalid").not()));
    Bool valid = queue(Pipeline.OUTPUT).bool("valid");
    control.bool("output_stalled").drive(valid.and(pin("m_axis_tready").not()));
    axi(control);
    return control;
  }

  private void axi(ControlPort control) {
    for (Port port : TopPorts.of(core.plan())) {
      boolean used = !port.name().endsWith(TopPorts.PROTECTION);
      if (port.name().startsWith("s_axil_") && used) {
        Bits inner = control.bits(port.name().substring("s_axil_".length()));
        Bits pin = pins.get(port.name());
        if (port.input()) {
          inner.drive(pin);
        } else {
          pin.drive(inner);
        }
      }
    }
  }
}
