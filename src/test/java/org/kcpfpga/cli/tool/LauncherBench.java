package org.kcpfpga.cli.tool;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.kcpfpga.cache.CacheKey;

/**
 * A copy of the launcher in a folder of its own, with a PATH of its own. Maven and the tools there
 * are stubs, so nothing is built and nothing on this machine can be installed or changed.
 */
public final class LauncherBench {
  private static final List<String> SHELL =
      List.of(
          "bash",
          "env",
          "cat",
          "chmod",
          "cksum",
          "cp",
          "dirname",
          "find",
          "flock",
          "grep",
          "head",
          "iconv",
          "id",
          "ln",
          "locale",
          "ls",
          "mkdir",
          "mv",
          "readlink",
          "rm",
          "sed",
          "sha256sum",
          "sh",
          "sleep",
          "sort",
          "tail",
          "tee",
          "touch",
          "tr");

  public final Path repository;
  public final Path programs;
  public final Path cache;
  private final Path runs;

  /** What a start of the launcher printed and its exit code. */
  public record Result(int code, String out, String err) {}

  public LauncherBench(Path folder) throws IOException {
    repository = folder.resolve("my clone");
    programs = Files.createDirectories(folder.resolve("bin"));
    cache = folder.resolve("the cache");
    runs = folder.resolve("maven-runs");
    Files.createDirectories(repository.resolve("sim"));
    for (String file : List.of("kcp", "pom.xml")) {
      Files.copy(Path.of(file), repository.resolve(file));
    }
    for (Path file : CacheKey.filesIn(Path.of("sim"))) {
      Files.copy(file, repository.resolve(file.toString()));
    }
    Path source = Files.createDirectories(repository.resolve("src/main"));
    Files.writeString(source.resolve("A.java"), "class A {}");
    for (String name : SHELL) {
      Path real = Programs.find(name);
      if (real != null) {
        stub(name, "exec '" + real + "' \"$@\"");
      }
    }
    stubTools();
  }

  private void stubTools() throws IOException {
    stub("g++", "echo 'g++ (Stub) 12.2.0'");
    stub("make", "echo 'GNU Make 4.3'");
    stub("verilator", "echo 'Verilator 5.006 2023-01-22'");
    stub("firtool", "echo 'CIRCT firtool-1.155.0'");
    stub("yosys", "echo 'Yosys 0.23'");
    stub("z3", "echo 'Z3 version 4.8.12 - 64 bit'");
    stub("iverilog", "echo 'Icarus Verilog version 11.0'");
    stub("python3", "echo 'Python 3.9.2'");
    stub("chromium", "echo 'Chromium 120.0.1.2'");
    stub("nextpnr-ice40", "echo '\"nextpnr-ice40\" -- (Version 0.4-1+b1)' >&2");
    stub("icepack", "echo 'Usage: icepack [options]' >&2; exit 1");
    stub("icetime", "echo 'Usage: icetime [options]' >&2; exit 1");
    stub("fst2vcd", "echo 'Usage: fst2vcd [OPTION]... [FSTFILE]'");
    stub("torchrun", "exit 1");
    for (String slurm : List.of("slurmctld", "slurmd", "sbatch")) {
      stub(slurm, "echo 'slurm-wlm 22.05.8'");
    }
    String libraries =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> entry.endsWith(".jar"))
            .collect(Collectors.joining(File.pathSeparator));
    String classes = Path.of("target/classes").toAbsolutePath().toString();
    String script =
        """
        case "$*" in *--version*) echo 'Apache Maven 3.8.7'; exit 0 ;; esac
        echo "$*" >>'RUNS'
        [ ! -e broken ] || { echo 'A.java:1: this is broken'; exit 1; }
        case "$*" in *Dtest=Failing*) echo 'Tests run: 3, Failures: 1, Errors: 0, Skipped: 0'
          echo 'BUILD FAILURE'; exit 1 ;; esac
        case "$*" in *Dtest=Twice*) echo '[INFO] Tests run: 2, Failures: 0, Errors: 0, Skipped: 1'
          echo '[INFO] Tests run: 2, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 1 s' ;; esac
        case "$*" in *'test -P fast'*)
          echo '[INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 0' ;; esac
        [ ! -e slow ] || sleep 300
        [ ! -e offline ] || { echo 'Could not transfer artifact a:b:pom:1 from central'; exit 1; }
        mkdir -p target
        rm -rf target/classes
        ln -s 'CLASSES' target/classes
        for word; do case $word in
          -Dmdep.outputFile=*) printf '%s' 'LIBRARIES' >"${word#*=}" ;;
        esac; done
        echo '[INFO] Tests run: 5, Failures: 0, Errors: 0, Skipped: 1'
        echo '[INFO] BUILD SUCCESS'
        printf '\\033[0m'
        """;
    stub(
        "mvn",
        script
            .replace("RUNS", runs.toString())
            .replace("LIBRARIES", libraries)
            .replace("CLASSES", classes));
  }

  /** Puts a program on the PATH of the launcher. */
  public void stub(String name, String script) throws IOException {
    Path file = programs.resolve(name);
    Files.deleteIfExists(file);
    Files.writeString(file, "#!" + Programs.find("bash") + "\n" + script + "\n");
    file.toFile().setExecutable(true);
  }

  /** Starts the launcher in its own folder. */
  public Result kcp(String... args) throws Exception {
    return start(repository, repository.resolve("kcp"), Map.of(), args);
  }

  /** Starts {@code launcher} in {@code folder}; {@code more} is added to its environment. */
  public Result start(Path folder, Path launcher, Map<String, String> more, String... args)
      throws Exception {
    return begin(folder, launcher, more, args).await();
  }

  /** A launcher that runs. */
  public record Running(Process process, Path out, Path err) {
    public Result await() throws Exception {
      int code = process.waitFor();
      return new Result(code, read(out), read(err));
    }
  }

  /** As {@link #start}, and goes on meanwhile. */
  public Running begin(Path folder, Path launcher, Map<String, String> more, String... args)
      throws Exception {
    // whoever started the tests in the background may ignore Ctrl-C, and so would the launcher
    List<String> command =
        new ArrayList<>(List.of("/usr/bin/env", "--default-signal=INT", launcher.toString()));
    command.addAll(Arrays.asList(args));
    Path out = Files.createTempFile(runs.getParent(), "out", "");
    Path err = Files.createTempFile(runs.getParent(), "err", "");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("PATH", programs.toString());
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("KCP_CACHE", cache.toString());
    environment.put("CHISEL_FIRTOOL_PATH", programs.toString());
    environment.putAll(more);
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    return new Running(process, out, err);
  }

  /** Returns how often Maven was started to build or test. */
  public int mavenRuns() throws IOException {
    return Files.exists(runs) ? Files.readAllLines(runs).size() : 0;
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8).strip();
  }
}
