package org.kcpfpga.verify.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kcpfpga.Tools;
import org.kcpfpga.emit.EmittedDesign;
import org.kcpfpga.emit.Emitter;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.link.Frame;
import org.kcpfpga.link.Traffic;
import org.kcpfpga.link.simulated.VerilatedCore;
import org.kcpfpga.verify.Reasons;
import org.kcpfpga.verify.cosim.Cosim;
import org.kcpfpga.verify.cosim.RandomFrames;
import org.kcpfpga.verify.cosim.StallPattern;
import org.kcpfpga.verilated.CoveragePoint;
import org.kcpfpga.verilated.VerilatedModel;
import org.kcpfpga.verilated.build.VerilatedOptions;

@Tag("slow")
class RtlCoverageTest {
  @TempDir Path folder;

  private Reasons reasons(String text) throws IOException {
    return Reasons.read(Files.writeString(folder.resolve("reasons.txt"), text));
  }

  private static EmittedDesign design(String name, String text) {
    SortedMap<String, String> verilog = new TreeMap<>();
    verilog.put(name + "_q.v", text);
    return new EmittedDesign(name + "_core", List.of(), verilog, new TreeMap<>(), new TreeMap<>());
  }

  private static CoveragePoint block(String name, String what, int count, int... lines) {
    return new CoveragePoint(
        CoveragePoint.Kind.BLOCK, name + "_q", name + "_q.v", lines[0], what, lines, count);
  }

  /** The same line stands elsewhere in the second core; one of two equal lines never ran. */
  @Test
  void aLineIsKnownByModuleAndTextInWhateverCore() throws IOException {
    RtlCoverage all = new RtlCoverage();
    all.add(
        design("a", "if (x)\n  y <= 1;\nif (z)\n  y <= 1;\n"),
        List.of(block("a", "if", 0, 1, 2), block("a", "if", 0, 3, 4)));
    all.add(design("b", "\n\n if (x)\n   y <= 1;\n"), List.of(block("b", "if", 5, 3, 4)));

    CoverageScore lines = all.lines(reasons("z\\) => never\n"));
    assertThat(lines.covered()).isEqualTo(2);
    assertThat(lines.total()).isEqualTo(4);
    assertThat(lines.unexplained()).containsExactly("line q: y <= 1; (2)");
    assertThat(lines.explained()).containsOnlyKeys("line q: if (z)");
    assertThat(lines.percent()).isEqualTo(50);
    assertThat(all.coreLines()).isEqualTo(6);
    assertThat(all.corePercent()).isEqualTo(100.0 / 3);
    assertThat(all.branches(reasons("")).unexplained()).containsExactly("branch q: if of if (z)");
  }

  @Test
  void aLineThatNothingReachesIsReported() throws IOException {
    Tools.require("verilator");
    Deployment deployment = ContractDesigns.tiny(false);
    EmittedDesign right = Emitter.emit(deployment.core());
    String before = right.verilog().get("tiny_gearbox.v");
    // two units are the most that it holds
    String planted = "    if (~reset & level == 2'h3)\n      unit1 <= 18'h5;\n  end";
    String after = before.replaceFirst("(?m)^  end$", planted);
    assertThat(after).isNotEqualTo(before);
    SortedMap<String, String> verilog = new TreeMap<>(right.verilog());
    verilog.put("tiny_gearbox.v", after);
    EmittedDesign design =
        new EmittedDesign(right.top(), right.ports(), verilog, right.images(), right.documents());
    List<Frame> frames = new RandomFrames(deployment, new SplittableRandom(3)).whole(20);
    VerilatedOptions counting = VerilatedOptions.CHECKED.with(VerilatedOptions.Coverage.LINES);
    RtlCoverage coverage = new RtlCoverage();
    try (VerilatedModel core = VerilatedCore.build(design, folder.resolve("rtl"), counting)) {
      Traffic traffic = StallPattern.HEAVY.traffic(5, deployment);
      assertThat(Cosim.run(deployment, core, frames, traffic).equal()).isTrue();
      coverage.add(design, core.coverage());
    }
    CoverageScore lines = coverage.lines(reasons(""));
    assertThat(lines.unexplained())
        .contains("line gearbox: if (~reset & level == 2'h3)", "line gearbox: unit1 <= 18'h5;");
    assertThat(lines.percent()).isBetween(90.0, 99.99);
  }
}
