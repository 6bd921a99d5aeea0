package org.kcpfpga.verilated.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kcpfpga.common.UserError;

@Tag("locale")
class ToolchainTest {
  @Test
  void aMissingVerilatorIsNamedWithTheVersionNeeded() {
    assertThatThrownBy(() -> Toolchain.find("no-such-verilator", "g++"))
        .isInstanceOf(UserError.class)
        .hasMessage("no-such-verilator: not found (expected: Verilator 5.006 or newer)");
  }

  @Test
  void aMissingCompilerIsNamed() {
    assertThatThrownBy(() -> Toolchain.find("verilator", "no-such-compiler"))
        .isInstanceOf(UserError.class)
        .hasMessage("no-such-compiler: not found (expected: a C++ compiler (g++))");
  }

  @Test
  void aJavaWithoutHeadersIsNamed(@TempDir Path folder) {
    assertThatThrownBy(() -> Toolchain.javaIncludes(folder))
        .isInstanceOf(UserError.class)
        .hasMessage("Java: " + folder + " (expected: a JDK, which has include/jni.h)");
  }

  @Test
  void anOldVerilatorIsNamedWithFoundAndNeeded() {
    assertThatThrownBy(() -> Toolchain.checkVerilator("Verilator 4.038 2020-07-11 rev v4.036"))
        .isInstanceOf(UserError.class)
        .hasMessage("Verilator: 4.038 (expected: 5.006 or newer)");
    assertThatThrownBy(() -> Toolchain.checkVerilator("Icarus"))
        .hasMessage("verilator --version: Icarus (expected: 5.006 or newer)");
    assertThatCode(() -> Toolchain.checkVerilator("Verilator 5.042 2025-11-02"))
        .doesNotThrowAnyException();
  }

  @Test
  void lintNamesRuleAndPlaceAndAWaiverSilencesIt(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("narrow.v"),
            "module narrow(input [3:0] a, output [7:0] y);\n  assign y = a;\nendmodule\n");
    List<LintWarning> found = VerilatedLint.check(List.of(file), "narrow", Optional.empty());
    assertThat(found).hasSize(1);
    assertThat(found.get(0).rule()).startsWith("WIDTH");
    assertThat(found.get(0).place()).startsWith("narrow.v:2:");
    Path waiver =
        Files.writeString(
            folder.resolve("w.vlt"),
            "`verilator_config\n// The four bits are the value, zero-extended.\n"
                + "lint_off -rule WIDTH -file \"*narrow.v\"\n");
    assertThat(VerilatedLint.check(List.of(file), "narrow", Optional.of(waiver))).isEmpty();
  }

  @Test
  void lintOfAnythingElseThanVerilogIsAFailure(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("x.v"), "no verilog\n");
    assertThatThrownBy(() -> VerilatedLint.check(List.of(file), "x", Optional.empty()))
        .isInstanceOf(VerilatedFailure.class)
        .hasMessageContaining("x.v:1");
  }
}
