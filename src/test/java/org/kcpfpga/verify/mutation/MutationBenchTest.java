package org.kcpfpga.verify.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.Tools;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.emit.EmittedDesign;
import org.kcpfpga.emit.Emitter;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.gates.Mutant;
import org.kcpfpga.gates.Mutants;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.verify.cosim.SaturatingModel;

@Tag("slow")
class MutationBenchTest {
  private static final int MUTANTS = 12;

  @TempDir Path folder;

  /**
   * Runs and proofs know nothing of each other: what a run shows, no proof may take for nothing.
   */
  @Test
  void whatIsSeenIsNotProvedEquivalent() {
    Tools.require("verilator");
    Tools.require("yosys");
    OperatorShape shape =
        new OperatorShape(new int[] {2, 2}, new int[] {2, 1}, 1, new int[] {1, 1});
    BitWidths bits = new BitWidths(4, 4, 6, 6);
    Design small = Design.of("small", CellKind.LINEAR, shape, null, 1, 1, bits);
    Deployment deployment = SaturatingModel.of(RandomDesigns.deployment(small, 3));
    Mutants mutants = Mutants.of(Emitter.emit(deployment.core()), folder, MUTANTS, 3);
    MutationBench bench = new MutationBench(deployment, deployment, mutants, folder, 3);
    List<Mutant> unseen = bench.unseen(MutationBench.Part.SHORT, mutants.all(), 2);
    assertThat(mutants.all()).hasSize(MUTANTS);
    assertThat(unseen).hasSizeLessThan(MUTANTS / 2);
    assertThat(mutants.all())
        .filteredOn(mutant -> !unseen.contains(mutant))
        .noneMatch(mutants::equivalent);
    assertThat(mutants.equivalent(new Mutant(0, List.of(), "", ""))).as("no mistake").isTrue();
  }

  @Test
  void aLoadableCoreHasMutantsToo() {
    Tools.require("yosys");
    for (String name : List.of("designs/linear.json", "fpga/designs/micro-rnn.json")) {
      Design loadable = DesignFile.read(Path.of(name)).withLoadableFactors();
      EmittedDesign core = Emitter.emit(RandomDesigns.deployment(loadable, 3).core());
      Mutants mutants = Mutants.of(core, folder.resolve(loadable.name()), MUTANTS, 3);
      assertThat(mutants.all()).hasSize(MUTANTS);
    }
  }
}
