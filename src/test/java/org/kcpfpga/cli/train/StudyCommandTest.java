package org.kcpfpga.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kcpfpga.Tools;
import org.kcpfpga.cli.CommandCalls;
import org.kcpfpga.report.PagesTest;
import org.kcpfpga.tensor.Npy;
import org.kcpfpga.tensor.Tensor;

/** {@code kcp study}, on sequences that a small network learns at once. */
@Tag("slow")
class StudyCommandTest extends CommandCalls {
  private static final String STUDY = StudyFiles.STUDY;
  private static final String NO_CORE = "\"fixed\":null,\"core\":null}";

  private Path study(String text) throws IOException {
    return StudyFiles.write(folder, text);
  }

  @Test
  void everyFormatIsTrainedFromEverySeedAndNotTwice() throws IOException {
    String file = study(STUDY).toString();
    Path results = folder.resolve("results");
    Path page = folder.resolve("page.html");
    String[] args = {"study", file, "-o", results.toString(), "--html", page.toString(), "--json"};
    assertThat(kcp(args)).as(err.toString()).isZero();
    JsonNode first = json().get("results");
    assertThat(first).hasSize(4 * 2);
    for (JsonNode result : first) {
      assertThat(result.get("accuracy").asDouble()).as("%s", result).isGreaterThan(0.9);
      boolean core = List.of("kcp", "cp").contains(result.get("format").asText());
      assertThat(result.get("fixed").isNull()).isNotEqualTo(core);
      assertThat(result.get("core").isNull()).isNotEqualTo(core);
    }
    assertThat(PagesTest.body(page)).contains("Study: toy", "kcp, at most 60");
    // one result is lost, one is another study's: these run again, to the same end
    Files.delete(results.resolve("tt-60-2.json"));
    Path other = results.resolve("kcp-60-1.json");
    String kept = Files.readString(other);
    Files.writeString(other, kept.replace("epochs=6", "epochs=7"));
    // and one is from a time when no core was made of its format
    Path old = results.resolve("cp-60-2.json");
    String since = Files.readString(old);
    Files.writeString(old, since.replaceFirst("\"fixed\":[^{]*\"core\":.*", NO_CORE));
    assertThat(old).content().endsWith(NO_CORE);
    assertThat(kcp("study", file, "-o", results.toString(), "--json", "--threads", "1")).isZero();
    assertThat(json().get("results")).isEqualTo(first);
    assertThat(Files.readString(other)).isEqualTo(kept);
    assertThat(Files.readString(old)).isEqualTo(since);
    assertThat(results.toFile().list()).hasSize(4 * 2 + 1).contains(".kcp.lock");
    // other data are another study
    Tensor inputs = Npy.read(folder.resolve("x.npy"));
    inputs.values()[0] += 0.125;
    Npy.writeFloat32(folder.resolve("x.npy"), inputs);
    String before = Files.readString(other);
    assertThat(kcp("study", file, "-o", results.toString(), "--job", "kcp-60-1")).isZero();
    assertThat(Files.readString(other)).isNotEqualTo(before);
    String[] one = {"study", file, "-o", results.toString(), "--job"};
    assertThat(kcp(one[0], one[1], one[2], one[3], one[4], "tt-60-1")).isZero();
    assertThat(out.toString()).startsWith("[1/1] tt, at most 60, seed 1: ");
    refused(all("--job: tt-60-3"), one[0], one[1], one[2], one[3], one[4], "tt-60-3");
  }

  /** Locks are of processes, so another one has it. */
  @Test
  void aSecondStudyInTheSameFolderIsRefused() throws IOException {
    Tools.require("python3");
    String file = study(STUDY).toString();
    Path results = Files.createDirectories(folder.resolve("results"));
    String hold =
        "import fcntl, sys\nfile = open('.kcp.lock', 'w')\nfcntl.lockf(file, fcntl.LOCK_EX)\n"
            + "print('held', flush=True)\nsys.stdin.read()\n";
    Process first = new ProcessBuilder("python3", "-c", hold).directory(results.toFile()).start();
    try (BufferedReader said = first.inputReader()) {
      assertThat(said.readLine()).isEqualTo("held");
      String expected = "-o: " + results + " (expected: a folder in which no other study runs)";
      refused(all(expected), "study", file, "-o", results.toString());
      refused(all("--job: none"), "study", file, "-o", results.toString(), "--job", "none");
    } finally {
      first.destroy();
    }
    assertThat(results.toFile().list()).containsExactly(".kcp.lock");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"name\": \"toy\", | | name: missing",
        "\"toy\" | \"toy\", \"colour\": 1 | colour: unknown key",
        "\"gru\" | \"linear\" | cell: linear",
        "[\"dense\", \"kcp\", \"cp\", \"tt\"] | [] | formats: none",
        "\"dense\", | \"tt\", | tt twice",
        "\"tt\" | \"xy\" | xy",
        "[60] | [60, 60] | budgets",
        "[60] | [3] | budgets: 3",
        "[2, 2], \"out\" | [2, 3], \"out\" | in: [2, 3]",
        "\"bits\": 8 | \"bits\": 99 | 99",
        "x.npy | z.npy | z.npy",
      })
  void aWrongStudyIsNamedBeforeAnythingIsTrained(String from, String to, String named)
      throws IOException {
    String file = study(STUDY.replace(from, to == null ? "" : to)).toString();
    refused(all(named), "study", file, "-o", folder.resolve("results").toString());
  }
}
