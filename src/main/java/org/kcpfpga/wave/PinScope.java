package org.kcpfpga.wave;

import java.util.List;
import org.kcpfpga.plan.boundary.Port;

/** The pins of one direction of a core: signals of a scope, words of the record of a cycle. */
final class PinScope {
  private final Wave wave;
  private final List<Port> ports;
  private final int first;

  /** Names the pins in the open scope. */
  PinScope(Wave wave, List<Port> all, boolean inputs) {
    this.wave = wave;
    this.ports = Port.only(all, inputs);
    int before = -1;
    for (Port port : ports) {
      int signal = wave.signal(port.name(), port.width());
      before = before < 0 ? signal : before;
    }
    this.first = before;
  }

  /** Names the same pins once more, in another scope. */
  void alias() {
    for (int i = 0; i < ports.size(); i++) {
      wave.alias(ports.get(i).name(), first + i);
    }
  }

  /** Words of the record of a cycle. */
  int words() {
    return ports.stream().mapToInt(Port::words).sum();
  }

  /** Sets all pins to the record at {@code from}. */
  void set(int[] words, int from) {
    int at = from;
    for (int i = 0; i < ports.size(); i++) {
      wave.set(first + i, words, at);
      at += ports.get(i).words();
    }
  }
}
