package org.kcpfpga.cycle;

import org.kcpfpga.cycle.base.Bank;
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
  private final Bank[] banks;
  private final ContractStage[] contract;
  private final ExpandStage commit;
  private final ExpandStage[] expand;
  private final StartQueue steps;
  private final CellStage cell;
  private final Queue[] queues;
  private final OutputStage output;
  private final Registers registers;
  private final RegisterPort port;
  private long now;

  CycleCore(CycleStages stages, CycleQueues between, Registers registers, RegisterPort port) {
    this.stream = stages.entry().stream();
    this.gearbox = stages.entry().gearbox();
    this.front = stages.entry().front();
    this.banks = stages.banks();
    this.contract = stages.contract();
    this.commit = stages.commit();
    this.expand = stages.expand();
    this.steps = between.steps();
    this.cell = stages.cell();
    this.queues = between.all();
    this.output = between.output();
    this.registers = registers;
    this.port = port;
  }

  /** Cycles so far; also the number of the cycle to come. */
  long now() {
    return now;
  }

  /** Whether the stream input is ready in this cycle. */
  boolean ready() {
    return stream.ready();
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
    now++;
  }

  private void advance(Pins pins) {
    registers.begin(stream.begins(pins), output.waiting(now));
    port.read(pins, now);
    port.write(pins);
    boolean takes = cell.takes(now);
    for (Bank bank : banks) {
      bank.cycle(now);
    }
    commit.dropped = false;
    stream.cycle(now, pins);
    if (front != null) {
      front.cycle(now);
    }
    for (ContractStage stage : contract) {
      if (stage.wake <= now) {
        stage.cycle(now);
      }
    }
    for (ExpandStage stage : expand) {
      if (stage.wake <= now) {
        stage.cycle(now);
      }
    }
    if (takes) {
      cell.take(now);
    }
    output.cycle(pins, now);
    registers.end(now, pins, stream.frameBegan, commit.dropped, output.delivered, stream.errors);
    registers.tell(stream, output);
  }

  private void reset() {
    stream.reset();
    gearbox.reset();
    if (front != null) {
      front.reset();
    }
    for (Bank bank : banks) {
      bank.reset();
    }
    for (ContractStage stage : contract) {
      stage.reset();
    }
    for (ExpandStage stage : expand) {
      stage.reset();
    }
    cell.reset(now);
    steps.reset();
    for (Queue queue : queues) {
      queue.reset();
    }
    output.reset();
    registers.reset();
    port.reset();
  }
}
