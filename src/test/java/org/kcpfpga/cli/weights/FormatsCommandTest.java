package org.kcpfpga.cli.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kcpfpga.cli.CommandCalls;

class FormatsCommandTest extends CommandCalls {
  private static final String UCF11 = "8,20,20,18";
  private static final String TREE = "8,10,10,9,8";

  private JsonNode row(String format, String... more) throws IOException {
    String[] args = new String[more.length + 2];
    args[0] = "formats";
    System.arraycopy(more, 0, args, 1, more.length);
    args[args.length - 1] = "--json";
    assertThat(kcp(args)).as(err.toString()).isZero();
    for (JsonNode row : json().get("formats")) {
      if (row.get("format").asText().equals(format)) {
        return row;
      }
    }
    throw new AssertionError("no row " + format);
  }

  /** The counts of the papers, each in the convention of its source. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "tt 8,20,20,18 4,4,4,4 3360 17554",
        "bt 8,20,20,18 4,4,4,4 3392 17388",
        "ht 8,10,10,9,8 4,4,2,4,2 1245 47375",
        "tr 8,10,10,9,8 2,8,4,2,2 1725 34193",
        "kcp 4,20,20,36 2,8,8,2 212 278219"
      })
  void publishedCountsComeOut(String format, String in, String out, long count, long ratio)
      throws IOException {
    JsonNode row = row(format, "--in", in, "--out", out);
    assertThat(row.get("parametersPublished").asLong()).isEqualTo(count);
    // some papers round it, others cut it
    assertThat(58_982_400.0 / count).isCloseTo(ratio, within(1.0));
  }

  @Test
  void aTreeByItsStrictDefinitionIsSmallerThanItsPublishedCount() throws IOException {
    JsonNode row = row("ht", "--in", TREE, "--out", "4,4,2,4,2");
    assertThat(row.get("parametersOneGate").asLong()).isEqualTo(1120);
    assertThat(row.get("parameters").asLong()).isEqualTo(1600);
    JsonNode unequal =
        row("ht", "--in", "2,2", "--out", "2,2", "--ranks", "ht=2,3", "--gates", "1");
    assertThat(unequal.get("parametersPublished").isNull()).isTrue();
    assertThat(unequal.get("parameters").asLong()).isEqualTo(4 * 2 + 4 * 3 + 2 * 3);
  }

  @Test
  void multiplicationsAndCyclesAreThoseOfTheFormats() throws IOException {
    JsonNode dense = row("dense", "--in", UCF11, "--out", "4,4,4,4");
    assertThat(dense.get("cycles").get("256").asLong()).isEqualTo(230_400);
    JsonNode train = row("tt", "--in", UCF11, "--out", "4,4,4,4");
    assertThat(train.get("multiplications").asLong()).isEqualTo(1_937_408);
    assertThat(train.get("cycles").get("256").asLong()).isEqualTo(7_568);
    JsonNode kcp = row("kcp", "--in", UCF11, "--out", "4,4,4,4");
    assertThat(kcp.get("multiplicationsOwnOrder").asLong()).isEqualTo(133_248);
    assertThat(json().get("denseMacs").asLong()).isEqualTo(58_982_400);
  }

  @Test
  void gatesRanksAndTermsAreTheUsers() throws IOException {
    String[] shape = {
      "--in", "3,4", "--out", "2,3", "--gates", "3", "--ranks", "2", "--ranks", "tt=5", "--terms",
      "kcp=4"
    };
    assertThat(row("tt", shape).get("parameters").asLong()).isEqualTo(3 * 6 * 5 + 5 * 4 * 3);
    assertThat(row("kcp", shape).get("parameters").asLong()).isEqualTo(4 * 2 * (3 + 6 + 4 + 3));
    assertThat(row("tr", shape).get("parameters").asLong()).isEqualTo(4 * (3 + 4 + 6 + 3));
    assertThat(row("kcp", shape).get("parametersOneGate").asLong())
        .isEqualTo(4 * 2 * (3 + 2 + 4 + 3));
  }

  /** The page shows what the command prints. */
  @Test
  void theTableOfThePageIsTheCommands() throws IOException {
    assertThat(kcp("formats", "--in", UCF11, "--out", "4,4,4,4")).isZero();
    String printed = out.toString().replace("\r", "").stripTrailing();
    assertThat(Files.readString(Path.of("docs/formats.md"))).contains(printed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--in 8,x --out 2,2              | --in: 8,x (expected: 1 to 24 integers from 1 to 2^24",
        "--in 0 --out 2                  | --in: 0 (expected",
        "--in 99999999999 --out 2        | --in: 99999999999 (expected",
        "--in 2,3 --out 2                | --out: 2 (expected: 2 modes, as many as --in 2,3)",
        "--in 2 --out 2 --gates 0        | --gates: 0 (expected: 1 to 64)",
        "--in 2 --out 2 --gates 65       | --gates: 65 (expected: 1 to 64)",
        "--in 4096,8192 --out 2,2        | in: [4096, 8192] (expected: a product of at most",
        "--in 1 --out 16777216           | rows: [67108864] (expected: a product of at most",
        "--in 2,3 --out 2,2 --ranks tt=99 | tt: ranks: number 1: 99 (expected: at most 6)",
        "--in 2,3 --out 2,2 --ranks tt=1,2 | tt: ranks: [1, 2] (expected: 1 numbers)",
        "--in 2 --out 2 --ranks foo=2    | --ranks: foo (expected: one of dense, kcp, cp, tt",
        "--in 2 --out 2 --ranks 1,2      | --ranks: [1,2] (expected: FORMAT=LIST, or one number",
        "--in 2 --out 2 --ranks 1 --ranks 2 | --ranks: 2 (expected: each format once)",
        "--in 2 --out 2 --ranks kcp=1 --ranks kcp=2 | --ranks: kcp=2 (expected: each format once)",
        "--in 2 --out 2 --terms kcp=0    | --terms: 0 (expected",
        "--in 2 --out 2 --terms kcp=1,2  | --terms: [1, 2] (expected: one number)",
        "--in 1,1,1,1,1,1,1,1,1,1,1,1,1 --out 1,1,1,1,1,1,1,1,1,1,1,1,1 | 1 to 12 modes",
        "--out 2                         | --in",
      })
  void whatCannotBeIsRefused(String args, String message) {
    refused(all(message), ("formats " + args).split(" "));
  }
}
