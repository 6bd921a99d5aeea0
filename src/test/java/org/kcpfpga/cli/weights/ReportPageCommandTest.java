package org.kcpfpga.cli.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.kcpfpga.cli.CommandCalls;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.report.PagesTest;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.rnn.ModelFile;
import org.kcpfpga.tensor.Npy;
import org.kcpfpga.tensor.Tensor;

/** {@code kcp report}, and {@code --html} of other commands. */
class ReportPageCommandTest extends CommandCalls {
  private static final String DESIGN = "designs/tiny.json";

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private void writeInputs() {
    Design design = DesignFile.read(Path.of(DESIGN));
    ModelFile.write(
        folder.resolve("m.safetensors"),
        Model.random(design.cell(), design.input(), design.hidden(), 3, 1));
    Npy.writeFloat32(folder.resolve("x.npy"), Tensor.zeros(2, 3, design.inSize()));
    Npy.writeInt64(folder.resolve("y.npy"), Tensor.of(new int[] {2}, new double[] {0, 2}));
  }

  @Test
  void aPageIsWrittenWithOrWithoutLabels() throws IOException {
    writeInputs();
    String[] start = {"report", file("m.safetensors"), "--input", file("x.npy")};
    String[] end = {"--design", DESIGN, "-o", file("r.html"), "--json"};
    assertThat(kcp(joined(start, end))).as(err.toString()).isZero();
    assertThat(json().get("page").asText()).endsWith("r.html");
    assertThat(PagesTest.body(folder.resolve("r.html")))
        .contains("Pipeline, cycle by cycle")
        .doesNotContain("taken for");
    assertThat(kcp(joined(start, joined(new String[] {"--labels", file("y.npy")}, end)))).isZero();
    assertThat(PagesTest.body(folder.resolve("r.html"))).contains("taken for");
  }

  private static String[] joined(String[] a, String[] b) {
    String[] all = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    return all;
  }

  @Test
  void otherCommandsWriteTheirPages() throws IOException {
    assertThat(kcp("plan", DESIGN, "--html", file("p.html"))).as(err.toString()).isZero();
    assertThat(PagesTest.body(folder.resolve("p.html"))).contains("<h1>tiny</h1>");
    assertThat(kcp("plan", DESIGN, "--explore", "--html", file("e.html"))).isZero();
    assertThat(PagesTest.body(folder.resolve("e.html"))).contains("what can be chosen");
    writeInputs();
    String[] compare = {"compare", "--model", file("m.safetensors"), "--input", file("x.npy")};
    String[] rest = {"--engine", "fixed", "--design", DESIGN, "--html", file("c.html")};
    assertThat(kcp(joined(compare, rest))).as(err.toString()).isZero();
    assertThat(PagesTest.body(folder.resolve("c.html"))).contains("Error by stage");
  }

  @Test
  void whatCannotBeWrittenIsRefusedFirst() {
    writeInputs();
    refused(all("p.html: no directory "), "plan", DESIGN, "--html", file("none/p.html"));
    String[] report = {"report", file("m.safetensors"), "-o", file("none/r.html")};
    refused(all("--input", "missing"), report);
    String model = file("m.safetensors");
    refused(all("MODEL"), "report", model, "--input", file("x.npy"), "-o", model);
    refused(all("none"), joined(report, new String[] {"--input", file("x.npy")}));
  }
}
