package org.kcpfpga.wave;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.kcpfpga.plan.boundary.Port;
import org.kcpfpga.plan.boundary.TopPorts;

/**
 * The wave of cycle model and RTL side by side: the same pins in the scopes {@code model} and
 * {@code rtl}, and in {@code differences} a bit for each output pin, which is 1 while the two
 * differ in it. {@code differs} is 1 while any of them is.
 */
public final class ComparedWave {
  private final WaveClock clock;
  private final PinScope inputs;
  private final PinScope rtlInputs;
  private final PinScope model;
  private final PinScope rtl;
  private final InnerSignals inner;
  private final List<Port> compared;
  private final List<Integer> differences = new ArrayList<>();
  private final int differs;
  private final Wave wave;

  /**
   * Begins a wave.
   *
   * @param ports without the clock
   * @param ownInputs whether the RTL may be given other inputs than the model
   * @param inner what is within the RTL, or null
   */
  public ComparedWave(Wave wave, List<Port> ports, boolean ownInputs, InnerSignals inner) {
    this.wave = wave;
    this.inner = inner;
    compared = Port.only(ports, false);
    wave.scope(CoreWave.ROOT);
    differs = wave.signal("differs", 1);
    wave.scope("model");
    clock = new WaveClock(wave, TopPorts.CLOCK);
    inputs = new PinScope(wave, ports, true);
    model = new PinScope(wave, ports, false);
    wave.up();
    wave.scope("rtl");
    clock.alias(TopPorts.CLOCK);
    if (ownInputs) {
      rtlInputs = new PinScope(wave, ports, true);
    } else {
      rtlInputs = inputs;
      inputs.alias();
    }
    rtl = new PinScope(wave, ports, false);
    if (inner != null) {
      inner.declare(wave, clock);
    }
    wave.up();
    wave.scope("differences");
    compared.forEach(port -> differences.add(wave.signal(port.name(), 1)));
    wave.up();
    wave.up();
    wave.begin();
  }

  /**
   * The pins of some cycles, record after record.
   *
   * @param cycles how many; the records may be more
   * @param in of the inputs of the model
   * @param out of its outputs
   * @param rtlIn of the inputs of the RTL
   * @param rtlOut of its outputs
   * @param inner changes within the RTL, or null
   */
  public record Pins(int cycles, int[] in, int[] out, int[] rtlIn, int[] rtlOut, String inner) {}

  /** The cycles to come. */
  public void add(Pins pins) {
    Iterator<String> changes = inner == null ? null : inner.cycles(pins.inner);
    for (int cycle = 0; cycle < pins.cycles; cycle++) {
      int in = cycle * inputs.words();
      int out = cycle * model.words();
      clock.rise();
      inputs.set(pins.in, in);
      rtlInputs.set(pins.rtlIn, in);
      model.set(pins.out, out);
      rtl.set(pins.rtlOut, out);
      mark(pins, out);
      if (inner != null) {
        inner.next(changes);
      }
      clock.fall();
    }
  }

  private void mark(Pins pins, int from) {
    boolean any = false;
    int at = from;
    for (int i = 0; i < differences.size(); i++) {
      int end = at + compared.get(i).words();
      boolean other = !Arrays.equals(pins.out, at, end, pins.rtlOut, at, end);
      wave.set(differences.get(i), other);
      any |= other;
      at = end;
    }
    wave.set(differs, any);
  }
}
