package org.kcpfpga.cycle;

import org.kcpfpga.cycle.base.OutputStage;
import org.kcpfpga.cycle.base.PinWords;
import org.kcpfpga.cycle.base.Pins;
import org.kcpfpga.cycle.base.StreamStage;
import org.kcpfpga.cycle.control.RegisterPort;
import org.kcpfpga.cycle.control.Registers;
import org.kcpfpga.cycle.stage.ExpandStage;

/**
 * Cycles in which beats amid a frame go in and stages move, and nothing else happens: no reset, no
 * access to a register, no output. Most cycles of a large input are such ones.
 *
 * <p>They leave what all others leave, but neither set nor read {@link Pins}: s_axis_tready and the
 * interrupt are the only pins that may be high.
 */
final class CalmCycles {
  private final CycleCore core;
  private final StreamStage stream;
  private final OutputStage output;
  private final ExpandStage commit;
  private final Registers registers;
  private final RegisterPort port;

  /** Reset, registers and their port have nothing to do until a pin or a stage says so. */
  private boolean still;

  CalmCycles(CycleCore core, CycleStages stages, OutputStage output, Control control) {
    this.core = core;
    this.stream = stages.entry().stream();
    this.commit = stages.commit();
    this.output = output;
    this.registers = control.registers();
    this.port = control.port();
  }

  /** After a cycle of any kind with these pins. */
  void follow(Pins pins) {
    still = pins.aresetn && !pins.mAxisTvalid && port.idle() && registers.calm();
  }

  /**
   * Runs a cycle if it is calm.
   *
   * @return whether it was; else nothing has happened
   */
  boolean run(PinWords words, int[] inputs, int from, int[] outputs, int to) {
    if (!still || !stream.amid() || !output.idle(core.now()) || !words.calm(inputs, from)) {
      return false;
    }
    boolean ready = stream.ready();
    words.packCalm(ready, registers.interrupt(), outputs, to);
    boolean offered = words.offered(inputs, from);
    if (ready && offered) {
      stream.goOn(core.now(), words, inputs, from);
    }
    registers.countCalm(ready && !offered);
    core.moveStages();
    if (commit.dropped) {
      registers.dropInCalm();
      still = false;
    }
    core.next();
    return true;
  }
}
