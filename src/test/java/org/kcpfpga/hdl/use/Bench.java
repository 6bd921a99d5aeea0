package org.kcpfpga.hdl.use;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import org.kcpfpga.Tools;

/**
 * Simulates an emitted block with Icarus: one vector of inputs a cycle, outputs sampled just before
 * the rising edge of {@code clock}. Values are patterns of bits.
 */
final class Bench {
  private final String top;
  private final Map<String, Integer> inputs = new LinkedHashMap<>();
  private final Map<String, Integer> outputs = new LinkedHashMap<>();
  private boolean clocked;

  Bench(String top) {
    this.top = top;
  }

  Bench clock() {
    clocked = true;
    return this;
  }

  Bench in(String name, int width) {
    inputs.put(name, width);
    return this;
  }

  Bench out(String name, int width) {
    outputs.put(name, width);
    return this;
  }

  /** One map of outputs for each vector; an undefined output is left out of its map. */
  List<Map<String, BigInteger>> run(
      Path folder, SortedMap<String, String> verilog, List<Map<String, BigInteger>> vectors)
      throws IOException {
    Sources.write(folder, verilog);
    Files.writeString(folder.resolve("vectors.hex"), hex(vectors));
    Files.writeString(folder.resolve("bench.v"), text(vectors.size()));
    List<String> compile =
        new ArrayList<>(List.of("iverilog", "-g2005", "-Wall", "-Wno-timescale", "-o", "sim.vvp"));
    compile.addAll(List.of("-s", "bench", "bench.v"));
    compile.addAll(verilog.keySet());
    Tools.run(folder, compile);
    return parse(Tools.run(folder, List.of("vvp", "-n", "sim.vvp")));
  }

  private String hex(List<Map<String, BigInteger>> vectors) {
    StringBuilder text = new StringBuilder();
    for (Map<String, BigInteger> vector : vectors) {
      BigInteger packed = BigInteger.ZERO;
      for (Map.Entry<String, Integer> input : inputs.entrySet()) {
        BigInteger modulus = BigInteger.ONE.shiftLeft(input.getValue());
        packed = packed.shiftLeft(input.getValue()).add(vector.get(input.getKey()).mod(modulus));
      }
      text.append(packed.toString(16)).append('\n');
    }
    return text.toString();
  }

  private String text(int vectors) {
    int width = inputs.values().stream().mapToInt(Integer::intValue).sum();
    StringBuilder v = new StringBuilder("`timescale 1ns/1ns\nmodule bench;\n");
    inputs.forEach(
        (name, w) -> v.append(String.format(Locale.ROOT, "  reg [%d:0] %s;%n", w - 1, name)));
    outputs.forEach(
        (name, w) -> v.append(String.format(Locale.ROOT, "  wire [%d:0] %s;%n", w - 1, name)));
    v.append("  reg clock = 0;\n  integer i;\n");
    v.append(String.format(Locale.ROOT, "  reg [%d:0] vectors [0:%d];%n", width - 1, vectors - 1));
    List<String> pins = new ArrayList<>(inputs.keySet());
    pins.addAll(outputs.keySet());
    if (clocked) {
      pins.add("clock");
    }
    v.append("  " + top + " dut (");
    v.append(String.join(", ", pins.stream().map(p -> "." + p + "(" + p + ")").toList()));
    v.append(");\n  initial begin\n    $readmemh(\"vectors.hex\", vectors);\n");
    v.append(String.format(Locale.ROOT, "    for (i = 0; i < %d; i = i + 1) begin%n", vectors));
    v.append("      {" + String.join(", ", inputs.keySet()) + "} = vectors[i];\n      #4;\n");
    outputs.keySet().forEach(o -> v.append("      $display(\"" + o + " %h\", " + o + ");\n"));
    return v.append("      #1 clock = 1; #5 clock = 0;\n    end\n  end\nendmodule\n").toString();
  }

  private List<Map<String, BigInteger>> parse(String printed) {
    List<Map<String, BigInteger>> rows = new ArrayList<>();
    String first = outputs.keySet().iterator().next();
    for (String line : printed.lines().toList()) {
      String[] words = line.split(" ");
      if (words[0].equals(first)) {
        rows.add(new LinkedHashMap<>());
      }
      if (words[1].matches("[0-9a-f]+")) {
        rows.get(rows.size() - 1).put(words[0], new BigInteger(words[1], 16));
      }
    }
    return rows;
  }
}
