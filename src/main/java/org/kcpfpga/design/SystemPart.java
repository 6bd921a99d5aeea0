package org.kcpfpga.design;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.kcpfpga.common.JsonKeys;
import org.kcpfpga.common.UserError;

/**
 * What a core can have for the system around it. None of it changes what the core computes, or in
 * which cycle, unless a register asks for it; what is not asked for takes no logic.
 */
public enum SystemPart {
  /** Registers that say what the core is. */
  CAPABILITIES,
  /** Counters of 64 bits, and registers that take them all at once. */
  SNAPSHOT,
  /** The pin {@code irq}, with registers for what raises it. */
  INTERRUPT,
  /** Sequences of a fixed length, which start by counting frames. */
  LENGTH,
  /** {@code m_axis_tuser}, an output for bad frames too, and tlast at the end of a sequence. */
  FRAMES;

  /** Of a core that has none. */
  static final Set<SystemPart> NONE = Collections.unmodifiableSet(EnumSet.noneOf(SystemPart.class));

  /** The name in a design file: lower case. */
  public String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Some, in the order of this list. */
  static Set<SystemPart> of(List<SystemPart> parts) {
    return parts.isEmpty() ? NONE : Collections.unmodifiableSet(EnumSet.copyOf(parts));
  }

  /** Those of the key {@code system}, which may be missing. */
  static Set<SystemPart> read(JsonKeys json) {
    EnumSet<SystemPart> parts = EnumSet.noneOf(SystemPart.class);
    if (json.optional("system") != null) {
      for (String name : json.texts("system")) {
        if (!parts.add(parse(json.place("system"), name))) {
          throw UserError.at(json.place("system"), name + " twice", "each part once");
        }
      }
    }
    return Collections.unmodifiableSet(parts);
  }

  private static SystemPart parse(String place, String name) {
    for (SystemPart part : values()) {
      if (part.jsonName().equals(name)) {
        return part;
      }
    }
    List<String> known = Arrays.stream(values()).map(SystemPart::jsonName).toList();
    throw UserError.at(place, name, "some of " + String.join(", ", known));
  }
}
