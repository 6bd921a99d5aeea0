package org.kcpfpga;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/** Cells by kind, as Yosys counts them. */
public final class CellCounts {
  private CellCounts() {}

  /**
   * Reads what {@code tee -q -o FILE stat -json} wrote of a flat design: of a deep hierarchy it is
   * no JSON, and what {@code stat} prints for people has another order in each version.
   */
  public static SortedMap<String, Integer> read(Path file) throws IOException {
    JsonNode kinds = new ObjectMapper().readTree(file.toFile()).at("/design/num_cells_by_type");
    SortedMap<String, Integer> cells = new TreeMap<>();
    kinds.properties().forEach(kind -> cells.put(kind.getKey(), kind.getValue().asInt()));
    return cells;
  }
}
