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
import org.kcpfpga.plan.Channel;
import org.kcpfpga.plan.ContractPlan;
import org.kcpfpga.plan.ExpandPlan;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.plan.Port;
import org.kcpfpga.plan.Saturations;
import org.kcpfpga.plan.TopPorts;

/** The top block: pins, stages, and the channels between them. */
public final class Accelerator extends TopBlock {
  private final Core core;
  private final Pipeline pipeline;
  private final Map<String, Bits> pins = new HashMap<>();
  private final Map<String, ChannelQueue> queues = new HashMap<>();
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
    StreamInput stream = front();
    contracts(pipeline.inputContract(), pipeline.inputExpand().get(0).name());
    contracts(pipeline.hiddenContract(), pipeline.hiddenExpand().get(0).name());
    List<ExpandStage> inputs = expands(pipeline.inputExpand(), Pipeline.CELL_INPUT);
    List<ExpandStage> hiddens = expands(pipeline.hiddenExpand(), Pipeline.CELL_HIDDEN);
    steps(inputs.get(0), hiddens.get(0));
    cell();
    Bool delivered = output();
    control(stream, inputs.get(0).bool("dropped"), delivered);
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

  private StreamInput front() {
    String consumer =
        pipeline.inputContract().isEmpty()
            ? pipeline.inputExpand().get(0).name()
            : pipeline.inputContract().get(0).name();
    Channel channel = pipeline.into(consumer);
    StreamInput stream = instance("stream_input", () -> new StreamInput(core, channel));
    stream.bool("tvalid").drive(pin("s_axis_tvalid"));
    stream.bits("tdata").drive(pins.get("s_axis_tdata"));
    stream.bool("tlast").drive(pin("s_axis_tlast"));
    stream.bool("tuser").drive(pin("s_axis_tuser"));
    stream.bool("out_credit").drive(queue(consumer).bool("credit"));
    pins.get("s_axis_tready").drive(stream.bool("tready"));

    Front front = instance("input_front", () -> new Front(core));
    front.bits("beat").drive(stream.bits("beat_data"));
    front.bool("beat_valid").drive(stream.bool("beat_valid"));
    front.bool("beat_first").drive(stream.bool("beat_first"));
    front.bool("beat_last").drive(stream.bool("beat_last"));
    front.bits("beat_flags").drive(stream.bits("beat_flags"));
    front.bool("load").drive(stream.bool("load"));
    feed(front, consumer);
    clips.put(pipeline.front().name(), front.bits("clips"));
    return stream;
  }

  /** Connects a producer's push ports to the queue of a consumer. */
  private void feed(Block producer, String consumer) {
    queue(consumer).bool("push").drive(producer.bool("push"));
    queue(consumer).bits("push_data").drive(producer.bits("push_data"));
  }

  /** Connects a stage to the queue it reads. */
  private void read(Block stage, String consumer) {
    stage.bool("in_valid").drive(queue(consumer).bool("valid"));
    stage.bits("in_data").drive(queue(consumer).bits("data"));
    queue(consumer).bool("pop").drive(stage.bool("in_pop"));
  }

  private void contracts(List<ContractPlan> plans, String afterwards) {
    for (int i = 0; i < plans.size(); i++) {
      ContractPlan plan = plans.get(i);
      String next = i + 1 < plans.size() ? plans.get(i + 1).name() : afterwards;
      Channel in = pipeline.into(plan.name());
      Channel out = pipeline.into(next);
      ContractStage stage = instance(plan.name(), () -> new ContractStage(core, plan, in, out));
      read(stage, plan.name());
      feed(stage, next);
      stage.bool("out_credit").drive(queue(next).bool("credit"));
      clips.put(plan.name(), stage.bits("clips"));
    }
  }

