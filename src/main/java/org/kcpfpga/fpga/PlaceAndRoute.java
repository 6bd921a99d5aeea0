package org.kcpfpga.fpga;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kcpfpga.common.UserError;

/**
 * A synthesised netlist on an iCE40: nextpnr-ice40, icetime and icepack.
 *
 * @param board the board
 * @param folder where the netlist and the pins are, and everything is written
 */
record PlaceAndRoute(Board board, Path folder) {
  static final String NETLIST = "netlist.json";
  private static final String PROGRAM = "nextpnr-ice40";
  private static final Pattern DELAY =
      Pattern.compile("Total path delay: [0-9.]+ ns \\(([0-9.]+) MHz\\)");

  /** What the design takes of the part, whether it fits or not. */
  List<Usage> pack() {
    String text =
        Tool.run(
            folder,
            "pack.log",
            PROGRAM,
            "--" + board.device(),
            "--package",
            board.packaging(),
            "--json",
            NETLIST,
            "--pcf",
            board.constraints(),
            "--pack-only");
    return Usage.of(text);
  }

  /** Places and routes for a clock, which the result may miss. */
  Routing route(int seed, double megahertz) {
    String report = "seed" + seed + ".json";
    Tool.Result result =
        Tool.attempt(
            folder,
            "seed" + seed + ".log",
            PROGRAM,
            "--" + board.device(),
            "--package",
            board.packaging(),
            "--json",
            NETLIST,
            "--pcf",
            board.constraints(),
            "--asc",
            configuration(seed),
            "--seed",
            "" + seed,
            "--freq",
            "" + megahertz,
            "--timing-allow-fail",
            "--report",
            report);
    if (!result.good()) {
      throw new BuildFailure(PROGRAM + ", seed " + seed + ": " + result.error());
    }
    return new Routing(seed, slowestClock(folder.resolve(report)), icetime(seed));
  }

  private static double slowestClock(Path report) {
    try {
      double slowest = Double.POSITIVE_INFINITY;
      for (JsonNode clock : new ObjectMapper().readTree(report.toFile()).get("fmax")) {
        slowest = Math.min(slowest, clock.get("achieved").asDouble());
      }
      return slowest;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private double icetime(int seed) {
    String log = "seed" + seed + ".timing.log";
    Tool.Result result =
        Tool.attempt(folder, log, "icetime", "-d", board.device(), "-t", configuration(seed));
    Matcher delay = DELAY.matcher(result.text());
    if (result.text().contains("Can't find chipdb")) {
      throw UserError.at("icetime", "no chip data", "package fpga-icestorm-chipdb installed");
    }
    if (!delay.find()) {
      throw new IllegalStateException("icetime: " + result.error());
    }
    return Double.parseDouble(delay.group(1));
  }

  /** The bitstream of a routed seed. */
  Path pack(int seed, String name) {
    Tool.run(folder, "icepack.log", "icepack", configuration(seed), name);
    return folder.resolve(name);
  }

  private static String configuration(int seed) {
    return "seed" + seed + ".asc";
  }
}
