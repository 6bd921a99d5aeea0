package org.kcpfpga.verify.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kcpfpga.common.UserError;

class JavaCoverageTest {
  private static final String REPORT =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <!DOCTYPE report PUBLIC "-//JACOCO//DTD Report 1.1//EN" "report.dtd">
      <report name="x"><package name="a/b"><class name="a/b/C"><method name="m" line="2"/></class>
      <sourcefile name="C.java"><line nr="1" mi="0" ci="3" mb="0" cb="0"/>
      <line nr="2" mi="2" ci="1" mb="0" cb="0"/><line nr="3" mi="4" ci="0" mb="0" cb="0"/>
      <line nr="9" mi="1" ci="0" mb="0" cb="0"/><counter type="LINE" missed="2" covered="2"/>
      </sourcefile></package></report>
      """;

  @TempDir Path folder;

  private CoverageScore read(String report, String reasons) throws IOException {
    Path source = folder.resolve("a/b/C.java");
    Files.createDirectories(source.getParent());
    Files.writeString(source, "one\ntwo\n  three();\n");
    return JavaCoverage.read(
        Files.writeString(folder.resolve("jacoco.xml"), report),
        folder,
        Files.writeString(folder.resolve("reasons.txt"), reasons));
  }

  @Test
  void aLineIsCoveredIfAnyInstructionRan() throws IOException {
    CoverageScore score = read(REPORT, "C.java: +9 => behind the end\n");
    assertThat(score.covered()).isEqualTo(2);
    assertThat(score.total()).isEqualTo(4);
    assertThat(score.unexplained()).containsExactly("java a/b/C.java:   3: three();");
    assertThat(score.explained()).containsOnlyKeys("java a/b/C.java:   9: ");
  }

  @Test
  void whatIsNoReportIsRefused() {
    assertThatThrownBy(() -> read("text", "")).isInstanceOf(UserError.class);
    Path none = folder.resolve("none.xml");
    assertThatThrownBy(() -> JavaCoverage.read(none, folder, none))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("none.xml");
  }
}
