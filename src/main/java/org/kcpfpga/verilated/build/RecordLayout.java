package org.kcpfpga.verilated.build;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kcpfpga.common.UserError;
import org.kcpfpga.plan.boundary.Port;

/**
 * Where the pins of one direction stand in the record of one cycle: each takes ceil(width / 32)
 * words, low word first, in the order of the port list.
 */
public final class RecordLayout {
  private final Map<String, Integer> offsets = new LinkedHashMap<>();
  private final int words;

  private RecordLayout(List<Port> ports) {
    int next = 0;
    for (Port port : ports) {
      offsets.put(port.name(), next);
      next += port.words();
    }
    words = next;
  }

  /** The layout of the inputs, or of the outputs, among {@code ports}. */
  public static RecordLayout of(List<Port> ports, boolean inputs) {
    return new RecordLayout(Port.only(ports, inputs));
  }

  /** Words of one record. */
  public int words() {
    return words;
  }

  /** First word of the pin {@code name}; a {@link UserError} if there is no such pin. */
  public int offset(String name) {
    return find(name).orElseThrow(() -> UserError.at("pin", name, "one of " + offsets.keySet()));
  }

  /** First word of the pin {@code name}, if there is one. */
  public Optional<Integer> find(String name) {
    return Optional.ofNullable(offsets.get(name));
  }
}
