package org.kcpfpga.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kcpfpga.Tools;

/** What chooses and checks cores rather than runs a network: explore, random designs, proofs. */
@Tag("slow")
class CheckCommandsTest extends CommandCalls {
  private static final String TINY = "designs/tiny.json";
  private static final String LINE = "hdl/formal/designs/line.json";

  @Test
  void whatCanBeChosenIsListedByDesignKey() throws IOException {
    assertThat(kcp("plan", TINY, "--explore")).isZero();
    assertThat(out.toString().lines().skip(1))
        .anyMatch(line -> line.startsWith("multipliers 1 ") && line.contains(" 480 "))
        .anyMatch(line -> line.startsWith("multipliers 64 "));
    assertThat(kcp("plan", TINY, "--explore", "--json")).isZero();
    JsonNode first = json().get("front").get(0);
    assertThat(first.get("budget").asInt()).isEqualTo(1);
    assertThat(first.get("interval").asInt()).isEqualTo(480);
    assertThat(first.get("inputBound").asInt()).isEqualTo(12);
  }

  @Test
  void aPlanIsShownStageByStage() {
    assertThat(kcp("plan", TINY)).isZero();
    assertThat(out.toString()).contains("input_front", "37 cycles per step", "70 cycles");
  }

  @Test
  void randomDesignsAreCosimulated() throws IOException {
    Tools.require("verilator");
    assertThat(kcp("cosim", "--random", "2", "--seed", "5", "--json")).isZero();
    JsonNode found = json();
    assertThat(found.get("designs").asInt()).isEqualTo(2);
    assertThat(found.get("cycles").asLong()).isPositive();
    assertThat(found.get("mismatchedCycles").asLong()).isZero();
    refused(all("DESIGN: missing"), "cosim");
    refused(all("DESIGN: with --random"), "cosim", TINY, "--random", "1");
    refused(all("--random: 0"), "cosim", "--random", "0");
    refused(all("--random: 1", "planted"), "cosim", "--random", "1", "--plant-fault");
    refused(all("--random: 1", "no --stall"), "cosim", "--random", "1", "--stall", "0.5");
    refused(all("--random: 1", "no --vectors"), "cosim", "--random", "1", "--vectors", "20");
  }

  @Test
  void aBlockOfACoreIsProvedAndAnUnknownOneIsNamed() throws IOException {
    Tools.require("yosys");
    Tools.require("yosys-smtbmc");
    Tools.require("z3");
    String[] gearbox = {"prove", "--design", LINE, "--block", "gearbox", "--json"};
    assertThat(kcp(gearbox)).isZero();
    JsonNode found = json();
    assertThat(found.get("passed").asInt()).isPositive();
    assertThat(found.get("failed").asInt()).isZero();
    for (JsonNode proof : found.get("proofs")) {
      assertThat(proof.get("block").asText()).isEqualTo("gearbox");
    }
    refused(all("--block: gears", "gearbox"), "prove", "--design", LINE, "--block", "gears");
    refused(all("--limit: 0"), "prove", "--limit", "0");
  }

  @Test
  void aComparisonNeedsInputsOfOneKindAndAnIntegerEngine() {
    refused(
        all("--engine: float"),
        all("compare", "--engine", "float", "--input", "x.npy", "--design", "designs/tiny.json"));
    refused(all("--input: missing"), "compare");
    refused(all("--input: given"), "compare", "--input", "x.npy", "--data", "x");
    refused(all("--labels: l.npy"), "compare", "--data", "x", "--labels", "l.npy");
  }
}
