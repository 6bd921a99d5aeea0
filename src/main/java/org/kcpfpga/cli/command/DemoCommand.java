package org.kcpfpga.cli.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kcpfpga.accuracy.Comparison;
import org.kcpfpga.accuracy.Engine;
import org.kcpfpga.accuracy.EngineRun;
import org.kcpfpga.cache.WorkFolder;
import org.kcpfpga.cli.option.FaultOptions;
import org.kcpfpga.cli.option.HtmlOption;
import org.kcpfpga.cli.option.InputFiles;
import org.kcpfpga.cli.output.ReportCommand;
import org.kcpfpga.cli.text.ComparisonText;
import org.kcpfpga.cli.tool.CallsTools;
import org.kcpfpga.cli.tool.Home;
import org.kcpfpga.datasets.FashionMnist;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.emit.EmittedDesign;
import org.kcpfpga.emit.Emitter;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.link.Frame;
import org.kcpfpga.link.Frames;
import org.kcpfpga.link.simulated.VerilatedCore;
import org.kcpfpga.link.simulated.VerilatedLink;
import org.kcpfpga.page.Page;
import org.kcpfpga.report.ModelPage;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.rnn.ModelFile;
import org.kcpfpga.tensor.Npy;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.verify.cosim.Cosim;
import org.kcpfpga.verify.cosim.CosimResult;
import org.kcpfpga.verilated.VerilatedModel;
import org.kcpfpga.verilated.build.VerilatedOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kcp demo}: a trained model becomes Verilog and classifies real images on it. */
@Command(
    name = "demo",
    description = "Turns a trained KCP-LSTM into Verilog and classifies real images on it.")
public final class DemoCommand extends ReportCommand implements CallsTools {
  private static final int STAGES = 7;

  @Mixin private FaultOptions fault = new FaultOptions();

  @Mixin private HtmlOption html = new HtmlOption();

  private long last = System.nanoTime();
  private int stage;

  @Override
  public List<String> tools() {
    return SIMULATION;
  }

  @Override
  public Report report() {
    html.check();
    long begin = System.nanoTime();
    Path folder = WorkFolder.claim("demo", "fashion");
    Model model = ModelFile.read(Home.file("models/fashion-kcp-lstm.safetensors"));
    Tensor inputs = Npy.read(Home.file("models/fashion/inputs.npy"));
    Tensor labels = Npy.read(Home.file("models/fashion/labels.npy"));
    done("read model and 200 sequences of images");
    Deployment deployment =
        InputFiles.deployment(DesignFile.read(Home.file("designs/fashion.json")), model, inputs);
    done("calibrate, quantise and plan");
    Deployment rtl = fault.hardware(deployment);
    Deployment expected = fault.software(deployment);
    EmittedDesign design = Emitter.emit(rtl.core());
    done("generate Verilog");
    CosimResult pins;
    try (VerilatedModel core = VerilatedCore.build(design, folder, VerilatedOptions.FAST)) {
      done("Verilate and compile");
      List<Frame> frames = Frames.of(deployment, inputs);
      pins = Cosim.run(expected, core, frames, EngineRun.patient(deployment));
      done("compare RTL and cycle model in lock step");
    }
    VerilatedModel core = VerilatedCore.build(design, folder, VerilatedOptions.FAST);
    EngineRun hardware = EngineRun.hardware(rtl, new VerilatedLink(deployment, core), inputs);
    done("stream the images through the host driver");
    Comparison comparison =
        Comparison.of(
            deployment,
            inputs,
            labels,
            EngineRun.of(Engine.FLOAT, deployment, inputs),
            EngineRun.of(Engine.FIXED, expected, inputs),
            hardware);
    done("run the software models");
    html.write(() -> page(deployment, inputs, labels, comparison));
    double seconds = (System.nanoTime() - begin) / 1e9;
    return report(deployment, inputs, pins, comparison, seconds, folder);
  }

  private static Page page(Deployment deployment, Tensor inputs, Tensor labels, Comparison c) {
    return ModelPage.of(
        "KCP-LSTM on Fashion-MNIST",
        new ModelPage.Run(deployment, inputs, labels, FashionMnist.classes(), c),
        List.of());
  }

  /** One line a finished stage: "[3/7] name 1.2 s". */
  private void done(String what) {
    long now = System.nanoTime();
    stage++;
    line(
        String.format(
            Locale.ROOT, "[%d/%d] %-48s %5.1f s", stage, STAGES, what, (now - last) / 1e9));
    last = now;
  }

  private Report report(
      Deployment deployment,
      Tensor inputs,
      CosimResult pins,
      Comparison c,
      double seconds,
      Path folder) {
    Map<String, Object> values = new LinkedHashMap<>(ComparisonText.values(deployment, inputs, c));
    values.put("calibration", InputFiles.CALIBRATION + " sequences of the images themselves");
    values.put("mismatchedValues", c.difference().count());
    values.put("mismatchedCycles", pins.mismatchedCycles());
    values.put("comparedCycles", pins.cycles());
    if (pins.first() != null) {
      values.put("firstMismatch", pins.first().toString());
    }
    values.put("seconds", seconds);
    values.put("folder", folder.toString());
    boolean passed = c.difference().count() == 0 && pins.equal();
    String text =
        String.format(
            Locale.ROOT,
            "%n%s%nRTL against cycle model: %d mismatched cycles of %d%s%nthe core is in %s%n%s,"
                + " %.1f s%n",
            ComparisonText.text(deployment, inputs, c),
            pins.mismatchedCycles(),
            pins.cycles(),
            pins.first() == null ? "" : "; first: " + pins.first(),
            folder,
            passed ? "PASS" : "FAIL",
            seconds);
    return new Report(values, text, passed);
  }
}
