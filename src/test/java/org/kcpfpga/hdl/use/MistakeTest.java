package org.kcpfpga.hdl.use;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Block;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Ram;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.hdl.TopBlock;
import org.kcpfpga.hdl.verilog.Verilog;

/** A mistake in a block is reported with names and widths, at the line of the block. */
class MistakeTest {
  private static final String FACADE = "org.kcpfpga.hdl.";

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void is_reported_with_its_names_and_widths(String message, Consumer<Lab> mistake) {
    Throwable thrown = catchThrowable(() -> Verilog.emit(() -> new Lab(mistake)));
    assertThat(thrown).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        of("y[8].drive: plus[9] (expected: width 8)", b -> b.y.drive(b.x.plus(b.x))),
        of("r[8].next: few[3] (expected: width 8)", b -> b.r.next(b.few)),
        of("x[8] and few[3]: widths differ (expected: equal widths)", b -> b.x.and(b.few)),
        of("x[8].slice: 8 down to 1 (expected: within 7 down to 0)", b -> b.x.slice(8, 1)),
        of("x[8].bit: 8 (expected: 0 to 7)", b -> b.x.bit(8)),
        of("few[3].widenTo: 2 (expected: at least 3)", b -> b.few.widenTo(2)),
        of("x[8].asBool: width 8 (expected: width 1)", b -> b.x.asBool()),
        of("Bits.of: 256 (expected: 0 to 2^8-1)", b -> b.x.eq(256)),
        of("Signed.of: 8 (expected: -2^3 to 2^3-1)", b -> Signed.of(8, 4)),
        of("lab: a second 'x' (expected: each name once)", b -> b.x.plus(1).named("x")),
        of("lab: name 'wire' (expected: a Verilog identifier, no keyword)", b -> b.wire("wire", 1)),
        of(
            "x[8].drive: INPUT (expected: a wire, an output or an instance's input)",
            b -> b.x.drive(b.x)),
        of("y[8].next: OUTPUT (expected: a register of this block)", b -> b.y.next(b.x)),
        of(
            "select: few[3] (expected: an index of width 1)",
            b -> Bits.select(b.few, List.of(b.x, b.y))),
        of(
            "m.write data: few[3] (expected: width 8)",
            b -> b.ram("m", 8, 4, false).write(Bool.of(true), Bits.of(0, 2), b.few)),
        of(
            "m: never written (expected: one call of write)",
            b -> {
              Ram ram = b.ram("m", 8, 4, false);
              b.y.drive(ram.read(Bits.of(0, 2), Bool.of(true)));
            }),
        of(
            "lab: w[4] is never driven (expected: drive or next)",
            b -> {
              b.finish();
              b.wire("w", 4);
            }),
        of(
            "lab.inner: x[8] is never driven (expected: drive or next)",
            b -> {
              b.finish();
              b.instance("inner", () -> new Lab(Lab::finish));
            }),
        of(
            "x[8]: a value of block lab (expected: a value of block lab or a port of its"
                + " instances)",
            b -> b.instance("inner", () -> new Lab(inner -> inner.y.drive(b.x)))));
  }

  @Test
  void points_at_the_line_that_made_it_even_in_a_nested_block() {
    int[] line = new int[1];
    Throwable thrown =
        catchThrowable(
            () -> Verilog.emit(() -> new Lab(b -> b.instance("inner", () -> new Wrong(line)))));
    StackTraceElement first =
        Arrays.stream(thrown.getStackTrace()).filter(f -> !isFacade(f)).findFirst().orElseThrow();
    assertThat(first.getFileName()).isEqualTo("MistakeTest.java");
    assertThat(first.getMethodName()).isEqualTo("<init>");
    assertThat(first.getLineNumber()).isEqualTo(line[0] + 1);
  }

  @Test
  void of_a_wire_that_is_not_driven_in_every_case_names_the_java_line() {
    Throwable thrown =
        catchThrowable(
            () ->
                Verilog.emit(
                    () ->
                        new Lab(
                            b -> {
                              Bits w = b.wire("w", 8);
                              b.when(b.few.eq(1), () -> w.drive(b.x));
                              b.r.next(w);
                              b.y.drive(w);
                            })));
    assertThat(thrown)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("MistakeTest.java:[0-9]+:0: error: sink \"w\" not fully .*\"lab\"");
  }

  @Test
  void of_a_register_without_a_clock_says_what_is_missing() {
    assertThat(catchThrowable(() -> Verilog.emit(Clockless::new)))
        .hasMessage("clockless: no clock (expected: inside withClockAndReset)");
  }

  @Test
  void of_a_block_made_with_new_says_how_to_make_it() {
    assertThat(catchThrowable(() -> new Lab(b -> {})))
        .hasMessage("no hardware is being built (expected: inside Verilog.emit)");
    assertThat(catchThrowable(() -> Verilog.emit(() -> new Lab(b -> new Lab(c -> {})))))
        .hasMessage("lab: made with new (expected: made with instance())");
  }

  @Test
  void leaves_the_thread_ready_for_the_next_emission() {
    assertThat(catchThrowable(() -> Verilog.emit(() -> new Lab(b -> b.x.bit(99))))).isNotNull();
    assertThat(Verilog.emit(() -> new Lab(Lab::finish))).containsOnlyKeys("lab.v");
  }

  private static Arguments of(String message, Consumer<Lab> mistake) {
    return Arguments.of(message, mistake);
  }

  private static boolean isFacade(StackTraceElement frame) {
    String name = frame.getClassName();
    return name.startsWith(FACADE) && name.indexOf('.', FACADE.length()) < 0;
  }

  /** A block with a few signals, on which a mistake is made. */
  private static final class Lab extends Block {
    final Bits x = input("x", 8);
    final Bits few = input("few", 3);
    final Bits y = output("y", 8);
    final Bits r = register("r", 8);

    Lab(Consumer<Lab> body) {
      super("lab");
      body.accept(this);
    }

    void finish() {
      r.next(x);
      y.drive(r);
    }
  }

  private static final class Wrong extends Block {
    Wrong(int[] line) {
      super("wrong");
      Signed x = inputSigned("x", 8);
      line[0] = new Throwable().getStackTrace()[0].getLineNumber();
      outputSigned("y", 8).drive(x.times(x).named("square"));
    }
  }

  private static final class Clockless extends TopBlock {
    Clockless() {
      super("clockless");
      registerInit("r", 3, 0);
    }
  }
}
