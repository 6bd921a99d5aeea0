package org.kcpfpga.fpga;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Verilog to the cells of a family, by Yosys. */
final class Synthesis {
  private static final String SCRIPT = "synthesis.ys";
  private static final String LOG = "synthesis.log";
  private static final String CELLS = "cells.json";

  private Synthesis() {}

  /**
   * Synthesises all Verilog files of a folder.
   *
   * @param folder where the files are, and memory images; script, log and netlist are written there
   * @param verilog names of the files
   * @param parameters of the top module
   * @param command that maps to the family, without its top
   * @return cells by kind, in the flat netlist
   */
  static SortedMap<String, Long> run(
      Path folder,
      List<String> verilog,
      String top,
      Map<String, Integer> parameters,
      String command) {
    List<String> script = new ArrayList<>();
    script.add("read_verilog -DSYNTHESIS " + String.join(" ", verilog));
    parameters.forEach(
        (name, value) ->
            script.add(String.format(Locale.ROOT, "chparam -set %s %d %s", name, value, top)));
    script.add(command + " -top " + top);
    script.add("tee -q -o " + CELLS + " stat -json");
    try {
      Files.write(folder.resolve(SCRIPT), script);
      Tool.run(folder, LOG, "yosys", "-q", "-s", SCRIPT);
      return cells(new ObjectMapper().readTree(folder.resolve(CELLS).toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SortedMap<String, Long> cells(JsonNode statistics) {
    SortedMap<String, Long> cells = new TreeMap<>();
    JsonNode kinds = statistics.get("design").get("num_cells_by_type");
    kinds.properties().forEach(kind -> cells.put(kind.getKey(), kind.getValue().asLong()));
    return cells;
  }
}
