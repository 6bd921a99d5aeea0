package org.kcpfpga.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kcpfpga.cli.CommandCalls;
import org.kcpfpga.jobs.SlurmCluster;

/** {@code kcp study --on slurm}, on a real Slurm that loses a node. */
@Tag("slow")
class StudyOnSlurmTest extends CommandCalls {
  /** Of one seed in floating point, as every job takes seconds to begin. */
  private static final String SMALL =
      StudyFiles.STUDY
          .replace("[1, 2]", "[1]")
          .replace("\"cp\", ", "")
          .replace("\"epochs\": 6", "\"epochs\": 2")
          .replace(",\n \"bits\": 8, \"fixedEpochs\": 2", "");

  @TempDir static Path home;
  private static SlurmCluster cluster;

  @BeforeAll
  static void start() throws IOException {
    cluster = new SlurmCluster(home, 3, 1000);
  }

  @AfterAll
  static void end() throws IOException {
    if (cluster != null) {
      cluster.close();
    }
  }

  /** The node of a task that runs: 4_1 on n2. */
  private String[] running() {
    String[] squeue = {"squeue", "--noheader", "--array", "--states=running", "--format=%i %N"};
    List<String> lines = new ArrayList<>();
    SlurmCluster.await("a task", () -> lines.addAll(cluster.call(squeue).strip().lines().toList()));
    return lines.get(0).split(" ");
  }

  @Test
  void theTableIsThatOfThisMachineAlthoughANodeIsLost() throws Exception {
    String file = StudyFiles.write(folder, SMALL).toString();
    Path results = folder.resolve("on slurm");
    Process process =
        cluster.kcp(folder, "study", file, "-o", results.toString(), "--on", "slurm", "--json");
    cluster.lose(running()[1]);
    assertThat(process.waitFor()).as(Files.readString(folder.resolve("err"))).isZero();
    // the result alone is on standard output, why a job was started again beside it
    assertThat(folder.resolve("err")).content().startsWith("kcp: ").contains("; start 2 of 4\n");
    JsonNode there = new ObjectMapper().readTree(folder.resolve("out").toFile()).get("results");
    String here = folder.resolve("here").toString();
    assertThat(kcp("study", file, "-o", here, "--json", "--threads", "1")).isZero();
    assertThat(there).hasSize(3).isEqualTo(json().get("results"));
    assertThat(results.toFile().list()).hasSize(3 + 1).contains(".kcp.lock");
  }

  @Test
  void ctrlCCancelsTheJobs() throws Exception {
    String file = StudyFiles.write(folder, SMALL).toString();
    String results = folder.resolve("results").toString();
    Process process =
        cluster.kcp(folder, "study", file, "-o", results, "--on", "slurm", "--threads", "1");
    String array = running()[0].replaceFirst("_.*", "");
    new ProcessBuilder("bash", "-c", "kill -INT " + process.pid()).start().waitFor();
    assertThat(process.waitFor()).isEqualTo(130);
    assertThat(Files.readString(folder.resolve("err")))
        .isEqualTo("kcp: stopped by a signal; cancelled in Slurm: " + array + "\n");
    SlurmCluster.await("an empty queue", () -> cluster.call("squeue", "--noheader").isBlank());
  }

  @Test
  void aWrongStudyIsNamedBeforeAnythingIsSubmitted() throws IOException {
    String file = StudyFiles.write(folder, SMALL).toString();
    String results = folder.resolve("results").toString();
    refused(all("'--on'", "mars"), "study", file, "-o", results, "--on", "mars");
    refused(all("--threads: 0"), "study", file, "-o", results, "--on", "slurm", "--threads", "0");
  }
}
