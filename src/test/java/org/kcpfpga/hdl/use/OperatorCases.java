package org.kcpfpga.hdl.use;

import static org.kcpfpga.hdl.use.OperatorCase.of;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.hdl.use.OperatorCase.Numbers;

/** Every operator of the facade with its BigInteger meaning. */
final class OperatorCases {
  private static final int A = OperatorCase.A;

  private OperatorCases() {}

  static List<OperatorCase> all() {
    List<OperatorCase> cases = new ArrayList<>();
    cases.addAll(signedArithmetic());
    cases.addAll(unsignedArithmetic());
    cases.addAll(narrowing());
    cases.addAll(comparisons());
    cases.addAll(patterns());
    cases.addAll(choices());
    return cases;
  }

  private static List<OperatorCase> signedArithmetic() {
    BigInteger big = BigInteger.ONE.shiftLeft(200).negate();
    return List.of(
        of("s_plus", 10, i -> i.a().plus(i.b()), n -> n.a().add(n.b())),
        of("s_minus", 10, i -> i.b().minus(i.a()), n -> n.b().subtract(n.a())),
        of("s_negate", 10, i -> i.a().negate(), n -> n.a().negate()),
        of("s_times", 15, i -> i.a().times(i.b()), n -> n.a().multiply(n.b())),
        of("s_times_same", 12, i -> i.b().times(i.b()).named("square"), n -> n.b().pow(2)),
        of("s_times_constant", 14, i -> i.a().times(Signed.of(-16, 5)), n -> times(n.a(), -16)),
        of("s_left", 12, i -> i.a().shiftLeft(3), n -> times(n.a(), 8)),
        of("s_left0", 9, i -> i.a().shiftLeft(0), Numbers::a),
        of("s_right", 6, i -> i.a().shiftRight(3), n -> floorDiv(n.a(), 3)),
        of("s_right_all", 1, i -> i.a().shiftRight(20), n -> floorDiv(n.a(), 20)),
        of("s_left_by", 24, i -> i.a().shiftLeft(i.v()), n -> n.a().shiftLeft(n.v().intValue())),
        of("s_right_by", 9, i -> i.a().shiftRight(i.v()), n -> floorDiv(n.a(), n.v().intValue())),
        of("s_round_by", 10, i -> i.a().roundShift(i.v()), n -> round(n.a(), n.v().intValue())),
        of("s_widen", 14, i -> i.a().widenTo(14), Numbers::a),
        of("s_huge", 202, i -> i.a().plus(Signed.of(big, 201)), n -> n.a().add(big)));
  }

  private static List<OperatorCase> unsignedArithmetic() {
    BigInteger big = BigInteger.ONE.shiftLeft(300).subtract(BigInteger.ONE);
    return List.of(
        of("u_plus", 8, i -> i.u().plus(i.v()), n -> n.u().add(n.v())),
        of("u_plus_constant", 8, i -> i.u().plus(5), n -> n.u().add(big(5))),
        of("u_minus", 8, i -> i.v().minus(i.u()), n -> n.v().subtract(n.u())),
        of("u_minus_constant", 8, i -> i.u().minus(1), n -> n.u().subtract(big(1))),
        of("u_times", 11, i -> i.u().times(i.v()), n -> n.u().multiply(n.v())),
        of("u_left", 9, i -> i.u().shiftLeft(2), n -> times(n.u(), 4)),
        of("u_right", 4, i -> i.u().shiftRight(3), n -> floorDiv(n.u(), 3)),
        of("u_right_all", 1, i -> i.u().shiftRight(7), n -> big(0)),
        of("u_widen", 12, i -> i.u().widenTo(12), Numbers::u),
        of("u_wrap", 3, i -> i.u().wrapTo(3), n -> n.u().mod(big(8))),
        of("u_wrap_wider", 9, i -> i.u().wrapTo(9), Numbers::u),
        of("u_saturate", 5, i -> i.u().saturateTo(5), n -> n.u().min(big(31))),
        of("u_saturates", 1, i -> i.u().saturates(5), n -> bit(n.u().compareTo(big(31)) > 0)),
        of("u_huge", 301, i -> i.u().plus(Bits.of(big, 300)), n -> n.u().add(big)));
  }