  private List<ExpandStage> expands(List<ExpandPlan> plans, String afterwards) {
    List<ExpandStage> stages = new ArrayList<>();
    for (int i = 0; i < plans.size(); i++) {
      ExpandPlan plan = plans.get(i);
      String next = i + 1 < plans.size() ? plans.get(i + 1).name() : afterwards;
      Channel in = pipeline.into(plan.name());
      Channel out = pipeline.into(next);
      ExpandStage stage = instance(plan.name(), () -> new ExpandStage(core, plan, in, out));
      read(stage, plan.name());
      feed(stage, next);
      stage.bool("out_credit").drive(queue(next).bool("credit"));
      if (!plan.last()) {
        clips.put(plan.name(), stage.bits("clips"));
      }
      stages.add(stage);
    }
    return stages;
  }

  /** The queue of committed steps, from the input side to the hidden side. */
  private void steps(ExpandStage input, ExpandStage hidden) {
    Channel channel = new Channel("steps_queue", 1, 1, Pipeline.START_DEPTH, 1, 0);
    ChannelQueue steps = instance(channel.name(), () -> new ChannelQueue(core, channel));
    CreditCounter.Format format = new CreditCounter.Format(channel.credits(), 1, 1, 1);
    CreditCounter room = instance("steps_room", () -> new CreditCounter(core, format));
    room.bool("spend").drive(input.bool("commit"));
    room.bool("give_back").drive(steps.bool("credit"));
    input.bool("step_room").drive(room.bool("available"));
    steps.bool("push").drive(input.bool("commit"));
    steps.bits("push_data").drive(input.bool("commit_start"));
    steps.bool("pop").drive(hidden.bool("step_done"));
    hidden.bool("step_valid").drive(steps.bool("valid"));
    hidden.bool("step_start").drive(steps.bits("data").asBool());
  }

  private void cell() {
    LstmCell cell = instance("lstm_cell", () -> new LstmCell(core));
    ChannelQueue inputSums = queue(Pipeline.CELL_INPUT);
    ChannelQueue hiddenSums = queue(Pipeline.CELL_HIDDEN);
    cell.bool("input_valid").drive(inputSums.bool("valid"));
    cell.bits("input_data").drive(inputSums.bits("data"));
    cell.bool("hidden_valid").drive(hiddenSums.bool("valid"));
    cell.bits("hidden_data").drive(hiddenSums.bits("data"));
    inputSums.bool("pop").drive(cell.bool("pop"));
    hiddenSums.bool("pop").drive(cell.bool("pop"));

    ChannelQueue output = queue(Pipeline.OUTPUT);
    ChannelQueue tokens = queue(pipeline.hiddenContract().get(0).name());
    cell.bool("output_credit").drive(output.bool("credit"));
    cell.bool("hidden_credit").drive(tokens.bool("credit"));
    output.bool("push").drive(cell.bool("push"));
    output.bits("push_data").drive(Bits.pack(List.of(cell.bits("value"), cell.bool("last"))));
    tokens.bool("push").drive(cell.bool("push"));
    tokens.bits("push_data").drive(cell.bits("value"));
    clips.put(Saturations.PRE, cell.bits("pre_clips"));
    clips.put(Saturations.STATE, cell.bits("state_clips"));
    clips.put(Saturations.HIDDEN, cell.bits("hidden_clips"));
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

  private void control(StreamInput stream, Bool dropped, Bool delivered) {
    List<String> names = core.plan().saturationNames();
    List<Integer> widths = names.stream().map(name -> clips.get(name).width()).toList();
    ControlPort control = instance("control_port", () -> new ControlPort(core, widths));
    for (String name : names) {
      control.bits(name + "_clips").drive(clips.get(name));
    }
    for (String name : List.of("short_frame", "long_frame", "frame_started")) {
      control.bool(name).drive(stream.bool(name));
    }
    control.bool("frame_dropped").drive(dropped);
    control.bool("step_delivered").drive(delivered);
    control.bool("input_idle").drive(stream.bool("tready").and(pin("s_axis_tvalid").not()));
    Bool valid = queue(Pipeline.OUTPUT).bool("valid");
    control.bool("output_stalled").drive(valid.and(pin("m_axis_tready").not()));
    for (Port port : TopPorts.of(core.plan())) {
      if (port.name().startsWith("s_axil_")) {
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
