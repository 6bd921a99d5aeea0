package org.kcpfpga.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kcpfpga.common.UserError;

/** The contract of {@link Where} on a real Slurm of 20 nodes, and how it fails. */
@Tag("slow")
class SlurmArraysTest extends WhereContract {
  /** Small, so that the 45 parts below take more than one array. */
  private static final int LARGEST = 32;

  @TempDir static Path home;
  private static SlurmCluster cluster;

  private final List<String> log = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void start() throws IOException {
    cluster = new SlurmCluster(home, 20, LARGEST);
  }

  @AfterAll
  static void end() throws IOException {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Override
  Where where() {
    return new SlurmArrays(cluster.prefix(), null, log::add, doing -> {});
  }

  /** On its first start it says where it is and waits for its end. */
  private Part victim(Path begun) {
    String script =
        "[ -e \"$1\" ] && exec echo done; echo $SLURMD_NODENAME"
            + " ${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID >\"$1.new\"; mv \"$1.new\" \"$1\"; exec"
            + " sleep 1000";
    return new Part("victim", List.of("sh", "-c", script, "sh", begun.toString()));
  }

  private static String[] begun(Path file) throws Exception {
    SlurmCluster.await("the start of the victim", () -> Files.exists(file));
    return Files.readString(file).strip().split(" ");
  }

  @Test
  void aJobThatIsCancelledIsStartedAgain() throws Exception {
    Path begun = folder.resolve("begun");
    PartFolder parts = new PartFolder(folder.resolve("parts"), List.of(toy(0), victim(begun)));
    CompletableFuture<List<Part>> done = CompletableFuture.supplyAsync(() -> run(where(), parts));
    cluster.call("scancel", begun(begun)[1]);
    assertThat(done.join()).containsExactlyInAnyOrderElementsOf(parts.parts());
    assertThat(parts.result(parts.parts().get(1))).isEqualTo("done\n");
    assertThat(log).hasSize(1);
    assertThat(log.get(0)).startsWith("victim: CANCELLED on n").endsWith("; start 2 of 4");
  }

  /** The figure of the issue: 20 nodes, of which one dies while it works. */
  @Test
  void withOneOfTwentyNodesLostTheResultIsThatOfThisMachine() throws Exception {
    Path begun = folder.resolve("begun");
    List<Part> all = new ArrayList<>(IntStream.range(0, 44).mapToObj(this::toy).toList());
    all.add(7, victim(begun));
    PartFolder parts = new PartFolder(folder.resolve("parts"), all);
    CompletableFuture<List<Part>> done = CompletableFuture.supplyAsync(() -> run(where(), parts));
    String node = begun(begun)[0];
    cluster.lose(node);
    assertThat(done.join()).hasSize(45).containsExactlyInAnyOrderElementsOf(all);
    assertThat(log).isNotEmpty().allMatch(line -> line.contains(": NODE_FAIL on " + node));
    PartFolder here = new PartFolder(folder.resolve("here"), all);
    run(new LocalProcesses(2, log::add), here);
    for (Part part : all) {
      assertThat(parts.result(part)).as(part.name()).isEqualTo(here.result(part));
    }
    // what says where a task ran says how often it did
    assertThat(Files.readAllLines(folder.resolve("starts"))).hasSize(2 * 44);
  }

  @Test
  void whatSlurmRefusesIsSaidInItsWords() {
    List<String> elsewhere = new ArrayList<>(cluster.prefix());
    elsewhere.add("SBATCH_PARTITION=nowhere");
    Where wrong = new SlurmArrays(elsewhere, null, log::add, doing -> {});
    PartFolder parts = new PartFolder(folder.resolve("parts"), List.of(toy(0)));
    assertThatThrownBy(() -> run(wrong, parts))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "sbatch: invalid partition specified: nowhere; Batch job submission failed:"
                + " Invalid partition name specified (expected: a job that Slurm takes)");
  }

  @Test
  void theEndCancelsWhatRuns() throws Exception {
    Path begun = folder.resolve("begun");
    Where where = where();
    PartFolder parts = new PartFolder(folder.resolve("parts"), List.of(victim(begun)));
    CompletableFuture<List<Part>> done = CompletableFuture.supplyAsync(() -> run(where, parts));
    String task = begun(begun)[1];
    assertThat(where.end()).isEqualTo("cancelled in Slurm: " + task.replaceFirst("_.*", ""));
    done.exceptionally(ended -> List.of()).join();
    SlurmCluster.await("an empty queue", () -> cluster.call("squeue", "--noheader").isBlank());
    assertThat(log).isEmpty();
  }
}
