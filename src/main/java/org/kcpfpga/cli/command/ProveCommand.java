package org.kcpfpga.cli.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.kcpfpga.cache.WorkFolder;
import org.kcpfpga.cli.option.InputFiles;
import org.kcpfpga.cli.output.ReportCommand;
import org.kcpfpga.cli.text.ProofText;
import org.kcpfpga.cli.tool.CallsTools;
import org.kcpfpga.cli.tool.Home;
import org.kcpfpga.common.UserError;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.emit.EmittedDesign;
import org.kcpfpga.emit.Emitter;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.proof.Proof;
import org.kcpfpga.proof.ProofResult;
import org.kcpfpga.proof.ProofRun;
import org.kcpfpga.proof.Prover;
import org.kcpfpga.proof.block.ProofList;
import org.kcpfpga.rnn.Model;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kcp prove}: the properties of hdl/formal for the blocks of a core. */
@Command(
    name = "prove",
    description = "Proves handshakes, buffers and control with Yosys and z3.",
    footer = "%nWithout --design: designs/tiny.json and all of hdl/formal/designs.")
public final class ProveCommand extends ReportCommand implements CallsTools {
  private static final long MILLION = 1_000_000;
  private static final long MOST = Prover.LIMIT / MILLION;

  /** Nothing that is proven depends on factor values. */
  private static final long SEED = 1;

  @Option(names = "--design", paramLabel = "FILE", description = "Design file (JSON).")
  private Path design;

  @Option(names = "--block", paramLabel = "NAME", description = "Only this block.")
  private String block;

  @Option(
      names = "--limit",
      paramLabel = "MILLIONS",
      defaultValue = "" + MOST,
      description = {
        "Most steps of z3 for one question, in millions of its rlimit",
        "(default and at most: ${DEFAULT-VALUE})."
      })
  private long limit;

  /** A core and what is to be proven of it. */
  private record Work(String design, EmittedDesign core, List<Proof> proofs) {}

  @Override
  public List<String> tools() {
    return List.of("yosys", "z3");
  }

  @Override
  public Report report() {
    if (limit < 1 || limit > MOST) {
      throw UserError.at("--limit", limit, "1 to " + MOST);
    }
    List<Work> all = designs().stream().map(file -> work(DesignFile.read(file))).toList();
    long begin = System.nanoTime();
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Work work : chosen(all)) {
      Path folder = WorkFolder.claim("prove", work.design());
      Emitter.write(work.core(), newFolder(folder.resolve("core")));
      Prover prover =
          new Prover(Home.file("hdl/formal"), folder.resolve("core"), folder, limit * MILLION);
      int threads = Runtime.getRuntime().availableProcessors();
      for (ProofResult result :
          ProofRun.run(
              prover, work.proofs(), threads, done -> line(ProofText.line(work.design(), done)))) {
        rows.add(ProofText.values(work.design(), result));
      }
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    long passed = rows.stream().filter(row -> row.get("passed").equals(true)).count();
    return new Report(
        ProofText.totals(rows, passed, seconds),
        ProofText.line(rows.size(), passed, seconds),
        passed == rows.size());
  }

  private List<Path> designs() {
    if (design != null) {
      return List.of(design);
    }
    List<Path> files = new ArrayList<>(List.of(Home.file("designs/tiny.json")));
    try (Stream<Path> more = Files.list(Home.file("hdl/formal/designs"))) {
      more.sorted().forEach(files::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  private Work work(Design read) {
    progress("generating " + read.name());
    Model model = InputFiles.model(null, read, SEED);
    Deployment deployment =
        InputFiles.deployment(read, model, InputFiles.samples(read, 2, 4, SEED));
    EmittedDesign core = Emitter.emit(deployment.core());
    return new Work(read.name(), core, ProofList.of(deployment.plan(), core));
  }

  /** What remains with {@code --block}. */
  private List<Work> chosen(List<Work> all) {
    if (block == null) {
      return all;
    }
    TreeSet<String> known = new TreeSet<>();
    List<Work> chosen = new ArrayList<>();
    for (Work work : all) {
      work.proofs().forEach(proof -> known.add(proof.block()));
      List<Proof> some =
          work.proofs().stream().filter(proof -> proof.block().equals(block)).toList();
      chosen.add(new Work(work.design(), work.core(), some));
    }
    if (!known.contains(block)) {
      throw UserError.at("--block", block, "one of " + String.join(", ", known));
    }
    return chosen;
  }

  /** A folder without Verilog of an earlier run. */
  private static Path newFolder(Path folder) {
    try {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.list(folder)) {
          for (Path file : files.toList()) {
            Files.delete(file);
          }
        }
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
