package org.kcpfpga.verify.cosim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.Tools;
import org.kcpfpga.accuracy.EngineRun;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.RandomDesign;
import org.kcpfpga.design.SystemPart;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.link.Frame;
import org.kcpfpga.link.Traffic;
import org.kcpfpga.link.simulated.VerilatedCore;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.verilated.VerilatedModel;
import org.kcpfpga.verilated.build.VerilatedOptions;

/** Lock step of cores with all parts for a system, registers and pins of these included. */
@Tag("slow")
class SystemCosimTest {
  private static final int STEPS = 30;

  @ParameterizedTest
  @EnumSource(names = {"LSTM", "LINEAR", "GRU_RESET_BEFORE"})
  void allPartsAreThoseOfTheCycleModel(CellKind kind) {
    Tools.require("verilator");
    SplittableRandom random = RandomDesigns.random("SystemCosimTest " + kind, 3);
    Design design =
        RandomDesign.of(random, List.of(kind), "system").withSystem(SystemPart.values());
    Deployment deployment = RandomDesigns.deployment(design, 1);
    RandomFrames source = new RandomFrames(deployment, random);
    List<Frame> frames = source.whole(STEPS);
    long patience = 20 * EngineRun.patience(deployment);
    try (VerilatedModel rtl = VerilatedCore.build(deployment, VerilatedOptions.CHECKED)) {
      CosimResult result =
          Cosim.run(
              deployment,
              rtl,
              source.withWrongLengths(frames),
              frames,
              new Traffic(0.3, 0.3, random.nextLong(), patience));
      assertThat(result.first()).as("%s", design).isNull();
      assertThat(result.equal()).isTrue();
    }
  }
}
