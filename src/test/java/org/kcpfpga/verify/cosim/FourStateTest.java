package org.kcpfpga.verify.cosim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.Tools;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.emit.EmittedDesign;
import org.kcpfpga.emit.Emitter;
import org.kcpfpga.gates.Netlist;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.link.Frame;
import org.kcpfpga.link.Traffic;
import org.kcpfpga.verify.coverage.ContractDesigns;

/**
 * A third reader of the Verilog, of four states: from the first edge in reset on no pin is ever
 * unknown, whether registers and memories begin unknown or at random, and every pin is that of the
 * cycle model. The same behind a reset of any cycle, if all but the model was unknown in it: so no
 * value that anything else had before a reset matters after it.
 */
@Tag("slow")
class FourStateTest {
  /** Registers and words that hold the model of a loadable core. */
  private static final Predicate<String> MODEL =
      Pattern.compile("\\.held_factors$|\\.kept_shift_|\\.(factors|bias)\\.\\w+\\.mem\\[")
          .asPredicate();

  @TempDir Path folder;

  @BeforeEach
  void needsIcarus() {
    Tools.require("iverilog");
  }

  @ParameterizedTest
  @CsvSource({"tiny, 25, unknown", "tiny, 25, random", "fashion, 2, unknown", "fashion, 2, random"})
  void everyPinIsKnownAndThatOfTheModel(String name, int frames, String start) throws Exception {
    Deployment deployment =
        RandomDesigns.deployment(DesignFile.read(Path.of("designs", name + ".json")), 4);
    EmittedDesign design = written(deployment);
    FourStateBench bench = new FourStateBench(design, folder).pins(run(deployment, frames));
    if (start.equals("random")) {
      bench.starting(StartValues.random(design, 7).statements("dut"));
    }
    assertThat(bench.mismatches(design.verilog().keySet())).isEqualTo("0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rom", "loadable", "gru"})
  void nothingButTheModelMattersBehindAReset(String kind) throws Exception {
    Deployment deployment =
        kind.equals("gru") ? ContractDesigns.gru() : ContractDesigns.tiny(kind.equals("loadable"));
    assertThat(afterResets(deployment, MODEL)).isEqualTo("0");
  }

  @Test
  void aModelThatResetForgetsIsSeen() throws Exception {
    Predicate<String> most = MODEL.and(name -> !name.contains("row0_tile0.cell0"));
    assertThat(afterResets(ContractDesigns.tiny(true), most)).isNotEqualTo("0");
  }

  /** Post-synthesis is pre-synthesis, down to single gates. */
  @Test
  void theGatesOfTinyDoWhatTheModelDoes() throws Exception {
    Tools.require("yosys");
    Deployment deployment = ContractDesigns.tiny(false);
    EmittedDesign design = Emitter.emit(deployment.core());
    Netlist gates = Netlist.of(design, folder, Netlist.Depth.GATES);
    FourStateBench bench = new FourStateBench(design, folder).pins(run(deployment, 25));
    assertThat(bench.mismatches(List.of(gates.file().getFileName().toString()))).isEqualTo("0");
  }

  @Test
  void aRegisterThatResetForgetsIsSeen() throws Exception {
    Deployment deployment = ContractDesigns.tiny(false);
    EmittedDesign design = written(deployment);
    forget();
    FourStateBench bench = new FourStateBench(design, folder).pins(run(deployment, 2));
    assertThat(bench.mismatches(design.verilog().keySet())).isNotEqualTo("0");
  }

  private EmittedDesign written(Deployment deployment) {
    EmittedDesign design = Emitter.emit(deployment.core());
    Emitter.write(design, folder);
    return design;
  }

  /** The counter of beats in flight loses its reset. */
  private void forget() throws IOException {
    Path file = folder.resolve("tiny_gearbox.v");
    String text = Files.readString(file);
    String without = text.replaceFirst("if \\(reset\\)", "if (1'b0)");
    assertThat(without).isNotEqualTo(text);
    Files.writeString(file, without);
  }

  private static List<PinBlock> run(Deployment deployment, int frames) {
    ModelRun run =
        ModelRun.of(
            deployment,
            new RandomFrames(deployment, new SplittableRandom(8)).whole(frames),
            new Traffic(0.2, 0.2, 9, 500_000));
    List<PinBlock> blocks = new ArrayList<>();
    while (!run.finished()) {
      blocks.add(run.next());
    }
    assertThat(run.verdict().wrong()).isZero();
    return blocks;
  }

  /**
   * Loads once; then a reset in each cycle of a frame, in which all becomes unknown but what is
   * spared, and a whole frame behind it.
   */
  private String afterResets(Deployment deployment, Predicate<String> spared) throws IOException {
    EmittedDesign design = written(deployment);
    DrivenModel model = new DrivenModel(deployment);
    Design core = deployment.plan().design();
    if (core.loadable()) {
      model.load();
    }
    RandomFrames source = new RandomFrames(deployment, new SplittableRandom(8));
    int latency = (int) deployment.plan().cycles().latency();
    for (int at = 0; at <= latency; at++) {
      List<Frame> frames = source.calm(2);
      model.idle(at - model.offer(frames.get(0), at));
      model.reset(1);
      model.offer(frames.get(1), Integer.MAX_VALUE);
      model.idle(latency);
    }
    List<String> forgotten = StartValues.unknown(design, spared).statements("dut");
    assertThat(forgotten).hasSizeGreaterThan(200);
    return new FourStateBench(design, folder)
        .resetting(forgotten)
        .pins(List.of(model.block()))
        .mismatches(design.verilog().keySet());
  }
}
