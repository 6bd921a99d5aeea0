package org.kcpfpga.verify.cosim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.Tools;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.emit.EmittedDesign;
import org.kcpfpga.emit.Emitter;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.link.Frame;
import org.kcpfpga.link.Traffic;
import org.kcpfpga.link.simulated.VerilatedCore;
import org.kcpfpga.plan.boundary.Port;
import org.kcpfpga.plan.boundary.TopPorts;
import org.kcpfpga.verilated.VerilatedModel;
import org.kcpfpga.verilated.build.VerilatedFailure;
import org.kcpfpga.verilated.build.VerilatedOptions;
import org.kcpfpga.wave.VcdReader;
import org.kcpfpga.wave.WaveFiles;

/** What a co-simulation leaves in its wave. */
@Tag("slow")
class CosimWaveTest {
  private static final Traffic TRAFFIC = new Traffic(0.2, 0.2, 3, 500_000);
  private static final int PERIOD = 10;

  private final Deployment deployment =
      RandomDesigns.deployment(DesignFile.read(Path.of("designs/tiny.json")), 5);
  private final List<Frame> frames = new RandomFrames(deployment, new SplittableRandom(8)).whole(6);

  @TempDir Path folder;

  @BeforeEach
  void needsVerilator() {
    Tools.require("verilator");
  }

  private CosimResult run(VerilatedModel rtl) {
    return run(rtl, false);
  }

  private CosimResult run(VerilatedModel rtl, boolean inner) {
    WaveFiles files = new WaveFiles(folder.resolve("w.vcd"), null, inner);
    try (rtl) {
      return files.record(wave -> Cosim.of(deployment, rtl, frames, TRAFFIC).into(wave).run());
    }
  }

  private VcdReader wave() throws IOException {
    return VcdReader.of(folder.resolve("w.vcd"));
  }

  /** The pins of a model that runs once more, against those of a scope. */
  private long compareWithModel(VcdReader wave, String scope, long cycles) {
    ModelRun again = ModelRun.of(deployment, frames, TRAFFIC);
    long cycle = 0;
    while (!again.finished() && cycle < cycles) {
      PinBlock one = again.next(1);
      compare(wave, scope, cycle, true, one.inputs());
      compare(wave, scope, cycle, false, one.outputs());
      cycle++;
    }
    return cycle;
  }

  private void compare(VcdReader wave, String scope, long cycle, boolean inputs, int[] words) {
    int at = 0;
    for (Port port : Port.only(TopPorts.of(deployment.plan()), inputs)) {
      BigInteger value = BigInteger.ZERO;
      for (int word = port.words() - 1; word >= 0; word--) {
        BigInteger low = BigInteger.valueOf(Integer.toUnsignedLong(words[at + word]));
        value = value.shiftLeft(32).or(low);
      }
      value = value.mod(BigInteger.ONE.shiftLeft(port.width()));
      String name = "kcp." + scope + "." + port.name();
      long begin = cycle * PERIOD;
      if (!value.equals(wave.at(name, begin)) || !value.equals(wave.at(name, begin + PERIOD - 1))) {
        fail("%s in cycle %d: %s", name, cycle, wave.at(name, begin));
      }
      at += port.words();
    }
  }

  @Test
  void bothScopesHoldThePinsOfEveryCycle() throws IOException {
    CosimResult result = run(VerilatedCore.build(deployment, VerilatedOptions.CHECKED));
    assertThat(result.equal()).isTrue();
    VcdReader wave = wave();
    assertThat(wave.end()).isEqualTo(result.cycles() * PERIOD);
    assertThat(compareWithModel(wave, "model", result.cycles())).isEqualTo(result.cycles());
    assertThat(compareWithModel(wave, "rtl", result.cycles())).isEqualTo(result.cycles());
    assertThat(wave.rises("kcp.differs")).isNegative();
    assertThat(wave.changes("kcp.rtl.aclk")).hasSize((int) (2 * result.cycles()));
  }

  @Test
  void theFirstDifferenceIsMarkedWhereTheResultSays() throws IOException {
    Deployment other = RandomDesigns.deployment(deployment.plan().design(), 6);
    CosimResult result = run(VerilatedCore.build(other, VerilatedOptions.CHECKED));
    assertThat(result.equal()).isFalse();
    long first = result.first().cycle() * PERIOD;
    VcdReader wave = wave();
    assertThat(wave.rises("kcp.differs")).isEqualTo(first).isPositive();
    String pin = result.first().signal();
    assertThat(wave.rises("kcp.differences." + pin)).isEqualTo(first);
    assertThat(wave.at("kcp.model." + pin, first)).isNotEqualTo(wave.at("kcp.rtl." + pin, first));
    assertThat(wave.end()).isEqualTo(result.cycles() * PERIOD);
  }

  /** Pins of the top module are signals within, too: both must move in the same cycle. */
  @Test
  void whatIsWithinTheRtlStandsInTheCyclesOfItsPins() throws IOException {
    VerilatedOptions traced = VerilatedOptions.CHECKED.withTrace();
    CosimResult result = run(VerilatedCore.build(deployment, traced), true);
    assertThat(result.equal()).isTrue();
    VcdReader wave = wave();
    assertThat(compareWithModel(wave, "rtl", result.cycles())).isEqualTo(result.cycles());
    assertThat(compareWithModel(wave, "rtl.tiny_core", result.cycles())).isPositive();
    assertThat(wave.changes("kcp.rtl.tiny_core.control_port.clock"))
        .isEqualTo(wave.changes("kcp.model.aclk"));
    assertThat(wave.names())
        .anyMatch(name -> name.endsWith(".words.mem[0]"))
        .hasSizeGreaterThan(1000);
  }

  /** RTL that stops itself in a block of cycles. */
  @Test
  void theCyclesBeforeAStopAreThere() throws IOException {
    EmittedDesign right = Emitter.emit(deployment.core());
    SortedMap<String, String> verilog = new TreeMap<>(right.verilog());
    String stop =
        """
          reg [15:0] count = 0;
          always @(posedge aclk) begin
            count <= count + 1;
            if (count == 100) $stop;
          end
        endmodule\
        """;
    verilog.compute(right.top() + ".v", (name, text) -> text.replace("endmodule", stop));
    EmittedDesign stopping =
        new EmittedDesign(right.top(), right.ports(), verilog, right.images(), right.documents());
    VerilatedModel rtl =
        VerilatedCore.build(stopping, folder.resolve("core"), VerilatedOptions.CHECKED);
    assertThatThrownBy(() -> run(rtl))
        .isInstanceOf(VerilatedFailure.class)
        .hasMessageContaining("$stop");
    VcdReader wave = wave();
    // one cycle of the hundred before the first that is compared
    assertThat(wave.end()).isEqualTo(99 * PERIOD);
    assertThat(compareWithModel(wave, "rtl", 99)).isEqualTo(99);
  }
}
