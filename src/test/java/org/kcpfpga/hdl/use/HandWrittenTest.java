package org.kcpfpga.hdl.use;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kcpfpga.Tools;
import org.kcpfpga.hdl.Block;
import org.kcpfpga.hdl.HandWritten;
import org.kcpfpga.hdl.verilog.Verilog;

/** The hand-written modules with parameters, in Icarus, against references in BigInteger. */
@Tag("slow")
class HandWrittenTest {
  private static final long SEED = Long.getLong("seed", 11L);
  private static final int CYCLES = 400;

  @TempDir Path folder;

  /** One instance of {@code kcp_requantiser}. */
  private static final class Rounding extends Block {
    Rounding(Map<String, Integer> p) {
      super("rounding");
      int tokens = p.get("TOKENS");
      int count = 32 - Integer.numberOfLeadingZeros(tokens);
      HandWritten round =
          handWritten("kcp_requantiser")
              .parameters(p)
              .inBool("valid")
              .in("sums", tokens * p.get("SUM_BITS"))
              .in("shift", p.get("SHIFT_BITS"))
              .out("results", tokens * p.get("BITS"))
              .out("clips", count)
              .make("round");
      round.inBool("valid").drive(inputBool("valid"));
      round.in("sums").drive(input("sums", tokens * p.get("SUM_BITS")));
      round.in("shift").drive(input("shift", p.get("SHIFT_BITS")));
      output("results", tokens * p.get("BITS")).drive(round.out("results"));
      output("clips", count).drive(round.out("clips"));
    }
  }

