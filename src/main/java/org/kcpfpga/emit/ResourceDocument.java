package org.kcpfpga.emit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kcpfpga.design.FrontKind;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.FrontPlan;
import org.kcpfpga.plan.MultiplierBank;
import org.kcpfpga.plan.boundary.Memories;
import org.kcpfpga.plan.boundary.MemoryPlan;

/** What a core asks of a chip: its multipliers with their operand widths, and its memories. */
final class ResourceDocument {
  private ResourceDocument() {}

  /** A row of multipliers. */
  private record Multipliers(String name, int multipliers, int tokenBits, int factorBits) {}

  static Map<String, Object> values(AcceleratorPlan plan) {
    List<Multipliers> multipliers = new ArrayList<>();
    if (plan.pipeline().systolic()) {
      multipliers.addAll(front(plan.pipeline().front()));
    }
    for (MultiplierBank bank : plan.pipeline().banks()) {
      multipliers.add(
          new Multipliers(bank.name(), bank.lanes(), bank.tokenBits(), bank.factorBits()));
    }
    List<MemoryPlan> memories = Memories.of(plan);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("design", plan.design().name());
    values.put("multipliers", plan.pipeline().multipliers());
    values.put("memoryBits", PlanDocument.memoryBits(plan));
    values.put("blockMemoryBits", bits(memories, MemoryPlan.Kind.BLOCK));
    values.put("distributedMemoryBits", bits(memories, MemoryPlan.Kind.DISTRIBUTED));
    values.put("multiplierBanks", multipliers);
    values.put("memories", memories);
    return values;
  }

  /** Those of single columns, and those of pairs; none where factors are constants. */
  private static List<Multipliers> front(FrontPlan front) {
    int paired = front.parallelProducts() - front.multipliers();
    List<Multipliers> all = new ArrayList<>();
    if (front.kind() == FrontKind.PACKED && paired > 0) {
      all.add(new Multipliers(front.name(), paired, front.inputBits(), front.packedBits()));
    }
    int single =
        front.kind() == FrontKind.PACKED ? front.multipliers() - paired : front.multipliers();
    if (single > 0) {
      all.add(new Multipliers(front.name(), single, front.inputBits(), front.factorBits()));
    }
    return all;
  }

  private static long bits(List<MemoryPlan> memories, MemoryPlan.Kind kind) {
    return memories.stream()
        .filter(memory -> memory.kind() == kind)
        .mapToLong(MemoryPlan::bits)
        .sum();
  }
}
