package org.kcpfpga.emit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.kcpfpga.CellCounts;
import org.kcpfpga.DesignCopies;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.Tools;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.design.FrontKind;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.MultiplierBank;
import org.kcpfpga.plan.boundary.Memories;
import org.kcpfpga.plan.boundary.MemoryPlan;

/**
 * The multipliers and memories of a plan against those in the Verilog and those that Yosys finds.
 */
@Tag("slow")
class ResourceTest {
  private static final Pattern MEMORY =
      Pattern.compile("kcp_(ram|rom2?|lutram|queue) #\\((.*?)\\) \\w+", Pattern.DOTALL);
  private static final Set<String> BLOCKS = Set.of("DP16KD", "RAMB18E1", "RAMB36E1");

  @TempDir Path folder;

  static List<String> names() {
    return EmittedCores.names();
  }

  /** Width, depth and kind of every memory of the plan stand in the Verilog, and no others. */
  @ParameterizedTest
  @MethodSource("names")
  void everyMemoryOfThePlanIsInTheVerilog(String name) {
    Core core = EmittedCores.core(name);
    List<String> planned = new ArrayList<>();
    for (MemoryPlan memory : Memories.of(core.plan())) {
      boolean block = memory.kind() == MemoryPlan.Kind.BLOCK;
      planned.add(memory.width() + " x " + memory.depth() + (block ? " block" : ""));
    }
    List<String> found = new ArrayList<>();
    for (var file : EmittedCores.emitted(name).verilog().entrySet()) {
      // the memories' own modules are hand-written
      String text = file.getKey().startsWith("kcp_") ? "" : file.getValue();
      Matcher memory = MEMORY.matcher(text);
      while (memory.find()) {
        boolean block =
            memory.group(1).equals("rom2")
                || memory.group(2).matches("(?s).*\\.BLOCK\\s*\\(1\\).*");
        int width = memory.group(1).equals("queue") ? queueWidth(memory) : number(memory, "WIDTH");
        found.add(width + " x " + number(memory, "DEPTH") + (block ? " block" : ""));
      }
    }
    // queues of one format, and tables of one function, are one module with several instances
    assertThat(found).isNotEmpty();
    assertThat(Set.copyOf(found)).isEqualTo(Set.copyOf(planned));
  }

  /** A word is what its pushes bring, and the flags of the last. */
  private static int queueWidth(Matcher queue) {
    return number(queue, "IN_BITS") * number(queue, "PUSHES") + number(queue, "FLAGS");
  }

  private static int number(Matcher memory, String name) {
    Matcher value = Pattern.compile("\\." + name + "\\s*\\((\\d+)\\)").matcher(memory.group(2));
    assertThat(value.find()).as(name).isTrue();
    return Integer.parseInt(value.group(1));
  }

  @ParameterizedTest
  @CsvSource({
    "tiny, 8, false",
    "tiny, 16, false",
    "shd, 8, false",
    "shd, 16, false",
    "ytc-212, 8, false",
    "ytc-212, 16, false",
    "shd, 8, true"
  })
  void synthesisFindsTheMultipliersAndBlockMemoriesOfThePlan(
      String name, int bits, boolean loadable) throws Exception {
    Tools.require("yosys");
    Design read = DesignFile.read(Path.of("designs", name + ".json"));
    Core core = RandomDesigns.deployment(chosen(read, bits, loadable), 1).core();
    Emitter.write(Emitter.emit(core), folder);
    List<Process> both = new ArrayList<>();
    both.add(yosys(core.top(), "synth_ecp5 -noflatten -run begin:map_ffram", "ecp5"));
    both.add(yosys(core.top(), "synth_xilinx -family xc7 -run begin:map_ffram", "xc7"));
    for (Process process : both) {
      assertThat(process.waitFor()).isZero();
    }
    requireResources(core, "ecp5", "MULT18X18D");
    requireResources(core, "xc7", "DSP48E1");
  }

  /** Two columns of a packed front take one DSP48, and one 18 x 18 where both fit there too. */
  @ParameterizedTest
  @CsvSource({
    "ytc-212, 8, 16, xc7, DSP48E1, 25",
    "ucf11, 8, 26, xc7, DSP48E1, 25",
    "ucf50, 8, 47, xc7, DSP48E1, 25",
    "tiny, 8, 28, ecp5, MULT18X18D, 18",
    "tiny, 4, 24, ecp5, MULT18X18D, 18"
  })
  void aPackedFrontTakesHalfOfTheMultipliers(
      String name, int factorBits, int dsps, String family, String cell, int operandBits)
      throws Exception {
    Tools.require("yosys");
    Design read = DesignFile.read(Path.of("designs", name + ".json"));
    Design narrow = DesignCopies.withBits(read, new BitWidths(8, factorBits, 16, 16));
    Core core = RandomDesigns.deployment(narrow.withFront(FrontKind.PACKED), 1).core();
    String synthesis = family.equals("xc7") ? "xilinx -family xc7" : "ecp5 -noflatten";
    int found = multipliersOfFront(core, "synth_" + synthesis, family, cell);
    assertThat(core.plan().dsps(operandBits)).isEqualTo(dsps);
    assertThat(found)
        .isBetween(dsps - banks(core) - core.plan().constantDsps(), dsps - banks(core));
  }