  /** All target widths and shifts, below, at and above the width of the operand. */
  private static List<OperatorCase> narrowing() {
    List<OperatorCase> cases = new ArrayList<>();
    for (int w = 1; w <= A + 2; w++) {
      int width = w;
      cases.add(of("wrap" + w, w, i -> i.a().wrapTo(width), n -> wrap(n.a(), width)));
      cases.add(of("sat" + w, w, i -> i.a().saturateTo(width), n -> clamp(n.a(), width)));
      cases.add(
          of(
              "flag" + w,
              1,
              i -> i.a().saturates(width),
              n -> bit(!clamp(n.a(), width).equals(n.a()))));
    }
    for (int s = -3; s <= A + 3; s++) {
      int shift = s;
      int width = s <= 0 ? A - s : Math.max(1, Math.max(A, s + 1) + 1 - s);
      String name = "round" + (s < 0 ? "_left" + -s : s);
      cases.add(of(name, width, i -> i.a().roundShift(shift), n -> round(n.a(), shift)));
    }
    cases.add(
        of(
            "requantise",
            4,
            i -> i.a().times(i.b()).roundShift(6).saturateTo(4),
            n -> clamp(round(n.a().multiply(n.b()), 6), 4)));
    return cases;
  }

  private static List<OperatorCase> comparisons() {
    return List.of(
        of("s_eq", 1, i -> i.a().eq(i.b()), compare(Numbers::a, Numbers::b, c -> c == 0)),
        of("s_lt", 1, i -> i.a().lessThan(i.b()), compare(Numbers::a, Numbers::b, c -> c < 0)),
        of(
            "s_ge",
            1,
            i -> i.a().greaterOrEqual(i.b()),
            compare(Numbers::a, Numbers::b, c -> c >= 0)),
        of("s_eq_m1", 1, i -> i.b().eq(-1), compare(Numbers::b, n -> big(-1), c -> c == 0)),
        of("s_lt_m5", 1, i -> i.a().lessThan(-5), compare(Numbers::a, n -> big(-5), c -> c < 0)),
        of(
            "s_ge_3",
            1,
            i -> i.b().greaterOrEqual(3),
            compare(Numbers::b, n -> big(3), c -> c >= 0)),
        of("s_sign", 1, i -> i.a().sign(), n -> bit(n.a().signum() < 0)),
        of("u_eq", 1, i -> i.u().eq(i.v()), compare(Numbers::u, Numbers::v, c -> c == 0)),
        of("u_lt", 1, i -> i.u().lessThan(i.v()), compare(Numbers::u, Numbers::v, c -> c < 0)),
        of(
            "u_ge",
            1,
            i -> i.u().greaterOrEqual(i.v()),
            compare(Numbers::u, Numbers::v, c -> c >= 0)),
        of("u_eq_3", 1, i -> i.v().eq(3), compare(Numbers::v, n -> big(3), c -> c == 0)),
        of("u_lt_200", 1, i -> i.u().lessThan(200), n -> big(1)),
        of(
            "u_ge_9",
            1,
            i -> i.v().greaterOrEqual(9),
            compare(Numbers::v, n -> big(9), c -> c >= 0)));
  }

  private static List<OperatorCase> patterns() {
    return List.of(
        of("slice", 4, i -> i.u().slice(5, 2), n -> floorDiv(n.u(), 2).mod(big(16))),
        of("s_slice", 3, i -> i.a().slice(8, 6), n -> floorDiv(n.a(), 6).mod(big(8))),
        of("bits_bit", 1, i -> i.u().bit(6), n -> floorDiv(n.u(), 6)),
        of("concat", 11, i -> i.u().concat(i.v()), n -> times(n.u(), 16).add(n.v())),
        of(
            "pack",
            12,
            i -> Bits.pack(List.of(i.u(), i.v(), i.c())),
            n -> n.u().add(times(n.v(), 128)).add(times(n.c(), 2048))),
        of("bits_and", 7, i -> i.u().and(i.a().slice(6, 0)), n -> n.u().and(n.a()).mod(big(128))),
        of("bits_or", 4, i -> i.v().or(i.u().wrapTo(4)), n -> n.u().or(n.v()).mod(big(16))),
        of("bits_xor", 4, i -> i.v().xor(i.u().wrapTo(4)), n -> n.u().xor(n.v()).mod(big(16))),
        of("bits_not", 4, i -> i.v().not(), n -> big(15).subtract(n.v())),
        of("and_all", 1, i -> i.v().andAll(), n -> bit(n.v().equals(big(15)))),
        of("or_all", 1, i -> i.v().orAll(), n -> bit(n.v().signum() != 0)),
        of("xor_all", 1, i -> i.v().xorAll(), n -> bit(n.v().bitCount() % 2 == 1)),
        of("reinterpret", 8, i -> i.v().asSigned().widenTo(8), n -> wrap(n.v(), 4)),
        of("raw", 12, i -> i.a().asBits().widenTo(12), n -> n.a().mod(big(512))));
  }

