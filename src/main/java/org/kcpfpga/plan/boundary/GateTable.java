package org.kcpfpga.plan.boundary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kcpfpga.fixed.ActivationTable;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.plan.CellSchedule;

/**
 * A table that a lane of the cell keeps of a gate function.
 *
 * <p>Gates of one function whose interpolations share a multiplier share a reader: their slots
 * never meet. Two readers of a function share a table in block RAM, which has two ports; a table in
 * logic is logic of each reader.
 *
 * @param name of the function and its readers
 * @param function its label, after which the image is named
 * @param width bits of a word
 * @param depth words
 * @param readers the gates of each
 */
public record GateTable(
    String name, String function, int width, int depth, List<List<String>> readers) {
  private static final int PORTS = 2;

  /** The tables of a lane, by name. */
  public static List<GateTable> of(AcceleratorPlan plan) {
    CellPlan cell = plan.pipeline().cell();
    int latent = cell.bits().latent();
    int width = latent + ActivationTable.slopeBits(latent);
    int depth = 1 << ActivationTable.segmentBits(latent);
    boolean blocks = MemoryPlan.inBlocks(width, depth, plan.design().implementation().blockBits());
    int ports = blocks ? PORTS : 1;
    List<GateTable> all = new ArrayList<>();
    readers(cell)
        .forEach(
            (function, readers) -> {
              List<String> labels = List.copyOf(readers.keySet());
              for (int at = 0; at < labels.size(); at += ports) {
                List<String> own = labels.subList(at, Math.min(at + ports, labels.size()));
                String name = name(cell, function, own);
                List<List<String>> gates = own.stream().map(readers::get).toList();
                all.add(new GateTable(name, function, width, depth, gates));
              }
            });
    all.sort(Comparator.comparing(GateTable::name));
    return List.copyOf(all);
  }

  /** The gates of every reader by its label, by the label of their function. */
  private static Map<String, TreeMap<String, List<String>>> readers(CellPlan cell) {
    Map<String, TreeMap<String, List<String>>> all = new TreeMap<>();
    for (String gate : cell.schedule().valueRanks().keySet()) {
      CellSchedule.Product product = cell.schedule().product(gate);
      all.computeIfAbsent(cell.kind().function(gate).label(), label -> new TreeMap<>())
          .computeIfAbsent(
              product == null ? gate : "lane" + product.lane(), label -> new ArrayList<>())
          .add(gate);
    }
    return all;
  }

  private static String name(CellPlan cell, String function, List<String> readers) {
    String joined = String.join("_and_", readers);
    boolean interpolates = ActivationTable.restBits(cell.bits().latent()) > 0;
    return interpolates ? function + "_" + joined : joined + "_table";
  }

  /** The number of the reader of a gate; -1 if none is. */
  public int reader(String gate) {
    for (int reader = 0; reader < readers.size(); reader++) {
      if (readers.get(reader).contains(gate)) {
        return reader;
      }
    }
    return -1;
  }
}
