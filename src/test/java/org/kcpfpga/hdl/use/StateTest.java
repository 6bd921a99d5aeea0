package org.kcpfpga.hdl.use;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kcpfpga.hdl.verilog.Verilog;

/** Registers, conditions and memories, simulated cycle by cycle. */
@Tag("slow")
class StateTest {
  private static final long SEED = Long.getLong("seed", 7L);

  @TempDir Path folder;

  @Test
  void registers_follow_their_conditions_from_reset_on() throws Exception {
    int[][] steps = { // reset, op, d, then expected in this cycle: r, seen, low, which
      {1, 0, 9, -1, -1, -1, 0},
      {0, 1, 12, 5, 0, 8, 1},
      {0, 2, 0, 12, 0, 9, 2},
      {0, 2, 0, 13, 1, 10, 2},
      {0, 0, 3, 14, 1, 11, 0},
      {0, 3, 0, 14, 1, 12, 3},
      {0, 2, 0, 0, 1, 13, 2},
      {1, 1, 7, 1, 1, 14, 1},
      {0, 0, 6, 5, 0, 8, 0},
    };
    List<Map<String, BigInteger>> vectors = new ArrayList<>();
    for (int[] s : steps) {
      vectors.add(Map.of("reset", big(s[0]), "op", big(s[1]), "d", big(s[2])));
    }
    Bench bench =
        new Bench("cases")
            .clock()
            .in("reset", 1)
            .in("op", 2)
            .in("d", 4)
            .out("whichOut", 2)
            .out("rOut", 4)
            .out("plainOut", 4)
            .out("seenOut", 1)
            .out("lowOut", 4);
    List<Map<String, BigInteger>> rows =
        bench.run(folder, Verilog.emit(StateBlocks.Cases::new), vectors);

    assertThat(rows).hasSize(steps.length);
    for (int i = 0; i < steps.length; i++) {
      Map<String, BigInteger> row = rows.get(i);
      assertThat(row.get("whichOut")).as("which in cycle %d", i).isEqualTo(big(steps[i][6]));
      if (i > 0) {
        assertThat(row.get("rOut")).as("r in cycle %d", i).isEqualTo(big(steps[i][3]));
        assertThat(row.get("seenOut")).as("seen in cycle %d", i).isEqualTo(big(steps[i][4]));
        assertThat(row.get("lowOut")).as("low in cycle %d", i).isEqualTo(big(steps[i][5]));
        assertThat(row.get("plainOut")).as("plain %d", i).isEqualTo(big(steps[i - 1][2]));
      }
    }
    assertThat(rows.get(0)).as("undefined before reset").doesNotContainKeys("rOut", "plainOut");
  }

  @ParameterizedTest(name = "{0} bits, {1} words")
  @CsvSource({"1,1", "8,1", "16,5", "24,64"})
  void memories_answer_at_their_latency(int width, int depth) throws Exception {
    Random random = new Random(SEED);
    System.out.println("seed " + SEED);
    int addressWidth = Math.max(1, BigInteger.valueOf(depth - 1L).bitLength());
    List<BigInteger> image =
        IntStream.range(0, depth).mapToObj(i -> new BigInteger(width, random)).toList();
    Files.writeString(
        folder.resolve("image.mem"),
        image.stream().map(w -> w.toString(16)).collect(Collectors.joining("\n", "", "\n")));
    List<Map<String, BigInteger>> vectors = traffic(random, width, depth);
    Bench bench =
        new Bench("memories")
            .clock()
            .in("we", 1)
            .in("waddr", addressWidth)
            .in("wdata", width)
            .in("re", 1)
            .in("raddr", addressWidth)
            .out("romOut", width)
            .out("firstOut", width)
            .out("secondOut", width)
            .out("ramOut", width)
            .out("lutOut", width);
    List<Map<String, BigInteger>> rows =
        bench.run(folder, Verilog.emit(() -> new StateBlocks.Memories(width, depth)), vectors);

    BigInteger[] stored = new BigInteger[depth];
    BigInteger romWord = null;
    BigInteger otherWord = null;
    BigInteger ramWord = null;
    int compared = 0;
    for (int i = 0; i < vectors.size(); i++) {
      Map<String, BigInteger> in = vectors.get(i);
      int read = in.get("raddr").intValue();
      boolean reading = in.get("re").signum() != 0;
      boolean writing = in.get("we").signum() != 0;
      boolean collides = writing && in.get("waddr").intValue() == read;
      compared += check(rows.get(i), "romOut", romWord, i);
      compared += check(rows.get(i), "firstOut", romWord, i);
      compared += check(rows.get(i), "secondOut", otherWord, i);
      compared += check(rows.get(i), "ramOut", ramWord, i);
      compared += check(rows.get(i), "lutOut", stored[read], i);
      romWord = reading ? image.get(read) : romWord;
      otherWord = writing ? image.get(in.get("waddr").intValue()) : otherWord;
      ramWord = !reading ? ramWord : collides ? null : stored[read];
      if (writing) {
        stored[in.get("waddr").intValue()] = in.get("wdata");
      }
    }
    assertThat(compared).isGreaterThan(1_500);
  }

  /** Compares where the model knows the word; returns how many comparisons were made. */
  private static int check(
      Map<String, BigInteger> row, String output, BigInteger expected, int cycle) {
    if (expected == null) {
      return 0;
    }
    assertThat(row.get(output)).as("%s in cycle %d", output, cycle).isEqualTo(expected);
    return 1;
  }

  private static List<Map<String, BigInteger>> traffic(Random random, int width, int depth) {
    List<Map<String, BigInteger>> vectors = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      vectors.add(
          Map.of(
              "we",
              big(random.nextInt(2)),
              "waddr",
              big(random.nextInt(depth)),
              "wdata",
              new BigInteger(width, random),
              "re",
              big(random.nextInt(2)),
              "raddr",
              big(random.nextInt(depth))));
    }
    return vectors;
  }

  private static BigInteger big(long value) {
    return BigInteger.valueOf(value);
  }
}
