package org.kcpfpga.fpga;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.Tools;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.emit.Emitter;
import org.kcpfpga.gates.Netlist;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.link.Frame;
import org.kcpfpga.link.Frames;
import org.kcpfpga.link.Traffic;
import org.kcpfpga.verify.cosim.Cosim;
import org.kcpfpga.verify.cosim.CosimResult;
import org.kcpfpga.verilated.VerilatedModel;
import org.kcpfpga.verilated.build.VerilatedOptions;

/** The bits of a bitstream do what the cycle model does, on every pin of every cycle. */
@Tag("slow")
class ReadBackTest {
  private static final Design DESIGN = DesignFile.read(Path.of("fpga/designs/micro-rnn.json"));

  @TempDir Path folder;

  @Test
  void theBitsOfABitstreamDoWhatTheModelDoes() {
    for (String tool : List.of("yosys", "nextpnr-ice40", "icepack", "icebox_vlog")) {
      Tools.require(tool);
    }
    Deployment right = RandomDesigns.deployment(DESIGN, 3);
    Netlist netlist = ReadBack.of(Emitter.emit(right.core()), folder);
    CosimResult same = run(right, netlist);
    assertThat(same.mismatchedCycles()).isZero();
    assertThat(same.steps()).isEqualTo(20);
    CosimResult other = run(RandomDesigns.deployment(DESIGN, 4), netlist);
    // a register, such as the checksum, may show the other model before the first output does
    assertThat(other.mismatchedCycles()).isPositive();
    assertThat(other.first().signal()).isIn("m_axis_tdata", "s_axil_rdata");
  }

  private static CosimResult run(Deployment expected, Netlist netlist) {
    SplittableRandom random = new SplittableRandom(5);
    List<Frame> frames =
        Frames.of(expected, RandomDesigns.inputs(random, 4, 5, expected.plan().design().inSize()));
    try (VerilatedModel core = netlist.verilated(VerilatedOptions.CHECKED)) {
      return Cosim.run(expected, core, frames, new Traffic(0.2, 0.2, 6, 100_000));
    }
  }
}
