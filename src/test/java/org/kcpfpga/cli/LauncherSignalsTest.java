package org.kcpfpga.cli;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kcpfpga.cache.CacheHome;
import org.kcpfpga.cli.tool.LauncherBench;
import org.kcpfpga.cli.tool.LauncherBench.Result;
import org.kcpfpga.cli.tool.LauncherBench.Running;

/** Starts that are stopped, and builds that cannot fetch their libraries. */
@Tag("slow")
class LauncherSignalsTest {
  @TempDir Path folder;
  private LauncherBench bench;

  @BeforeEach
  void copyTheLauncher() throws Exception {
    bench = new LauncherBench(folder);
  }

  private Running begin(Map<String, String> more, String... args) throws Exception {
    return bench.begin(bench.repository, bench.repository.resolve("kcp"), more, args);
  }

  private static void signal(String name, Process process) throws Exception {
    String command = "kill -" + name + " " + process.pid();
    // of bash itself: a small system has no program kill
    new ProcessBuilder("bash", "-c", command).start().waitFor();
  }

  @ParameterizedTest
  @CsvSource({"INT,Ctrl-C,130", "TERM,SIGTERM,143"})
  void aBuildThatIsStoppedSaysSoAndIsDoneAgain(String signal, String name, int code)
      throws Exception {
    Path slow = Files.writeString(bench.repository.resolve("slow"), "");
    Running start = begin(Map.of(), "--version");
    while (bench.mavenRuns() == 0) {
      Thread.sleep(20);
    }
    List<ProcessHandle> children = start.process().descendants().toList();
    signal(signal, start.process());
    Result result = start.await();
    assertThat(result).isEqualTo(new Result(code, "", "kcp: the build was stopped by " + name));
    assertThat(children).isNotEmpty();
    children.forEach(child -> child.onExit().join());
    Files.delete(slow);
    assertThat(bench.kcp("--version").code()).isZero();
    assertThat(bench.mavenRuns()).isEqualTo(2);
  }

  @Test
  void librariesThatCannotBeFetchedAreOneLine() throws Exception {
    Files.writeString(bench.repository.resolve("offline"), "");
    Result result = bench.kcp("--version");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.err())
        .startsWith("kcp: Maven cannot fetch the libraries: Could not transfer artifact a:b:pom:1")
        .contains("Maven Central");
  }

  @Test
  void aCommandThatIsStoppedEndsItsToolsAndLeavesNoTemporaryFiles() throws Exception {
    Path temporary = Files.createDirectories(folder.resolve("temporary"));
    Path marker = folder.resolve("started");
    bench.stub(
        "verilator",
        "echo 'Verilator 5.006 2023-01-22'\ncase \"$*\" in *--cc*) echo $$ >'"
            + marker
            + "'; sleep 300 ;; esac");
    Map<String, String> more =
        Map.of(
            "KCP_JAVA_OPTS",
            "-Djava.io.tmpdir=" + temporary,
            "CHISEL_FIRTOOL_PATH",
            "",
            "KCP_CACHE",
            CacheHome.folder("firtool").getParent().toString());
    Path design = Path.of("designs/tiny.json").toAbsolutePath();
    Running start = begin(more, "cosim", design.toString());
    while (start.process().isAlive() && !Files.exists(marker)) {
      Thread.sleep(20);
    }
    List<ProcessHandle> children = start.process().descendants().toList();
    signal("TERM", start.process());
    Result result = start.await();
    assertThat(result.code()).as(result.err()).isEqualTo(143);
    assertThat(result.err()).isEqualTo("kcp: stopped by a signal; what was unfinished is deleted");
    assertThat(children).isNotEmpty();
    children.forEach(child -> child.onExit().join());
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left.filter(path -> !path.endsWith("hsperfdata_root"))).isEmpty();
    }
  }
}
