package org.kcpfpga.hdl.use;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kcpfpga.hdl.Block;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.hdl.Value;
import org.kcpfpga.hdl.verilog.Verilog;

/** Every operator, simulated, against exact numbers. */
@Tag("slow")
class OperatorsTest {
  private static final long SEED = Long.getLong("seed", 20230714L);
  private static final int RANDOM_VECTORS = 2000;

  @TempDir Path folder;

  @Test
  void every_operator_gives_its_exact_number_on_extremes_and_random_values() throws Exception {
    System.out.println("seed " + SEED);
    List<OperatorCase> cases = OperatorCases.all();
    List<OperatorCase.Numbers> numbers = numbers(new Random(SEED));
    Bench bench =
        new Bench("operators")
            .in("a", OperatorCase.A)
            .in("b", OperatorCase.B)
            .in("u", OperatorCase.U)
            .in("v", OperatorCase.V)
            .in("c", 1);
    cases.forEach(c -> bench.out(c.name(), c.width()));

    List<Map<String, BigInteger>> simulated =
        bench.run(
            folder,
            Verilog.emit(() -> new Operators(cases)),
            numbers.stream().map(OperatorsTest::vector).toList());

    int compared = 0;
    for (int i = 0; i < numbers.size(); i++) {
      for (OperatorCase c : cases) {
        BigInteger expected = c.reference().apply(numbers.get(i));
        BigInteger pattern = expected.mod(BigInteger.TWO.pow(c.width()));
        assertThat(simulated.get(i).get(c.name()))
            .as("%s of %s", c.name(), numbers.get(i))
            .isEqualTo(pattern);
        compared++;
      }
    }
    assertThat(cases.size()).isGreaterThan(100);
    assertThat(compared).isEqualTo(cases.size() * (32 * 5 * 5 + RANDOM_VECTORS));
  }

  @Test
  void a_planted_wrong_reference_is_found() throws Exception {
    OperatorCase wrong = OperatorCase.of("wrong", 10, i -> i.a().plus(i.b()), n -> n.a());
    OperatorCase.Numbers n = numbers(new Random(SEED)).get(0);
    Bench bench = new Bench("operators").in("a", 9).in("b", 6).out("wrong", 10);
    BigInteger simulated =
        bench
            .run(folder, Verilog.emit(() -> new Operators(List.of(wrong))), List.of(vector(n)))
            .get(0)
            .get("wrong");
    assertThat(simulated).isNotEqualTo(wrong.reference().apply(n).mod(BigInteger.TWO.pow(10)));
  }

  /** All pairs of extremes, then random numbers. */
  private static List<OperatorCase.Numbers> numbers(Random random) {
    List<OperatorCase.Numbers> numbers = new ArrayList<>();
    for (long a : new long[] {-256, -255, -129, -1, 0, 1, 127, 255}) {
      for (long b : new long[] {-32, -1, 0, 1, 31}) {
        for (long u : new long[] {0, 1, 31, 64, 127}) {
          for (long v : new long[] {0, 7, 8, 15}) {
            numbers.add(of(a, b, u, v, (a + b + u + v) & 1));
          }
        }
      }
    }
    for (int i = 0; i < RANDOM_VECTORS; i++) {
      numbers.add(
          of(
              random.nextInt(512) - 256,
              random.nextInt(64) - 32,
              random.nextInt(128),
              random.nextInt(16),
              random.nextInt(2)));
    }
    return numbers;
  }

  private static OperatorCase.Numbers of(long a, long b, long u, long v, long c) {
    return new OperatorCase.Numbers(
        BigInteger.valueOf(a),
        BigInteger.valueOf(b),
        BigInteger.valueOf(u),
        BigInteger.valueOf(v),
        BigInteger.valueOf(c));
  }

  private static Map<String, BigInteger> vector(OperatorCase.Numbers n) {
    return Map.of("a", n.a(), "b", n.b(), "u", n.u(), "v", n.v(), "c", n.c());
  }

  /** One output for each case. */
  private static final class Operators extends Block {
    Operators(List<OperatorCase> cases) {
      super("operators");
      OperatorCase.In in =
          new OperatorCase.In(
              inputSigned("a", OperatorCase.A),
              inputSigned("b", OperatorCase.B),
              input("u", OperatorCase.U),
              input("v", OperatorCase.V),
              inputBool("c"));
      for (OperatorCase c : cases) {
        Value result = c.hardware().apply(in);
        if (result instanceof Bool bool) {
          outputBool(c.name()).drive(bool);
        } else if (result instanceof Signed signed) {
          outputSigned(c.name(), c.width()).drive(signed);
        } else {
          output(c.name(), c.width()).drive(result.asBits());
        }
      }
    }
  }
}
