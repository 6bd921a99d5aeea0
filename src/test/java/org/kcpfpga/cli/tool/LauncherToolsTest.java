package org.kcpfpga.cli.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kcpfpga.cli.tool.LauncherBench.Result;

/** What the launcher does about tools that are missing or too old; apt-get is always a stub. */
@Tag("slow")
class LauncherToolsTest {
  @TempDir Path folder;
  private LauncherBench bench;
  private Path calls;

  @BeforeEach
  void copyTheLauncher() throws Exception {
    bench = new LauncherBench(folder);
    calls = folder.resolve("apt-calls");
    bench.stub("id", "echo 0");
    bench.stub("apt-cache", "exit 0");
  }

  /** An apt-get that notes its arguments and, told to install, copies the stub in "shelf". */
  private void aptGetThatBrings(String tool) throws Exception {
    Path shelf = Files.createDirectories(folder.resolve("shelf"));
    Path source = bench.programs.resolve(tool);
    Files.move(source, shelf.resolve(tool));
    bench.stub(
        "apt-get",
        "echo \"$*\" >>'"
            + calls
            + "'\ncase \"$*\" in *' install '*) mv '"
            + shelf.resolve(tool)
            + "' '"
            + source
            + "' ;; esac");
  }

  private Result kcp(Map<String, String> environment, String... args) throws Exception {
    return bench.start(bench.repository, bench.repository.resolve("kcp"), environment, args);
  }

  @Test
  void aMissingToolIsInstalledOnceAndNothingIsUpgraded() throws Exception {
    aptGetThatBrings("verilator");
    Result result = bench.kcp("test");
    assertThat(result.code()).isZero();
    assertThat(Files.readAllLines(calls)).hasSize(2);
    assertThat(Files.readAllLines(calls).get(0)).endsWith("update");
    assertThat(Files.readAllLines(calls).get(1)).contains("--no-upgrade").endsWith(" verilator");
    bench.kcp("test");
    assertThat(Files.readAllLines(calls)).hasSize(2);
  }

  @Test
  void installingCanBeForbidden() throws Exception {
    aptGetThatBrings("verilator");
    Result result = kcp(Map.of("KCP_INSTALL", "never"), "cosim");
    assertThat(result)
        .isEqualTo(
            new Result(
                2,
                "",
                "kcp: verilator: missing (expected: >= 5.006);"
                    + " type: sudo apt-get install verilator"));
    assertThat(Files.exists(calls)).isFalse();
  }