  @Test
  void aFrontOfConstantsTakesNoMultiplier() throws Exception {
    Tools.require("yosys");
    Design read = DesignFile.read(Path.of("designs", "ucf50.json"));
    Core core = RandomDesigns.deployment(read.withFront(FrontKind.CONSTANT), 1).core();
    assertThat(multipliersOfFront(core, "synth_xilinx -family xc7", "xc7", "DSP48E1")).isZero();
    assertThat(core.plan().pipeline().multipliers()).isEqualTo(banks(core)).isEqualTo(15);
  }

  private static int banks(Core core) {
    return core.plan().pipeline().banks().stream().mapToInt(MultiplierBank::lanes).sum();
  }

  /** The front alone is synthesised: what the rest takes is seen above. */
  private int multipliersOfFront(Core core, String synthesis, String family, String cell)
      throws Exception {
    Emitter.write(Emitter.emit(core), folder);
    String front = core.module(core.plan().pipeline().front().name());
    assertThat(yosys(front, synthesis + " -run begin:map_ffram", family).waitFor()).isZero();
    return CellCounts.read(folder.resolve(family + ".json")).getOrDefault(cell, 0);
  }

  private static Design chosen(Design d, int bits, boolean loadable) {
    BitWidths widths = new BitWidths(bits, bits, bits, bits);
    return DesignCopies.withBits(loadable ? d.withLoadableFactors() : d, widths);
  }

  /** Stops before logic is mapped: multipliers and memories are settled by then. */
  private Process yosys(String top, String synthesis, String family) throws IOException {
    String script =
        "read_verilog -DSYNTHESIS *.v; "
            + synthesis
            + " -top "
            + top
            + "; tee -q -o "
            + family
            + ".blocks select -list t:"
            + String.join(" t:", BLOCKS)
            + "; flatten; tee -q -o "
            + family
            + ".json stat -json";
    return new ProcessBuilder("yosys", "-q", "-p", script.replace("*.v", verilog()))
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(family + ".log").toFile())
        .start();
  }

  private String verilog() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return String.join(
          " ",
          files
              .map(f -> f.getFileName().toString())
              .filter(f -> f.endsWith(".v"))
              .sorted()
              .toList());
    }
  }

  /** Multipliers and block memories by kind, and block memories by the module that has them. */
  private void requireResources(Core core, String family, String multiplier) throws IOException {
    for (String block : Files.readAllLines(folder.resolve(family + ".blocks"))) {
      assertThat(block).as(family).contains("kcp_r");
      assertThat(block).as(family).matches(".*BLOCK=s32'0*1\\b.*|.*\\$paramod\\$[0-9a-f]+.*");
    }
    SortedMap<String, Integer> all = CellCounts.read(folder.resolve(family + ".json"));
    String what = core.plan().design().name() + " " + core.plan().design().bits() + " " + family;
    assertThat(all.getOrDefault(multiplier, 0))
        .as(what + " " + multiplier)
        .isEqualTo(core.plan().pipeline().multipliers());
    int blocks = BLOCKS.stream().mapToInt(kind -> all.getOrDefault(kind, 0)).sum();
    assertThat(blocks).as(what + " block memories").isBetween(fewest(core), most(core));
  }

  /** A block memory takes one block at least. */
  private static int fewest(Core core) {
    return (int) blocks(core).count();
  }

  /** A block is at least 16 bits wide and 512 words deep, or twice that. */
  private static int most(Core core) {
    return blocks(core).mapToInt(m -> ((m.width() + 15) / 16) * ((m.depth() + 511) / 512)).sum();
  }

  private static Stream<MemoryPlan> blocks(Core core) {
    return Memories.of(core.plan()).stream()
        .filter(memory -> memory.kind() == MemoryPlan.Kind.BLOCK);
  }

  @Test
  void theEstimateIsWrittenWithTheCore() throws IOException {
    String text = EmittedCores.emitted("tiny").documents().get("resources.json");
    assertThat(text).contains("\"multipliers\" : 28", "\"multiplierBanks\"", "\"memories\"");
    assertThat(text).contains("\"owner\" : \"input_contract1\"", "\"kind\" : \"DISTRIBUTED\"");
  }
}
