package org.kcpfpga.verilated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kcpfpga.Tools;
import org.kcpfpga.common.UserError;
import org.kcpfpga.verilated.build.Toys;
import org.kcpfpga.verilated.build.VerilatedOptions;

@Tag("slow")
class CoveragePointTest {
  private static final String HEADER = "# SystemC::Coverage-3\n";

  @TempDir Path folder;

  private List<CoveragePoint> read(String text) throws IOException {
    // in these tests < and = stand for the bytes before a name and before a value
    String bytes = text.replace('<', '\u0001').replace('=', '\u0002');
    return CoveragePoint.read(Files.writeString(folder.resolve("some.dat"), bytes));
  }

  @Test
  void aBlockNamesItsModuleAndItsLines() throws IOException {
    CoveragePoint point =
        read(HEADER + "C '<f=t_q.v<l=20<n=5<page=v_branch/t_q<o=if<S=20,23-25<h=.t.a*' 7\n").get(0);
    assertThat(point.kind()).isEqualTo(CoveragePoint.Kind.BLOCK);
    assertThat(point.module()).isEqualTo("t_q");
    assertThat(point.file()).isEqualTo("t_q.v");
    assertThat(point.line()).isEqualTo(20);
    assertThat(point.what()).isEqualTo("if");
    assertThat(point.lines()).containsExactly(20, 23, 24, 25);
    assertThat(point.count()).isEqualTo(7);
    assertThat(point.covered()).isTrue();
  }

  @Test
  void aToggleIsCoveredIfItRoseAndFellBehindItsFirstChange() throws IOException {
    String toggle = "C '<f=t.v<l=3<n=1<page=v_toggle/t<o=x[2]<h=.t' ";
    List<CoveragePoint> points = read(HEADER + toggle + "2\n" + toggle + "3\n");
    assertThat(points).extracting(CoveragePoint::covered).containsExactly(false, true);
    assertThat(points.get(0).kind()).isEqualTo(CoveragePoint.Kind.TOGGLE);
    assertThat(points.get(0).what()).isEqualTo("x[2]");
    assertThat(points.get(0).lines()).isEmpty();
  }

  @Test
  void aBlockThatNeverRanIsNotCovered() throws IOException {
    assertThat(read(HEADER + "C '<f=t.v<l=3<page=v_line/t<o=block<S=3' 0\n").get(0).covered())
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "C '<f=t.v<l=3<page=v_line/t' many",
        "C '<f=t.v<l=x<page=v_line/t' 1",
        "C '<f=t.v<l=3<page=v_line/t<S=3-' 1",
        "C '<f=t.v<l=3' 1",
        "C '",
        "C",
        "D '<f=t.v<l=3<page=v_line/t' 1"
      })
  void whatIsNoCoverageDataIsNamedWithItsLine(String line) {
    assertThatThrownBy(() -> read(HEADER + line + "\n"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("some.dat:2: ");
  }

  @Test
  void anotherHeaderIsRefused() {
    assertThatThrownBy(() -> read("")).isInstanceOf(UserError.class).hasMessageContaining("empty");
    assertThatThrownBy(() -> read("# other\n")).isInstanceOf(UserError.class);
  }

  @Test
  void aCountingLibraryKnowsWhatRanAndWhatChanged() {
    Tools.require("verilator");
    VerilatedOptions counting = VerilatedOptions.CHECKED.with(VerilatedOptions.Coverage.TOGGLES);
    try (VerilatedModel model = VerilatedModel.build(Toys.toy(counting))) {
      model.reset();
      model.writeRegister(4, 1);
      List<CoveragePoint> points = model.coverage();
      assertThat(points).anyMatch(p -> p.kind() == CoveragePoint.Kind.BLOCK && p.covered());
      assertThat(points).anyMatch(p -> p.kind() == CoveragePoint.Kind.BLOCK && !p.covered());
      assertThat(points).anyMatch(p -> p.what().equals("aclk") && p.covered());
      assertThat(points).anyMatch(p -> p.what().equals("s_axis_tlast") && !p.covered());
    }
  }

  @Test
  void aLibraryThatDoesNotCountSaysSo() {
    Tools.require("verilator");
    try (VerilatedModel model = VerilatedModel.build(Toys.toy(VerilatedOptions.CHECKED))) {
      assertThatThrownBy(model::coverage).hasMessageContaining("coverage: not built in");
    }
  }
}