  @Test
  void aToolThatIsTooOldIsNamedAndNotReplaced() throws Exception {
    bench.stub("apt-get", "echo \"$*\" >>'" + calls + "'");
    bench.stub("verilator", "echo 'Verilator 4.038 2020-07-11'");
    Result result = bench.kcp("cosim");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.err()).contains("verilator: 4.038 (expected: >= 5.006)");
    assertThat(Files.exists(calls)).isFalse();
  }

  @Test
  void anInstalledJdkIsFoundWithoutJavaHomeAndNothingIsInstalled() throws Exception {
    bench.stub("apt-get", "echo \"$*\" >>'" + calls + "'");
    Path jdk = Path.of(System.getProperty("java.home"));
    Files.createSymbolicLink(bench.programs.resolve("javac"), jdk.resolve("bin/javac"));
    Result result = kcp(Map.of("JAVA_HOME", ""), "--version");
    Files.delete(bench.programs.resolve("javac"));
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(Files.exists(calls)).isFalse();
  }

  @Test
  void aJdkThatIsTooOldIsNamed() throws Exception {
    Path old = folder.resolve("jdk11");
    Files.createDirectories(old.resolve("bin"));
    for (String name : new String[] {"java", "javac"}) {
      Path file = Files.writeString(old.resolve("bin").resolve(name), "#!/usr/bin/env bash\n");
      file.toFile().setExecutable(true);
    }
    Files.writeString(old.resolve("release"), "JAVA_VERSION=\"11.0.2\"\n");
    Map<String, String> environment =
        Map.of("JAVA_HOME", old.toString(), "KCP_JVM_ROOT", folder.resolve("none").toString());
    Result result = kcp(environment, "--version");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("java: 11.0.2 (expected: >= 17)");
  }

  @Test
  void theSoftwareEnginesNeedNoSimulatorAndTheOtherSaysSoFirst() throws Exception {
    Files.delete(bench.programs.resolve("verilator"));
    String[] run = {
      "run", "--model", "no.safetensors", "--input", "no.npy", "-o", "no", "--engine"
    };
    for (String engine : List.of("float", "fixed", "cycle")) {
      assertThat(kcp(Map.of(), with(run, engine)).err()).contains("no.safetensors: no such file");
    }
    assertThat(kcp(Map.of(), with(run, "verilator")).err()).contains("verilator: missing");
  }

  private static String[] with(String[] words, String last) {
    return Stream.concat(Stream.of(words), Stream.of(last)).toArray(String[]::new);
  }

  @Test
  void aWrongVerilatorRootIsNamed() throws Exception {
    Result result = kcp(Map.of("VERILATOR_ROOT", folder.toString()), "cosim");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).startsWith("kcp: VERILATOR_ROOT: " + folder).doesNotContain("5.006");
  }

  @Test
  void theJdkThatIsNamedIsOneThatAptKnows() throws Exception {
    bench.stub("apt-get", "");
    Map<String, String> none =
        Map.of(
            "JAVA_HOME",
            "",
            "KCP_JVM_ROOT",
            folder.resolve("none").toString(),
            "KCP_INSTALL",
            "never");
    bench.stub("apt-cache", "[ \"$2\" = openjdk-21-jdk-headless ]");
    assertThat(kcp(none, "doctor").err())
        .isEqualTo(
            "kcp: java: missing (expected: >= 17); type: sudo apt-get install"
                + " openjdk-21-jdk-headless");
    bench.stub("apt-cache", "exit 100");
    assertThat(kcp(none, "doctor").err()).endsWith("install default-jdk-headless");
  }

  @Test
  void planningNeedsNoSimulator() throws Exception {
    Files.delete(bench.programs.resolve("verilator"));
    assertThat(bench.kcp("--version").code()).isZero();
    Result doctor = bench.kcp("doctor");
    assertThat(doctor.code()).isEqualTo(2);
    assertThat(doctor.out()).containsPattern("verilator +missing");
  }

  @Test
  void aBitstreamNeedsItsToolsAndTheVersionsOnStandardErrorAreRead() throws Exception {
    bench.stub("nextpnr-ice40", "echo '(Version 0.3-1)' >&2");
    assertThat(bench.kcp("fpga", "build", "icebreaker", "--design", "x.json").err())
        .contains("nextpnr-ice40: 0.3 (expected: >= 0.4)");
    Files.delete(bench.programs.resolve("nextpnr-ice40"));
    Files.delete(bench.programs.resolve("icetime"));
    Result missing =
        kcp(Map.of("KCP_INSTALL", "never"), "fpga", "build", "icebreaker", "--design", "x");
    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.err())
        .contains("nextpnr-ice40: missing", "icetime: missing")
        .contains("install nextpnr-ice40 fpga-icestorm-chipdb");
  }

  @Test
  void aToolOfTestsOnlyIsANoteOnALaptopAndAFailureInCi() throws Exception {
    Files.delete(bench.programs.resolve("yosys"));
    Result laptop = bench.kcp("test");
    assertThat(laptop.code()).isZero();
    assertThat(laptop.err()).contains("yosys: missing", "skipped");
    Result ci = kcp(Map.of("CI", "true"), "test");
    assertThat(ci.code()).isEqualTo(2);
    assertThat(ci.err()).contains("yosys: missing (expected: >= 0.23)");
  }
}
