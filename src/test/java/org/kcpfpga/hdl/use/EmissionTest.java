package org.kcpfpga.hdl.use;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Block;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.verilog.Verilog;

/** What the emitted text looks like: files, names, sharing, determinism. */
class EmissionTest {

  @Test
  void there_is_one_file_a_module_with_the_hand_written_ones_used() {
    assertThat(Verilog.emit(SampleTop::new).keySet())
        .containsExactly(
            "factor_cell.v",
            "kcp_lutram.v",
            "kcp_mul.v",
            "kcp_ram.v",
            "kcp_rom.v",
            "sample_body.v",
            "sample_top.v");
    assertThat(Verilog.emit(() -> new Child("child", 1)).keySet()).containsExactly("child.v");
  }

  @Test
  void names_appear_as_given() {
    SortedMap<String, String> files = Verilog.emit(SampleTop::new);
    assertThat(files.get("sample_top.v")).contains("aclk,", "aresetn,", "s_axis_tdata,", "body (");
    assertThat(files.get("factor_cell.v"))
        .containsPattern("reg +\\[23:0\\] +sum;")
        .containsPattern("wire +\\[15:0\\] +product;")
        .contains("product_mul (");
    assertThat(files.get("sample_body.v"))
        .contains("factor_cell cell_r0_c0 (", "factor_cell cell_r1_c1 (", ") lines (", ") sums (")
        .containsPattern("wire +\\[24:0\\] +total")
        .contains(".INIT(\"factors.mem\")");
  }

  @Test
  void a_module_begins_with_what_it_does_and_who_made_it_and_no_line_names_a_java_line() {
    String cell = Verilog.emit(SampleTop::new).get("factor_cell.v");
    assertThat(cell)
        .startsWith(
            """
            // factor_cell: One cell of an array: sum' = sumIn + x * w, x passed on.
            // Parameters: bits = 8
            // Made by FactorCell.java and CIRCT firtool-\
            """)
        .doesNotContain(".java:");
  }

  @Test
  void ports_stand_in_their_groups_clock_first_whenever_they_were_declared() {
    SortedMap<String, String> files = Verilog.emit(SampleTop::new);
    assertThat(files.get("factor_cell.v"))
        .contains(
            """
            module factor_cell (
              // clock and synchronous reset
              input         clock,

              // element, west to east
              input  [7:0]  x,
              output [7:0]  xOut,

              // sum, north to south
              input  [23:0] sumIn,
              output [23:0] sumOut,

              // factor
              input  [7:0]  w
            );
            """);
    assertThat(files.get("sample_body.v"))
        .containsPattern("cell_r0_c0 \\(\\s+\\.clock +\\(clock\\),\\s+\\.x ");
  }

  @Test
  void intermediates_that_nobody_named_are_called_by_what_they_are() {
    assertThat(Verilog.emit(() -> new Shared("shared")).get("shared.v"))
        .contains("wire [8:0] a_plus_b = ", "wire       a_is_5_or_c = ")
        .doesNotContain("_GEN", "_a_plus_b");
  }

  /** A sum that is sliced, and a condition that is used twice. */
  private static final class Shared extends Block {
    Shared(String name) {
      super(name);
      Bits a = input("a", 8);
      Bits b = input("b", 8);
      Bool c = inputBool("c");
      output("high", 8).drive(a.plus(b).slice(8, 1));
      Bool either = a.eq(5).or(c);
      output("first", 8).drive(either.mux(a, b));
      output("second", 8).drive(either.mux(b, a));
    }
  }

  @Test
  void equal_blocks_become_one_module() {
    SortedMap<String, String> files = Verilog.emit(() -> new Pair("child", 1, "child", 1));
    assertThat(files.keySet()).containsExactly("child.v", "pair.v");
    assertThat(files.get("pair.v")).contains("child first (", "child second (");
  }

  @Test
  void different_blocks_need_different_names() {
    assertThat(Verilog.emit(() -> new Pair("child", 1, "child_by_2", 2)).keySet())
        .containsExactly("child.v", "child_by_2.v", "pair.v");
    assertThatThrownBy(() -> Verilog.emit(() -> new Pair("child", 1, "child", 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "module child: blocks of different structure (expected: a name of its own for each)");
  }

  @Test
  void the_same_block_gives_the_same_bytes_on_any_thread() throws Exception {
    SortedMap<String, String> first = Verilog.emit(SampleTop::new);
    ExecutorService pool = Executors.newFixedThreadPool(2);
    List<Future<SortedMap<String, String>>> emitted = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      emitted.add(pool.submit(() -> Verilog.emit(SampleTop::new)));
    }
    pool.shutdown();
    for (Future<SortedMap<String, String>> other : emitted) {
      assertThat(other.get()).isEqualTo(first);
    }
  }

  @Test
  void nothing_is_printed_on_stdout() {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      Verilog.emit(SampleTop::new);
      assertThatThrownBy(() -> Verilog.emit(() -> new Pair("child", 1, "child", 2)))
          .isInstanceOf(IllegalArgumentException.class);
    } finally {
      System.setOut(before);
    }
    assertThat(printed.toString()).isEmpty();
  }

  /** y = x + amount. */
  private static final class Child extends Block {
    final Bits x;
    final Bits y;

    Child(String name, int amount) {
      super(name);
      x = input("x", 4);
      y = output("y", 4);
      y.drive(x.plus(amount).wrapTo(4));
    }
  }

  /** Two children in a row. */
  private static final class Pair extends Block {
    Pair(String firstName, int firstAmount, String secondName, int secondAmount) {
      super("pair");
      Child first = instance("first", () -> new Child(firstName, firstAmount));
      Child second = instance("second", () -> new Child(secondName, secondAmount));
      first.x.drive(input("x", 4));
      second.x.drive(first.y);
      output("y", 4).drive(second.y);
    }
  }
}
