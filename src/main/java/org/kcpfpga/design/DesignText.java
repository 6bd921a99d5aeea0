package org.kcpfpga.design;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.rnn.CellWords;

/** A design as the keys of a design file; {@link DesignFile} reads them back. */
public final class DesignText {
  private DesignText() {}

  /** All keys, those with their default values too, but for gates, reset and system. */
  public static Map<String, Object> values(Design design) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", design.name());
    values.putAll(CellWords.of(design.cell()));
    values.put("input", operator(design.input(), design.cell().gates()));
    if (design.hidden() != null) {
      values.put("hidden", operator(design.hidden(), design.cell().gates()));
    }
    values.put(design.lanes().key(), design.lanes().value());
    if (design.lanes().latency() > 0) {
      values.put("latency", design.lanes().latency());
    }
    if (design.lanes().bus() > 0) {
      values.put("busLanes", design.lanes().bus());
    }
    values.put("outputLanes", design.lanes().output());
    if (design.lanes().hidden() > 0) {
      values.put("hiddenLanes", design.lanes().hidden());
    }
    values.put("bits", design.bits());
    values.put("sequences", design.sequences());
    values.put("factors", design.loadable() ? "loadable" : "rom");
    values.put("counters", design.counters());
    values.put("compact", design.implementation().compact());
    values.put("pipeline", design.implementation().pipeline());
    values.put("blockBits", design.implementation().blockBits());
    if (!design.implementation().multiplierBlocks()) {
      values.put("multiplierBlocks", false);
    }
    values.put("front", design.implementation().front().jsonName());
    List<String> system =
        design.implementation().system().stream().map(SystemPart::jsonName).toList();
    if (!system.isEmpty()) {
      values.put("system", system);
    }
    return values;
  }

  private static Map<String, Object> operator(OperatorShape shape, int gates) {
    int[] in = new int[shape.modes()];
    int[] out = new int[shape.modes()];
    int[] ranks = new int[shape.modes()];
    for (int mode = 1; mode <= shape.modes(); mode++) {
      in[mode - 1] = shape.in(mode);
      out[mode - 1] = shape.rows(mode) / (mode == 1 ? gates : 1);
      ranks[mode - 1] = shape.rank(mode);
    }
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("in", in);
    values.put("out", out);
    values.put("terms", shape.terms());
    values.put("ranks", ranks);
    return values;
  }
}