  private static List<OperatorCase> choices() {
    return List.of(
        of("mux_s", 9, i -> i.c().mux(i.a(), i.b().widenTo(9)), n -> c(n) ? n.a() : n.b()),
        of(
            "mux_u",
            4,
            i -> i.c().mux(i.u().wrapTo(4), i.v()),
            n -> c(n) ? n.u().mod(big(16)) : n.v()),
        of(
            "mux_b",
            1,
            i -> i.c().mux(i.u().bit(0), i.u().bit(1)),
            n -> bit(n.u().testBit(c(n) ? 0 : 1))),
        of("bool_and", 1, i -> i.c().and(i.u().bit(0)), n -> bit(c(n) && n.u().testBit(0))),
        of("bool_or", 1, i -> i.c().or(i.u().bit(0)), n -> bit(c(n) || n.u().testBit(0))),
        of("bool_xor", 1, i -> i.c().xor(i.u().bit(0)), n -> bit(c(n) != n.u().testBit(0))),
        of("bool_not", 1, i -> i.c().not(), n -> bit(!c(n))),
        of(
            "select_4",
            9,
            i -> Signed.select(i.v().slice(1, 0), squares(4)),
            n -> n.v().mod(big(4)).pow(2)),
        of(
            "select_11",
            9,
            i -> Signed.select(i.v().saturates(3).mux(Bits.of(0, 4), i.v()), squares(11)),
            n -> n.v().compareTo(big(7)) > 0 ? big(0) : n.v().pow(2)),
        of("select_1", 4, i -> Bits.select(i.c(), List.of(i.v())), Numbers::v));
  }

  private static List<Signed> squares(int count) {
    List<Signed> squares = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      squares.add(Signed.of((long) k * k, 9));
    }
    return squares;
  }

  /** floor((x + 2^(s-1)) / 2^s) by a floor division on doubled numbers, without shifts. */
  private static BigInteger round(BigInteger x, int s) {
    if (s <= 0) {
      return x.multiply(BigInteger.TWO.pow(-s));
    }
    BigInteger divisor = BigInteger.TWO.pow(s);
    BigInteger sum = x.add(BigInteger.TWO.pow(s - 1));
    return sum.subtract(sum.mod(divisor)).divide(divisor);
  }

  private static BigInteger clamp(BigInteger x, int width) {
    BigInteger limit = BigInteger.TWO.pow(width - 1);
    return x.max(limit.negate()).min(limit.subtract(BigInteger.ONE));
  }

  private static BigInteger wrap(BigInteger x, int width) {
    BigInteger low = x.mod(BigInteger.TWO.pow(width));
    boolean negative = low.testBit(width - 1);
    return negative ? low.subtract(BigInteger.TWO.pow(width)) : low;
  }

  private static Function<Numbers, BigInteger> compare(
      Function<Numbers, BigInteger> x, Function<Numbers, BigInteger> y, IntPredicate holds) {
    return n -> bit(holds.test(x.apply(n).compareTo(y.apply(n))));
  }

  private static boolean c(Numbers n) {
    return n.c().signum() != 0;
  }

  private static BigInteger floorDiv(BigInteger x, int log2) {
    BigInteger divisor = BigInteger.TWO.pow(log2);
    return x.subtract(x.mod(divisor)).divide(divisor);
  }

  private static BigInteger times(BigInteger x, long factor) {
    return x.multiply(big(factor));
  }

  private static BigInteger bit(boolean value) {
    return value ? BigInteger.ONE : BigInteger.ZERO;
  }

  private static BigInteger big(long value) {
    return BigInteger.valueOf(value);
  }
}
