package org.kcpfpga.proof;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code yosys-smtbmc} of Yosys 0.23 and 0.52 prints. */
class VerdictTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "##   0:00:01  Assert failed in queue_proof: ledger (queue.sv:81.5-81.80) | ledger",
        "##   0:00:01  Assert failed in queue_proof: ledger [failed before] | ledger",
        "##   0:00:01  Unreached cover statement at full_rate. | full_rate",
        "##   0:00:01  Unreached cover statement at bank_proof: serves_all | serves_all",
        "##   0:00:00  Assumptions are unsatisfiable! | Assumptions are unsatisfiable",
        "out of memory | out of memory"
      })
  void theNameOfWhatFailsIsFound(String printed, String name) {
    String text = "##   0:00:00  Solver: z3\n" + printed + "\n";
    assertThat(Verdict.of(text)).isEqualTo(name);
  }
}
