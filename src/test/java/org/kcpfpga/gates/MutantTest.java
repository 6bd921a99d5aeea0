package org.kcpfpga.gates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MutantTest {
  @Test
  void aLineOfTheListSaysWhereItIs() {
    Mutant mutant =
        Mutant.of(
            "mutate -ctrl mutant 16 7 -mode inv -module tiny_core"
                + " -cell $flatten\\input_front.\\row1_tile0.\\cell1.$procdff$27 -port Q"
                + " -portbit 5 -wire input_front.row1_tile0.cell1.held_factors -wirebit 5"
                + " -src tiny_core.v:431.13-459.4 -src tiny_front_cell.v:27.5-32.4");
    assertThat(mutant.number()).isEqualTo(7);
    assertThat(mutant.path()).containsExactly("input_front", "row1_tile0", "cell1");
    assertThat(mutant.place()).isEqualTo("input_front");
    assertThat(mutant.cell()).isEqualTo("$procdff$27");
    assertThat(mutant.command()).startsWith("mutate -mode inv").doesNotContain("-ctrl", "-src");
    assertThat(mutant.toString())
        .isEqualTo(
            "7 input_front.row1_tile0.cell1: $procdff$27: inv -port Q -portbit 5"
                + " -wire input_front.row1_tile0.cell1.held_factors -wirebit 5");
  }

  @Test
  void whatIsInNoInstanceIsInTheTop() {
    Mutant mutant = Mutant.of("mutate -ctrl m 4 1 -mode const0 -module t -cell $and$x -port A");
    assertThat(mutant.place()).isEqualTo(Mutant.TOP);
  }

  @Test
  void whatOptimisationMadeIsWhereItsWireIs() {
    Mutant mutant =
        Mutant.of(
            "mutate -ctrl mutant 16 82 -mode const0 -module t -cell $auto$ff.cc:266:slice$2964"
                + " -port Q -portbit 2 -wire lstm_cell.credits.level -wirebit 2 -src t.v:1");
    assertThat(mutant.path()).containsExactly("lstm_cell", "credits");
    assertThat(mutant.cell()).isEqualTo("$auto$ff.cc:266:slice$2964");
    Mutant own =
        Mutant.of(
            "mutate -ctrl mutant 16 84 -mode const0 -module t -cell $ternary$tiny_core.v:557$1"
                + " -port Y -portbit 2 -wire output_queue.words.q -wirebit 2");
    assertThat(own.place()).isEqualTo(Mutant.TOP);
    Mutant pin =
        Mutant.of(
            "mutate -ctrl mutant 16 83 -mode const0 -module t -cell $auto$ff.cc:266:slice$2964"
                + " -port Q -portbit 2 -wire m_axis_tdata -wirebit 2 -src t.v:1");
    assertThat(pin.place()).isEqualTo(Mutant.TOP);
  }

  @Test
  void anythingElseIsNoMutant() {
    assertThatThrownBy(() -> Mutant.of("mutate -ctrl m 4 0 -mode none"))
        .hasMessageContaining("no mutation");
  }
}
