package org.kcpfpga.emit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignText;
import org.kcpfpga.design.PlanFile;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.MultiplierBank;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.plan.Stage;
import org.kcpfpga.plan.boundary.Memories;
import org.kcpfpga.plan.boundary.MemoryPlan;
import org.kcpfpga.rnn.Normalisation;

/** The figures of a plan as keys and values, the same in {@code plan.json} and {@code --json}. */
public final class PlanDocument {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private PlanDocument() {}

  /**
   * One row of the stage table.
   *
   * @param name name of the stage
   * @param bank name of the bank whose multipliers it uses, or null
   * @param multipliers the most that it uses at once
   * @param fold cycles that one unit of its input or output takes, see {@link Stage#fold}
   * @param multiplications per step
   * @param cycles per step in which it issues work
   * @param memoryBits bits of its memories, without queues
   */
  public record StageRow(
      String name,
      String bank,
      int multipliers,
      int fold,
      long multiplications,
      long cycles,
      long memoryBits) {
    private static StageRow of(AcceleratorPlan plan, Stage stage) {
      MultiplierBank bank = plan.pipeline().bankOf(stage.name());
      return new StageRow(
          stage.name(),
          bank == null ? null : bank.name(),
          stage.multipliers(),
          stage.fold(),
          stage.multiplications(),
          stage.cycles(),
          Memories.bits(plan, stage.name()));
    }
  }

  /** The figures in the order in which they are printed. */
  public static Map<String, Object> values(AcceleratorPlan plan) {
    Map<String, Object> values = new LinkedHashMap<>();
    Design design = plan.design();
    Pipeline pipeline = plan.pipeline();
    values.put("design", design.name());
    values.put("cell", design.cell().jsonName());
    values.put("parameters", design.input().parameters());
    long hidden = design.hidden() == null ? 0 : design.hidden().parameters();
    values.put("parametersCell", design.input().parameters() + hidden);
    values.put("busLanes", pipeline.stream().busLanes());
    values.put("inputLanes", pipeline.stream().lanes());
    values.put("sequences", design.sequences());
    values.put("denseMacs", design.denseMacs());
    values.put("multiplications", pipeline.multiplications());
    values.put("multipliers", pipeline.multipliers());
    values.put("utilisation", plan.utilisation());
    values.put("denseMacsPerCycleAndMultiplier", plan.denseMacsPerCycleAndMultiplier());
    values.put("interval", plan.cycles().interval());
    values.put("inputBound", plan.inputBound());
    values.put("latency", plan.cycles().latency());
    values.put("planHash", String.format(Locale.ROOT, "%08x", plan.hash()));
    values.put("memoryBits", memoryBits(plan));
    values.put("stages", rows(plan));
    return values;
  }

  /** Bits of all memories. */
  public static long memoryBits(AcceleratorPlan plan) {
    return Memories.of(plan).stream().mapToLong(MemoryPlan::bits).sum();
  }

  /** The stage table, in stream order. */
  public static List<StageRow> rows(AcceleratorPlan plan) {
    return plan.pipeline().stages().stream().map(stage -> StageRow.of(plan, stage)).toList();
  }

  /**
   * The figures, and what a user needs to drive or build this core again: a value is integer *
   * 2^-fraction.
   *
   * @param normalisation what the model wants done to raw inputs
   * @param origin where its model and scales came from
   */
  static String json(Core core, Normalisation normalisation, Map<String, Object> origin) {
    Map<String, Object> values = values(core.plan());
    values.putAll(InterfaceDocument.values(core));
    values.put(PlanFile.SCALES, core.scales());
    values.put("normalisation", values(normalisation));
    values.putAll(origin);
    values.put(PlanFile.DESIGN, DesignText.values(core.plan().design()));
    return text(values);
  }

  private static Map<String, double[]> values(Normalisation normalisation) {
    Map<String, double[]> values = new LinkedHashMap<>();
    values.put("mean", normalisation.mean().values());
    values.put("scale", normalisation.scale().values());
    return values;
  }

  /** Keys and values as indented JSON. */
  public static String text(Map<String, Object> values) {
    try {
      return MAPPER.writeValueAsString(values) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no JSON", e);
    }
  }
}
