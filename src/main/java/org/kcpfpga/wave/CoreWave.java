package org.kcpfpga.wave;

import java.util.List;
import org.kcpfpga.plan.boundary.Port;
import org.kcpfpga.plan.boundary.TopPorts;

/** The wave of one core: scope {@code kcp}, in it one of the core's with all pins. */
public final class CoreWave {
  /** The scope of everything. */
  static final String ROOT = "kcp";

  private final WaveClock clock;
  private final PinScope inputs;
  private final PinScope outputs;
  private final InnerSignals inner;

  /**
   * Begins a wave.
   *
   * @param scope {@code model} or {@code rtl}
   * @param ports without the clock
   * @param inner what is within the RTL, or null
   */
  public CoreWave(Wave wave, String scope, List<Port> ports, InnerSignals inner) {
    this.inner = inner;
    wave.scope(ROOT);
    wave.scope(scope);
    clock = new WaveClock(wave, TopPorts.CLOCK);
    inputs = new PinScope(wave, ports, true);
    outputs = new PinScope(wave, ports, false);
    if (inner != null) {
      inner.declare(wave, clock);
    }
    wave.up();
    wave.up();
    wave.begin();
  }

  /**
   * One cycle.
   *
   * @param in record of the input pins
   * @param out record of the output pins as they are before the edge that ends the cycle
   * @param changes within the RTL, or null
   */
  public void cycle(int[] in, int[] out, String changes) {
    clock.rise();
    inputs.set(in, 0);
    outputs.set(out, 0);
    if (inner != null) {
      inner.next(inner.cycles(changes));
    }
    clock.fall();
  }
}
