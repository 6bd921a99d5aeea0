package org.kcpfpga.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kcpfpga.accuracy.Comparison;
import org.kcpfpga.accuracy.Engine;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.page.Chart;
import org.kcpfpga.page.Page;
import org.kcpfpga.planner.Explorer;
import org.kcpfpga.planner.Planner;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.rnn.ModelFile;
import org.kcpfpga.tensor.Npy;
import org.kcpfpga.tensor.Tensor;

/** Pages as a browser shows them: every chart is drawn, and no script complains. */
@Tag("slow")
public class PagesTest {
  @TempDir private Path folder;

  private void seen(String name, Page page, int charts, String... texts) throws IOException {
    Path file = Files.createDirectories(Path.of("target/pages")).resolve(name + ".html");
    page.write(file);
    assertThat(body(file)).contains(texts);
    Browser.Sight sight = new Browser(folder).look(file);
    assertThat(sight.messages()).isEmpty();
    assertThat(sight.drawn()).hasSize(charts).containsOnly(true);
    assertThat(Files.size(Path.of(file + ".png"))).isGreaterThan(10_000);
  }

  /** What the page says, without the library of charts. */
  public static String body(Path file) throws IOException {
    String html = Files.readString(file);
    return html.substring(html.indexOf("<body>"));
  }

  @Test
  void aPlanAndTheFrontOfItsShape() throws IOException {
    Design design = DesignFile.read(Path.of("designs/tiny.json"));
    seen("plan", PlanPage.of(Planner.plan(design)), 1, "input_expand2", "cycles a step");
    seen("front", PlanPage.front(design, Explorer.front(design)), 1, "multipliers 64");
  }

  @Test
  void aModelOnACore() throws IOException {
    Model model = ModelFile.read(Path.of("models/fashion-kcp-lstm.safetensors"));
    Tensor inputs = Npy.read(Path.of("models/fashion/inputs.npy"));
    Tensor labels = Npy.read(Path.of("models/fashion/labels.npy"));
    Design design = DesignFile.read(Path.of("designs/fashion.json"));
    Deployment deployment = Deployment.of(design, model, inputs);
    Comparison comparison = Comparison.of(deployment, inputs, labels, Engine.FIXED);
    var run = new ModelPage.Run(deployment, inputs, labels, List.of(), comparison);
    Page page = ModelPage.of("fashion", run, List.of(deployment.plan()));
    // accuracy, errors, roofline, front, and a histogram for each of ten stages
    seen("model", page, 4 + 10, "88.5 %", "hidden_contract1");
  }

  /** The probe itself: an empty chart and a wrong script are seen. */
  @Test
  void anEmptyChartAndAWrongScriptAreSeen() throws IOException {
    Path file = folder.resolve("wrong.html");
    Page page = new Page("wrong", "").section("empty", Chart.bars("", List.of(), ""));
    Files.writeString(
        file, page.html().replace("</main>", "</main><script>missing.call()</script>"));
    Browser.Sight sight = new Browser(folder).look(file);
    assertThat(sight.drawn()).containsExactly(false);
    assertThat(sight.messages()).hasSize(1).first().asString().contains("missing is not defined");
  }
}
