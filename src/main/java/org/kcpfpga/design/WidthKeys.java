package org.kcpfpga.design;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.kcpfpga.common.JsonKeys;
import org.kcpfpga.common.UserError;
import org.kcpfpga.fixed.BitWidths;

/** Reads the widths of words and counters of a design file, each of which has a default. */
final class WidthKeys {
  private static final List<String> BIT_KEYS = List.of("activation", "factor", "latent", "state");
  private static final List<String> COUNTER_KEYS = List.of("events", "saturations");

  private WidthKeys() {}

  /** Widths of the counter registers. */
  static CounterBits counters(JsonKeys json) {
    if (json.optional("counters") == null) {
      return CounterBits.DEFAULT;
    }
    JsonKeys counters = json.object("counters");
    counters.only(COUNTER_KEYS);
    int events = counters.positive("events", CounterBits.DEFAULT.events());
    int saturations = counters.positive("saturations", CounterBits.DEFAULT.saturations());
    try {
      return new CounterBits(events, saturations);
    } catch (UserError e) {
      throw new UserError(json.place() + ": " + e.getMessage(), e);
    }
  }

  /** Word widths. */
  static BitWidths bits(JsonKeys json) {
    JsonNode node = json.optional("bits");
    if (node == null) {
      return BitWidths.DEFAULT;
    }
    JsonKeys bits = json.object("bits");
    bits.only(BIT_KEYS);
    int activation = bits.positive("activation", BitWidths.DEFAULT.activation());
    int factor = bits.positive("factor", BitWidths.DEFAULT.factor());
    int latent = bits.positive("latent", BitWidths.DEFAULT.latent());
    int state = bits.positive("state", BitWidths.DEFAULT.state());
    try {
      return new BitWidths(activation, factor, latent, state);
    } catch (UserError e) {
      throw new UserError(json.place() + ": " + e.getMessage(), e);
    }
  }
}
