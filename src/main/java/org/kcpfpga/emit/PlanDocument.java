package org.kcpfpga.emit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.Stage;
import org.kcpfpga.rtl.Core;

/** The figures of a plan as keys and values, the same in {@code plan.json} and {@code --json}. */
public final class PlanDocument {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private PlanDocument() {}

  /** One row of the stage table. */
  public record StageRow(String name, int multipliers, long multiplications, long cycles) {
    private static StageRow of(Stage stage) {
      return new StageRow(
          stage.name(), stage.multipliers(), stage.multiplications(), stage.cycles());
    }
  }

  /** The figures in the order in which they are printed. */
  public static Map<String, Object> values(AcceleratorPlan plan) {
    Map<String, Object> values = new LinkedHashMap<>();
    var design = plan.design();
    values.put("design", design.name());
    values.put("cell", design.cell().jsonName());
    values.put("parameters", design.input().parameters());
    values.put("parametersCell", design.input().parameters() + design.hidden().parameters());
    values.put("denseMacs", design.denseMacs());
    values.put("multiplications", plan.pipeline().multiplications());
    values.put("multipliers", plan.pipeline().multipliers());
    values.put("utilisation", plan.utilisation());
    values.put("interval", plan.cycles().interval());
    values.put("inputBound", plan.inputBound());
    values.put("latency", plan.cycles().latency());
    values.put("planHash", String.format("%08x", plan.hash()));
    values.put("memoryBits", MemoryBits.of(plan));
    List<StageRow> rows = plan.pipeline().stages().stream().map(StageRow::of).toList();
    values.put("stages", rows);
    return values;
  }

  /** The figures, and what a user needs to drive this core: a value is integer * 2^-fraction. */
  static String json(Core core) {
    Map<String, Object> values = values(core.plan());
    values.put("top", core.top());
    values.put("bits", core.plan().design().bits());
    values.put("inputFraction", core.model().inputFraction());
    values.put("hiddenFraction", core.plan().design().bits().hiddenFraction());
    try {
      return MAPPER.writeValueAsString(values) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a plan has no JSON", e);
    }
  }
}
