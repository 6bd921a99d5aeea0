package org.kcpfpga.verify.cosim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.Tools;
import org.kcpfpga.design.FrontKind;
import org.kcpfpga.emit.EmittedDesign;
import org.kcpfpga.emit.Emitter;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.link.Frame;
import org.kcpfpga.link.Traffic;
import org.kcpfpga.verify.coverage.ContractDesigns;
import org.kcpfpga.verilated.VerilatedModel;
import org.kcpfpga.verilated.build.VerilatedOptions;
import org.kcpfpga.verilated.build.VerilatedSource;

/** One bug of every class that FPGA designs are known for: co-simulation sees and places each. */
@Tag("slow")
class BugCatalogueTest {
  private static final Deployment TINY = ContractDesigns.tiny(false);
  private static final Deployment PACKED =
      RandomDesigns.deployment(TINY.plan().design().withFront(FrontKind.PACKED), 1);
  private static final Deployment GRU = ContractDesigns.gru();

  @TempDir Path folder;

  /** Class of bug, core, module without the design's name, what is there, what it becomes. */
  static List<Arguments> bugs() {
    return List.of(
        bug("no bug", TINY, "gearbox", "kept", "kept"),
        bug("dead-lock", TINY, "kcp_queue", "assign credit = pop_word;", "assign credit = 1'b0;"),
        bug("buffer overflow", TINY, "stream_input", "& room", "& 1'b1"),
        bug(
            "bit truncation",
            TINY,
            "front_accumulator",
            "\\{sums\\[16\\], sums\\[16:0\\]\\}",
            "{3'h0, sums[14:0]}"),
        bug("lost carry", PACKED, "front_pair", "up \\| down", "1'b0 \\& up \\& down"),
        bug("sign error", TINY, "front_cell", "\\{product\\[15\\], product\\}", "{1'b0, product}"),
        bug("misindexing", TINY, "front_tile", "\\(factors\\[7:0\\]\\)", "(factors[15:8])"),
        bug("off by one in a fold", TINY, "input_front", "fold_last = fold;", "fold_last = ~fold;"),
        bug("failure to update", GRU, "cell", "\\.we +\\([^)]*\\)", ".we (1'b0)"),
        bug("stale state", TINY, "cell", "start_rank1 \\? 16'h0 : states_q", "states_q"),
        bug("protocol violation", TINY, "kcp_queue", "assign data = head;", "assign data = ~head;"),
        bug("valid falls", TINY, "kcp_queue", "valid = \\|level", "valid = |level \\& ~push"),
        bug(
            "rounding at ties",
            TINY,
            "kcp_requantiser",
            "\\{\\{WIDE\\{1'b0\\}\\}, 1'b1\\}",
            "{WIDE+1{1'b0}}"));
  }

  private static Arguments bug(
      String kind, Deployment deployment, String module, String there, String becomes) {
    return Arguments.of(kind, deployment, module, there, becomes);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bugs")
  void isSeen(String kind, Deployment deployment, String module, String there, String becomes)
      throws IOException {
    Tools.require("verilator");
    EmittedDesign design = Emitter.emit(deployment.core());
    Emitter.write(design, folder);
    String prefix = module.startsWith("kcp_") ? "" : deployment.plan().design().name() + "_";
    Path file = folder.resolve(prefix + module + ".v");
    String text = Files.readString(file);
    assertThat(Pattern.compile(there).matcher(text).find()).as("%s in %s", there, text).isTrue();
    Files.writeString(file, text.replaceAll(there, becomes));
    List<Frame> frames = new RandomFrames(deployment, new SplittableRandom(17)).whole(800);
    VerilatedSource source =
        new VerilatedSource(
            design.top(),
            design.verilogFiles(folder),
            Optional.of(folder),
            design.ports(),
            VerilatedOptions.CHECKED);
    try (VerilatedModel core = VerilatedModel.build(source)) {
      Traffic traffic = new Traffic(0.1, 0.4, 3, 1_000_000);
      CosimResult result = Cosim.run(deployment, core, frames, traffic);
      assertThat(result.equal()).as(kind).isEqualTo(kind.equals("no bug"));
      if (!result.equal()) {
        assertThat(result.first().toString()).contains("step ", "cycle ", "expected: ");
      }
    }
  }
}
