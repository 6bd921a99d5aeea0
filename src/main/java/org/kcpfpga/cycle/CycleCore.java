package org.kcpfpga.cycle;

import org.kcpfpga.cycle.base.Agenda;
import org.kcpfpga.cycle.base.Gearbox;
import org.kcpfpga.cycle.base.OutputStage;
import org.kcpfpga.cycle.base.Pins;
import org.kcpfpga.cycle.base.Queue;
import org.kcpfpga.cycle.base.StartQueue;
import org.kcpfpga.cycle.base.StreamStage;
import org.kcpfpga.cycle.cell.CellStage;
import org.kcpfpga.cycle.control.RegisterPort;
import org.kcpfpga.cycle.control.Registers;
import org.kcpfpga.cycle.stage.ContractStage;
import org.kcpfpga.cycle.stage.ExpandStage;
import org.kcpfpga.cycle.stage.FrontStage;

/**
 * All stages of a core and the order in which they move within a cycle.
 *
 * <p>Producers move before consumers, so that a credit given back is seen in the next cycle. The
 * loop over the hidden side is opened at the cell: it decides before anyone has moved, and so do
 * the banks, whose members stand at several places of the stream.
 */
final class CycleCore {
  private final StreamStage stream;
  private final Gearbox gearbox;
  private final FrontStage front;
  private final Agenda agenda;
  private final StageTurns turns;
  private final ContractStage[] contract;
  private final ExpandStage commit;
  private final ExpandStage[] expand;
  private final StartQueue steps;
  private final CellStage cell;
  private final Queue[] queues;
  private final OutputStage output;
  private final Registers registers;
  private final RegisterPort port;
  private final CalmCycles calm;
  private long now;

  CycleCore(CycleStages stages, CycleQueues between, Control control) {
    this.stream = stages.entry().stream();
    this.gearbox = stages.entry().gearbox();
    this.front = stages.entry().front();
    this.agenda = stages.agenda();
    this.turns = stages.turns();
    this.contract = stages.contract();
    this.commit = stages.commit();
    this.expand = stages.expand();
    this.steps = between.steps();
    this.cell = stages.cell();
    this.queues = between.all();
    this.output = between.output();
    this.registers = control.registers();
    this.port = control.port();
    this.calm = new CalmCycles(this, stages, output, control);
  }

  /** Cycles so far; also the number of the cycle to come. */
  long now() {
    return now;
  }

  /** What runs the cycles in which only stages move. */
  CalmCycles calm() {
    return calm;
  }

  /** Sets the output pins of this cycle. */
  void drive(Pins pins) {
    pins.sAxisTready = stream.ready();
    output.drive(pins, now);
    pins.irq = registers.interrupt();
    port.drive(pins);
  }

  /** The rising edge that ends this cycle; {@code pins} hold its inputs and its outputs. */
  void edge(Pins pins) {
    // what reset leaves moves as ever: a write that was granted is done
    advance(pins);
    if (!pins.aresetn) {
      reset();
    }
    next();
    calm.follow(pins);
  }

  private void advance(Pins pins) {
    registers.begin(stream.begins(pins), output.waiting(now));
    port.read(pins, now);
    port.write(pins);
    stream.cycle(now, pins);
    moveStages();
    output.cycle(pins, now);
    registers.end(now, pins, stream.frameBegan, commit.dropped, output.delivered, stream.errors);
    registers.tell(stream, output);
  }

  /** The next cycle begins. */
  void next() {
    now++;
  }

  /** Moves all stages but the streams. */
  void moveStages() {
    long acting = agenda.begin(now);
    boolean takes = cell.takes(now);
    commit.dropped = false;
    if (front != null) {
      front.cycle(now);
    }
    turns.move(acting, now);
    if (takes) {
      cell.take(now);
    }
  }

  private void reset() {
    agenda.reset();
    steps.reset();
    for (Queue queue : queues) {
      queue.reset();
    }
    stream.reset();
    gearbox.reset();
    if (front != null) {
      front.reset();
    }
    for (ContractStage stage : contract) {
      stage.reset();
    }
    for (ExpandStage stage : expand) {
      stage.reset();
    }
    cell.reset(now);
    output.reset();
    registers.reset();
    port.reset();
  }
}
