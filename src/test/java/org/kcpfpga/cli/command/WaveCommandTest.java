package org.kcpfpga.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kcpfpga.Tools;
import org.kcpfpga.cli.CommandCalls;
import org.kcpfpga.tensor.Npy;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.wave.VcdReader;

/** {@code --vcd} and {@code --fst} of run and cosim. */
@Tag("slow")
class WaveCommandTest extends CommandCalls {
  private static final String MODEL = "models/fashion-kcp-lstm.safetensors";
  private static final String TINY = "designs/tiny.json";

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  /** One short sequence of the model's samples. */
  private String inputs() throws IOException {
    Tensor all = Npy.read(Path.of("models/fashion/inputs.npy"));
    int steps = 2;
    int size = all.extent(2);
    double[] values = Arrays.copyOf(all.values(), steps * size);
    Npy.writeFloat32(folder.resolve("x.npy"), Tensor.of(new int[] {1, steps, size}, values));
    return file("x.npy");
  }

  private void run(String engine) throws IOException {
    String[] words = {
      "run",
      "--model",
      MODEL,
      "--input",
      inputs(),
      "--engine",
      engine,
      "-o",
      file(engine + ".npy"),
      "--vcd",
      file(engine + ".vcd"),
      "--fst",
      file(engine + ".fst"),
      "--json"
    };
    assertThat(kcp(words)).as(err.toString()).isZero();
    assertThat(json().get("vcd").asText()).endsWith(engine + ".vcd");
    assertThat(json().get("fst").asText()).endsWith(engine + ".fst");
  }

  @Test
  void theWaveOfARunHoldsWhatItDelivers() throws IOException {
    String[] words = {
      "run", "--model", MODEL, "--input", inputs(), "--engine", "cycle", "-o", file("y.npy")
    };
    assertThat(kcp(with(words, "--vcd", file("w.vcd"), "--fst", file("w.fst"), "--json"))).isZero();
    assertThat(json().get("vcd").asText()).endsWith("w.vcd");
    assertThat(json().get("fst").asText()).endsWith("w.fst");
    assertThat(folder.resolve("w.fst")).isNotEmptyFile();
    VcdReader wave = VcdReader.of(folder.resolve("w.vcd"));
    String core = "kcp.model.";
    List<Integer> delivered = new ArrayList<>();
    for (long time = 0; time < wave.end(); time += 10) {
      boolean taken =
          wave.at(core + "m_axis_tvalid", time).testBit(0)
              && wave.at(core + "m_axis_tready", time).testBit(0);
      if (taken) {
        delivered.add((int) wave.at(core + "m_axis_tdata", time).byteValue());
      }
    }
    // h of 8 bits has 7 fraction bits
    List<Integer> hidden = new ArrayList<>();
    for (double h : Npy.read(folder.resolve("y.npy")).values()) {
      hidden.add((int) Math.round(h * 128));
    }
    assertThat(delivered).isEqualTo(hidden).hasSizeGreaterThan(100);
  }

  @Test
  void aCosimulationThatFailsLeavesItsWave() throws IOException {
    Tools.require("verilator");
    String[] words = {"cosim", TINY, "--plant-fault", "--vcd", file("w.vcd")};
    assertThat(kcp(words)).isEqualTo(1);
    VcdReader wave = VcdReader.of(folder.resolve("w.vcd"));
    long first = wave.rises("kcp.differs");
    assertThat(out.toString())
        .contains("cycle " + first / 10 + ", ")
        .contains("w.vcd, the first difference at " + first + " ns");
    assertThat(wave.at("kcp.differs", first)).isEqualTo(BigInteger.ONE);
  }

  @Test
  void wavesThatCannotBeAreRefused() throws IOException {
    String none = folder.resolve("none/w.vcd").toString();
    String w = file("w.vcd");
    refused(all("none/w.vcd: no directory"), "cosim", TINY, "--vcd", none);
    refused(all(folder + ": a directory"), "cosim", TINY, "--fst", folder.toString());
    refused(all("--vcd: ", "no one wave"), "cosim", "--random", "2", "--vcd", w);
    refused(all("--fst: ", "no one wave"), "cosim", "--random", "2", "--on", "slurm", "--fst", w);
    refused(all("--fst: ", "of --vcd"), "cosim", TINY, "--vcd", w, "--fst", w);
    refused(all("--vcd: " + TINY, "of DESIGN"), "cosim", TINY, "--vcd", TINY);
    String[] run = {"run", "--model", MODEL, "--input", inputs(), "-o", file("y.npy")};
    for (String engine : List.of("float", "fixed", "tcp:localhost:1")) {
      String[] more = {"--engine", engine, "--vcd", w};
      refused(all("--vcd: ", "cycle or verilator, not " + engine), with(run, more));
    }
    refused(all("--fst: ", "of -o"), with(run, "--fst", file("y.npy")));
    refused(all("--fst: ", "of --input"), with(run, "--fst", file("x.npy")));
    refused(all("--internals: no file", "--vcd"), "cosim", TINY, "--internals");
    refused(all("--internals: ", "no one wave"), "cosim", "--random", "2", "--internals");
    String[] inner = {"--engine", "cycle", "--vcd", w, "--internals"};
    refused(all("--internals: cycle", "verilator"), with(run, inner));
    assertThat(folder.resolve("w.vcd")).doesNotExist();
    assertThat(folder.resolve("y.npy")).doesNotExist();
  }

  private static String[] with(String[] words, String... more) {
    String[] all = Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return all;
  }
}
