package org.kcpfpga.cli.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kcpfpga.cli.tool.LauncherBench.Result;

@Tag("slow")
class LauncherTest {
  @TempDir Path folder;
  private LauncherBench bench;

  @BeforeEach
  void copyTheLauncher() throws Exception {
    bench = new LauncherBench(folder);
  }

  @Test
  void theFirstStartBuildsAndTheSecondDoesNot() throws Exception {
    Result first = bench.kcp("doctor", "--json");
    assertThat(first).isEqualTo(new Result(0, first.out(), ""));
    assertThat(first.out()).startsWith("{").endsWith("}");
    assertThat(bench.mavenRuns()).isEqualTo(1);
    assertThat(bench.kcp("doctor").code()).isZero();
    assertThat(bench.mavenRuns()).isEqualTo(1);
  }

  @Test
  void aChangedANewADeletedAndARestoredSourceAreBuilt() throws Exception {
    Path source = bench.repository.resolve("src/main/A.java");
    bench.kcp("--version");
    Files.writeString(source, "class A { }");
    bench.kcp("--version");
    assertThat(bench.mavenRuns()).as("changed").isEqualTo(2);
    Files.writeString(source.resolveSibling("B.java"), "class B {}");
    bench.kcp("--version");
    assertThat(bench.mavenRuns()).as("new").isEqualTo(3);
    Files.delete(source.resolveSibling("B.java"));
    bench.kcp("--version");
    assertThat(bench.mavenRuns()).as("deleted").isEqualTo(4);
    Files.writeString(source, "class A {}");
    Files.setLastModifiedTime(source, FileTime.fromMillis(0));
    bench.kcp("--version");
    assertThat(bench.mavenRuns()).as("restored with its old date").isEqualTo(5);
    bench.kcp("--version");
    assertThat(bench.mavenRuns()).as("unchanged").isEqualTo(5);
  }

  @Test
  void startsAtTheSameTimeBuildOnce() throws Exception {
    List<CompletableFuture<Result>> starts = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      starts.add(CompletableFuture.supplyAsync(this::version));
    }
    for (CompletableFuture<Result> start : starts) {
      assertThat(start.get().code()).isZero();
    }
    assertThat(bench.mavenRuns()).isEqualTo(1);
  }

  private Result version() {
    try {
      return bench.kcp("--version");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aBrokenBuildShowsItsReasonAndIsTriedAgain() throws Exception {
    Files.writeString(bench.repository.resolve("broken"), "");
    Result broken = bench.kcp("--version");
    assertThat(broken.code()).isEqualTo(70);
    assertThat(broken.err()).contains("A.java:1: this is broken", "build.log");
    Files.delete(bench.repository.resolve("broken"));
    assertThat(bench.kcp("--version").code()).isZero();
  }

  @Test
  void itStartsThroughALinkAndFromAnotherFolder() throws Exception {
    Path elsewhere = Files.createDirectories(folder.resolve("else where"));
    Path link = Files.createSymbolicLink(elsewhere.resolve("k"), bench.repository.resolve("kcp"));
    Result result = bench.start(elsewhere, link, Map.of(), "--version");
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).startsWith("kcp-fpga ");
    assertThat(Files.exists(elsewhere.resolve("target"))).isFalse();
  }

  @Test
  void theClosingLineOfTheTestsComesLastAndTheExitCodePasses() throws Exception {
    Result good = bench.kcp("test");
    assertThat(good.out().lines().reduce((a, b) -> b).orElse(""))
        .isEqualTo("Tests run: 5, Failures: 0, Errors: 0, Skipped: 1");
    assertThat(good.code()).isZero();
    assertThat(bench.kcp("test", "-Dtest=Twice").out())
        .endsWith("Tests run: 7, Failures: 0, Errors: 0, Skipped: 2");
    assertThat(bench.kcp("test", "--fast").out())
        .endsWith("Tests run: 8, Failures: 0, Errors: 0, Skipped: 1");
    Result bad = bench.kcp("test", "-Dtest=Failing");
    assertThat(bad.out()).endsWith("Tests run: 3, Failures: 1, Errors: 0, Skipped: 0");
    assertThat(bad.code()).isEqualTo(1);
  }
}
