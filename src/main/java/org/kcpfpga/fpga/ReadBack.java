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
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.kcpfpga.common.UserError;
import org.kcpfpga.emit.EmittedDesign;
import org.kcpfpga.emit.Emitter;
import org.kcpfpga.gates.Netlist;
import org.kcpfpga.plan.boundary.Port;

/**
 * A core placed and routed on a chip of its own, made a bitstream, and read back from the bits of
 * that: what a chip would do, as Project IceStorm documents its bits. The chip is the largest
 * iCE40, an HX8K in a package of 206 pins; it has no multipliers, so that these become gates.
 */
public final class ReadBack {
  private static final String ROUTED = "routed.json";
  private static final String CONFIGURATION = "routed.asc";
  private static final String BITSTREAM = "core.bin";
  private static final String READ = "read_back.asc";
  private static final String MODELS = "+/ice40/cells_sim.v";
  private static final String NETLIST = "read_back.v";

  /** Whatever seed is routed, its bits must do the same. */
  private static final String SEED = "1";

  private static final Pattern PAD = Pattern.compile("X(\\d+)/Y(\\d+)/io(\\d)");
  private static final Pattern HEADER = Pattern.compile("module chip \\(([^)]+)\\);");
  private static final Pattern MODEL_FILE = Pattern.compile("(/\\S+/ice40/cells_sim\\.v)");

  private final EmittedDesign design;
  private final Path folder;

  private ReadBack(EmittedDesign design, Path folder) {
    this.design = design;
    this.folder = folder;
  }

  /**
   * Places and routes a core, and reads its bitstream back into {@code folder}.
   *
   * @throws UserError if it does not fit
   */
  public static Netlist of(EmittedDesign design, Path folder) {
    Emitter.write(design, folder);
    ReadBack chip = new ReadBack(design, folder);
    chip.route();
    Tool.run(folder, "icepack.log", "icepack", CONFIGURATION, BITSTREAM);
    Tool.run(folder, "iceunpack.log", "iceunpack", BITSTREAM, READ);
    try {
      chip.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Netlist(design.top(), folder.resolve(NETLIST), design.ports());
  }

  private void route() {
    List<String> verilog = List.copyOf(design.verilog().keySet());
    String map = "synth_ice40 -device hx -json " + PlaceAndRoute.NETLIST;
    Synthesis.run(folder, verilog, design.top(), Map.of(), map);
    String options =
        String.join(
            " ",
            "--hx8k --package ct256 --timing-allow-fail",
            "--seed " + SEED,
            "--json " + PlaceAndRoute.NETLIST,
            "--asc " + CONFIGURATION,
            "--write " + ROUTED);
    Tool.Result routed = Tool.attempt(folder, "route.log", "nextpnr-ice40", options.split(" "));
    if (!routed.good()) {
      throw UserError.at(
          design.top() + " on an HX8K", routed.error(), "a core that fits; fewer multipliers");
    }
  }

  /** Verilog of the chip, its pins given the names of the core's, and a model of its block RAM. */
  private void read() throws IOException {
    String chip = Tool.run(folder, "icebox.log", "icebox_vlog", "-s", READ);
    Matcher header = HEADER.matcher(chip);
    if (!header.find()) {
      throw new IllegalStateException("icebox_vlog: no chip in " + folder.resolve("icebox.log"));
    }
    List<String> ports = List.of(header.group(1).split(", "));
    // ports are declared again as wires and registers, which only the older form allows
    String names = ports.stream().map(port -> port.split(" ")[1]).collect(Collectors.joining(", "));
    String older =
        String.format(
            Locale.ROOT,
            "module chip (%s);%n%s;%n",
            names,
            String.join(String.format(Locale.ROOT, ";%n"), ports));
    Files.writeString(
        folder.resolve(NETLIST),
        "`define NO_ICE40_DEFAULT_ASSIGNMENTS\n"
            + wrapper(Set.of(names.split(", ")))
            + header.replaceFirst(Matcher.quoteReplacement(older))
            + Files.readString(models()));
  }

  /** The file in which Yosys has models of the cells of an iCE40; Yosys says where it is. */
  private Path models() {
    String said = Tool.run(folder, "models.log", "yosys", "-p", "read_verilog -lib " + MODELS);
    Matcher file = MODEL_FILE.matcher(said);
    if (!file.find()) {
      throw new IllegalStateException("yosys: no file of " + MODELS);
    }
    return Path.of(file.group(1));
  }

  private String wrapper(Set<String> used) throws IOException {
    Map<String, String> pads = pads();
    List<String> ports = new ArrayList<>(List.of("input aclk"));
    List<String> pins = new ArrayList<>();
    connect(pins, used, pads.get("aclk"), "aclk");
    for (Port port : design.ports()) {
      String kind = port.input() ? "input" : "output";
      ports.add(String.format(Locale.ROOT, "%s [%d:0] %s", kind, port.width() - 1, port.name()));
      for (int bit = 0; bit < port.width(); bit++) {
        String one = port.name() + "[" + bit + "]";
        connect(pins, used, pads.get(port.width() == 1 ? port.name() : one), one);
      }
    }
    return String.format(
        Locale.ROOT,
        "module %s (%s);%n  chip chip (%s);%nendmodule%n",
        design.top(),
        String.join(", ", ports),
        String.join(",\n    ", pins));
  }

  /** An input that nothing reads has no pad in the bits. */
  private static void connect(List<String> pins, Set<String> used, String pad, String bit) {
    if (used.contains(pad)) {
      pins.add(String.format(Locale.ROOT, ".%s(%s)", pad, bit));
    }
  }

  /** Where nextpnr has put every pin, as IceStorm calls the place. */
  private Map<String, String> pads() throws IOException {
    Map<String, String> pads = new TreeMap<>();
    JsonNode routed = new ObjectMapper().readTree(folder.resolve(ROUTED).toFile());
    // one flat module, which has not the name of the core
    JsonNode cells = routed.get("modules").elements().next().get("cells");
    String suffix = "$sb_io";
    for (Map.Entry<String, JsonNode> cell : cells.properties()) {
      Matcher pad = PAD.matcher(cell.getValue().at("/attributes/NEXTPNR_BEL").asText());
      if (cell.getKey().endsWith(suffix) && pad.matches()) {
        String pin = cell.getKey().substring(0, cell.getKey().length() - suffix.length());
        pads.put(
            pin,
            String.format(Locale.ROOT, "io_%s_%s_%s", pad.group(1), pad.group(2), pad.group(3)));
      }
    }
    return pads;
  }
}
