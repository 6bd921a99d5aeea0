package org.kcpfpga.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kcpfpga.cli.tool.LauncherBench;
import org.kcpfpga.cli.tool.LauncherBench.Result;

/** Folders that others made: names in any letters, caches and checkouts that cannot be written. */
@Tag("slow")
class LauncherPlacesTest {
  private static final String LETTERS = "größe_模型";

  @TempDir Path folder;
  private LauncherBench bench;
  private final List<Path> mounted = new ArrayList<>();

  @BeforeEach
  void copyTheLauncher() throws Exception {
    bench = new LauncherBench(Files.createDirectories(folder.resolve(LETTERS)));
  }

  @AfterEach
  void unmount() throws Exception {
    for (Path place : mounted) {
      new ProcessBuilder("umount", place.toString()).start().waitFor();
    }
  }

  private Path mount(String... words) throws Exception {
    Path place = Files.createDirectories(folder.resolve("mounted" + mounted.size()));
    List<String> command = new ArrayList<>(List.of("mount"));
    command.addAll(List.of(words));
    command.add(place.toString());
    int code = new ProcessBuilder(command).start().waitFor();
    assumeTrue(code == 0, "only root may mount");
    mounted.add(place);
    return place;
  }

  private Result kcp(Map<String, String> more, String... args) throws Exception {
    return bench.start(bench.repository, bench.repository.resolve("kcp"), more, args);
  }

  @Test
  @Tag("locale")
  void anyLettersInNamesOfFoldersAndFilesWorkInAnAsciiLocale() throws Exception {
    Path design = bench.repository.resolve(LETTERS + ".json");
    Files.copy(Path.of("designs/tiny.json"), design);
    for (String locale : List.of("POSIX", "C", "no_SUCH.locale")) {
      Result result = kcp(Map.of("LC_ALL", locale), "plan", design.toString());
      assertThat(result.code()).as(locale + ": " + result.err()).isZero();
      Result missing = kcp(Map.of("LC_ALL", locale), "plan", LETTERS);
      assertThat(missing.code()).isEqualTo(2);
      assertThat(missing.err()).contains(LETTERS + ": no such file");
    }
  }

  @Test
  void aNameInOtherBytesThanUtf8IsOneLine() throws Exception {
    Path script = folder.resolve("latin");
    Files.writeString(script, "exec \"$1\" plan $'gr\\xf6\\xdfe.json'\n");
    Path bash = bench.programs.resolve("bash");
    Path launcher = bench.repository.resolve("kcp");
    Result result = bench.start(folder, bash, Map.of(), script.toString(), launcher.toString());
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err())
        .isEqualTo("kcp: argument: $'gr\\366\\337e.json' (expected: a name in UTF-8)");
  }

  @Test
  void aCacheThatCannotBeWrittenIsOneLineThatNamesTheVariable() throws Exception {
    Result result = kcp(Map.of("KCP_CACHE", "/dev/null/cache"), "plan", "x.json");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err())
        .isEqualTo(
            "kcp: KCP_CACHE: /dev/null/cache: cannot be written"
                + " (expected: a folder to write and run programs in)");
  }

  @Test
  void aCacheWhereProgramsDoNotRunIsOneLine() throws Exception {
    Path place = mount("-t", "tmpfs", "-o", "noexec", "none");
    Result result = kcp(Map.of("KCP_CACHE", place.toString()), "plan", "x.json");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.err()).contains("KCP_CACHE: " + place, "noexec");
  }

  @Test
  void withoutAHomeTheCacheIsAmongTemporaryFiles() throws Exception {
    Path temporary = Files.createDirectories(folder.resolve("temporary"));
    Map<String, String> none =
        Map.of("KCP_CACHE", "", "HOME", "/nonexistent", "TMPDIR", temporary.toString());
    Result first = kcp(none, "--version");
    assertThat(first.code()).isZero();
    assertThat(first.err()).contains("/nonexistent/.cache", "using " + temporary, "KCP_CACHE");
    assertThat(kcp(none, "--version").err()).as("said once").isEmpty();
    assertThat(Files.exists(Path.of("/nonexistent"))).isFalse();
  }

  @Test
  void aBuiltCheckoutRunsWhereItCannotBeWritten() throws Exception {
    bench.kcp("--version");
    Path place = mount("--bind", "-o", "ro", bench.repository.toString());
    assumeTrue(!Files.isWritable(place), "this mount is not read-only");
    Result result = bench.start(folder, place.resolve("kcp"), Map.of(), "--version");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(bench.mavenRuns()).isEqualTo(1);
    Result tests =
        bench.start(folder, place.resolve("kcp"), Map.of(), "coverage", "--java", "--least", "101");
    assertThat(tests.err()).contains("cannot be written: building a copy in " + bench.cache);
  }

  @Test
  void ofACheckoutThatCannotBeBuiltInPlaceACopyIs() throws Exception {
    Path place = mount("--bind", "-o", "ro", bench.repository.toString());
    assumeTrue(!Files.isWritable(place), "this mount is not read-only");
    Result result = bench.start(folder, place.resolve("kcp"), Map.of(), "--version");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err()).contains("cannot be written: building a copy in " + bench.cache);
    Result second = bench.start(folder, place.resolve("kcp"), new HashMap<>(), "--version");
    assertThat(second.err()).isEmpty();
    assertThat(bench.mavenRuns()).isEqualTo(1);
  }
}