  /** 5, 4, -4, -5, 300 and -300 in halves of eight, to four bits. */
  @Test
  void aTieGoesUpAndWhatDoesNotFitIsClipped() {
    assertThat(List.of(5, 4, -4, -5, 300, -300).stream().map(sum -> rounded(sum, 3, 4)).toList())
        .containsExactly(1L, 1L, 0L, -1L, 7L, -8L);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 16, 0, 5, 8",
    "4, 12, 0, 4, 8",
    "3, 8, 3, 3, 8",
    "5, 6, 2, 2, 9",
    "2, 6, 2, 2, 12",
    "1, 4, 0, 1, 4",
    "7, 9, 1, 4, 2"
  })
  void everySumIsRoundedAndClippedAndTheClippedAreCounted(
      int tokens, int sumBits, int left, int shiftBits, int bits) throws Exception {
    Tools.require("iverilog");
    Map<String, Integer> parameters =
        Map.of(
            "TOKENS",
            tokens,
            "SUM_BITS",
            sumBits,
            "LEFT",
            left,
            "SHIFT_BITS",
            shiftBits,
            "BITS",
            bits);
    int counts = 32 - Integer.numberOfLeadingZeros(tokens);
    Bench bench =
        new Bench("rounding")
            .clock()
            .in("reset", 1)
            .in("valid", 1)
            .in("sums", tokens * sumBits)
            .in("shift", shiftBits)
            .out("results", tokens * bits)
            .out("clips", counts);
    Random random = new Random(SEED);
    List<Map<String, BigInteger>> vectors = new ArrayList<>();
    for (int i = 0; i < CYCLES; i++) {
      vectors.add(
          Map.of(
              "reset",
              big(i == 0 ? 1 : 0),
              "valid",
              big(random.nextInt(2)),
              "sums",
              new BigInteger(tokens * sumBits, random),
              "shift",
              new BigInteger(shiftBits, random)));
    }
    List<Map<String, BigInteger>> rows =
        bench.run(folder, Verilog.emit(() -> new Rounding(parameters)), vectors);
    BigInteger clips = BigInteger.ZERO;
    for (int i = 1; i < CYCLES; i++) {
      Map<String, BigInteger> in = vectors.get(i);
      int clipped = 0;
      BigInteger expected = BigInteger.ZERO;
      for (int t = 0; t < tokens; t++) {
        long sum = signed(in.get("sums").shiftRight(t * sumBits), sumBits) << left;
        int shift = in.get("shift").intValue();
        long result = rounded(sum, shift, bits);
        clipped += result == rounded(sum, shift, 40) ? 0 : 1;
        BigInteger pattern = big(result).mod(BigInteger.ONE.shiftLeft(bits));
        expected = expected.or(pattern.shiftLeft(t * bits));
      }
      assertThat(rows.get(i)).as("seed %d, cycle %d", SEED, i).containsEntry("results", expected);
      assertThat(rows.get(i)).as("seed %d, cycle %d", SEED, i).containsEntry("clips", clips);
      clips = in.get("valid").multiply(big(clipped));
    }
  }

  /** sat(floor((sum + 2^(s-1)) / 2^s)). */
  private static long rounded(long sum, int shift, int bits) {
    long half = shift == 0 ? 0 : 1L << (shift - 1);
    long most = (1L << (bits - 1)) - 1;
    return Math.max(-most - 1, Math.min(most, sum + half >> shift));
  }

  private static long signed(BigInteger pattern, int bits) {
    long value = pattern.mod(BigInteger.ONE.shiftLeft(bits)).longValueExact();
    return value >> (bits - 1) == 0 ? value : value - (1L << bits);
  }

  /** One instance of {@code kcp_queue}. */
  private static final class Queue extends Block {
    Queue(Map<String, Integer> p) {
      super("queue");
      int in = p.get("IN_BITS") + p.get("FLAGS");
      int out = p.get("OUT_BITS") + p.get("FLAGS");
      HandWritten queue =
          handWritten("kcp_queue")
              .contains("kcp_lutram")
              .parameters(p)
              .inBool("push")
              .in("push_data", in)
              .outBool("credit")
              .outBool("valid")
              .out("data", out)
              .inBool("pop")
              .make("queue");
      queue.inBool("push").drive(inputBool("push"));
      queue.in("push_data").drive(input("push_data", in));
      queue.inBool("pop").drive(inputBool("pop"));
      outputBool("credit").drive(queue.outBool("credit"));
      outputBool("valid").drive(queue.outBool("valid"));
      output("data", out).drive(queue.out("data"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2, 8, 1, 1, 0",
    "1, 4, 1, 1, 2",
    "21, 8, 1, 1, 0",
    "5, 4, 3, 1, 2",
    "1, 4, 2, 1, 0",
    "4, 12, 1, 3, 1",
    "3, 12, 1, 4, 0"
  })
  void whatIsPushedIsPoppedInOrderAndAWordThatLeftGivesACredit(
      int depth, int inBits, int pushes, int pops, int flags) throws Exception {
    Tools.require("iverilog");
    int outBits = inBits * pushes / pops;
    Map<String, Integer> parameters =
        Map.of(
            "DEPTH",
            depth,
            "IN_BITS",
            inBits,
            "OUT_BITS",
            outBits,
            "FLAGS",
            flags,
            "PUSHES",
            pushes,
            "POPS",
            pops);
    Bench bench =
        new Bench("queue")
            .clock()
            .in("reset", 1)
            .in("push", 1)
            .in("push_data", inBits + flags)
            .in("pop", 1)
            .out("credit", 1)
            .out("valid", 1)
            .out("data", outBits + flags);
    Random random = new Random(SEED);
    List<Map<String, BigInteger>> vectors = new ArrayList<>();
    List<Map<String, BigInteger>> expected = new ArrayList<>();
    Deque<BigInteger> words = new ArrayDeque<>();
    BigInteger collected = BigInteger.ZERO;
    int part = 0;
    int sub = 0;
    for (int i = 0; i < CYCLES; i++) {
      boolean valid = !words.isEmpty();
      boolean fills = i / 50 % 2 == 0;
      boolean pop = i > 0 && valid && random.nextInt(fills ? 4 : 1) == 0;
      boolean push = i > 0 && words.size() < depth && random.nextInt(fills ? 1 : 4) == 0;
      BigInteger data = new BigInteger(inBits + flags, random);
      vectors.add(
          Map.of(
              "reset", big(i == 0 ? 1 : 0),
              "push", big(push ? 1 : 0),
              "push_data", data,
              "pop", big(pop ? 1 : 0)));
      boolean leaves = pop && sub == pops - 1;
      BigInteger shown = valid ? beat(words.peek(), sub, outBits, inBits * pushes) : null;
      expected.add(
          valid
              ? Map.of("credit", big(leaves ? 1 : 0), "valid", big(1), "data", shown)
              : Map.of("credit", big(0), "valid", big(0)));
      sub = pop ? (sub + 1) % pops : sub;
      if (leaves) {
        words.remove();
      }
      if (push) {
        collected = collected.or(data.shiftLeft(part * inBits));
        if (++part == pushes) {
          words.add(collected);
          collected = BigInteger.ZERO;
          part = 0;
        } else {
          // flags of a beat that is not the last are forgotten
          collected = collected.mod(BigInteger.ONE.shiftLeft(part * inBits));
        }
      }
    }
    List<Map<String, BigInteger>> rows =
        bench.run(folder, Verilog.emit(() -> new Queue(parameters)), vectors);
    for (int i = 1; i < CYCLES; i++) {
      assertThat(rows.get(i))
          .as("seed %d, cycle %d", SEED, i)
          .containsAllEntriesOf(expected.get(i));
    }
    assertThat(expected).filteredOn(row -> row.get("credit").signum() > 0).hasSizeGreaterThan(20);
  }

  /** Beat {@code sub} of a word, below its flags. */
  private static BigInteger beat(BigInteger word, int sub, int outBits, int wordBits) {
    BigInteger tokens = word.shiftRight(sub * outBits).mod(BigInteger.ONE.shiftLeft(outBits));
    return word.shiftRight(wordBits).shiftLeft(outBits).or(tokens);
  }

  private static BigInteger big(long value) {
    return BigInteger.valueOf(value);
  }
}
