package org.kcpfpga.cli.part;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kcpfpga.Tools;
import org.kcpfpga.cli.CommandCalls;
import org.kcpfpga.jobs.SlurmCluster;

/** Checks whose parts run on a real Slurm come to the same figures as here. */
@Tag("slow")
class PartsOnSlurmTest extends CommandCalls {
  @TempDir static Path home;
  private static SlurmCluster cluster;

  @BeforeAll
  static void start() throws IOException {
    Tools.require("verilator");
    cluster = new SlurmCluster(home, 2, 1000);
  }

  @AfterAll
  static void end() throws IOException {
    if (cluster != null) {
      cluster.close();
    }
  }

  private JsonNode onSlurm(String... arguments) throws Exception {
    int code = cluster.kcp(folder, arguments).waitFor();
    assertThat(code).as(Files.readString(folder.resolve("err"))).isZero();
    return figures(new ObjectMapper().readTree(folder.resolve("out").toFile()));
  }

  private JsonNode figures(JsonNode answer) {
    return ((ObjectNode) answer).without(List.of("seconds", "report"));
  }

  @Test
  void randomDesignsGiveTheSameSums() throws Exception {
    String[] three = {"cosim", "--random", "3", "--seed", "5", "--json"};
    JsonNode there = onSlurm("cosim", "--random", "3", "--seed", "5", "--json", "--on", "slurm");
    assertThat(kcp(three)).isZero();
    assertThat(there.get("designs").asInt()).isEqualTo(3);
    assertThat(there).isEqualTo(figures(json()));
  }

  @Test
  void coverageIsTheSame() throws Exception {
    String linear = "designs/linear.json";
    JsonNode there = onSlurm("coverage", linear, "--no-toggles", "--json", "--on", "slurm");
    assertThat(kcp("coverage", linear, "--no-toggles", "--json")).isZero();
    assertThat(there).isEqualTo(figures(json()));
  }

  @Test
  void whatCannotBeIsRefused() {
    refused(all("--on: with a design"), "cosim", "designs/tiny.json", "--on", "slurm");
    refused(all("--threads: with a design"), "cosim", "designs/tiny.json", "--threads", "2");
    refused(all("--threads: 0"), "mutate", "--threads", "0");
    refused(all("--part: 3/2"), "mutate", "--part", "3/2");
    refused(all("--part: 1/2"), "mutate", "--part", "1/2", "--on", "slurm");
    refused(all("--part: 1/2"), "coverage", "--part", "1/2", "--on", "slurm");
    refused(all("--part: x"), "coverage", "--part", "x");
  }
}
