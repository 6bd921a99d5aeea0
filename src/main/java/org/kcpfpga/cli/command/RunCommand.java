package org.kcpfpga.cli.command;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kcpfpga.accuracy.Engine;
import org.kcpfpga.accuracy.EngineRun;
import org.kcpfpga.cli.option.CalibrationOptions;
import org.kcpfpga.cli.option.CalibrationOptions.Calibrated;
import org.kcpfpga.cli.option.CalibrationOptions.Otherwise;
import org.kcpfpga.cli.option.EngineChoice;
import org.kcpfpga.cli.option.InputFiles;
import org.kcpfpga.cli.option.WaveOptions;
import org.kcpfpga.cli.output.Outputs;
import org.kcpfpga.cli.output.ReportCommand;
import org.kcpfpga.cli.text.ClipText;
import org.kcpfpga.cli.text.FiguresText;
import org.kcpfpga.cli.text.LineText;
import org.kcpfpga.cli.tool.CallsTools;
import org.kcpfpga.common.AtomicFile;
import org.kcpfpga.common.UserError;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.design.DesignText;
import org.kcpfpga.format.model.FormatModelFile;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.link.device.DeviceAddress;
import org.kcpfpga.link.device.PacketLink;
import org.kcpfpga.link.device.Session;
import org.kcpfpga.link.device.StreamProgress;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.rnn.ModelFile;
import org.kcpfpga.rnn.Network;
import org.kcpfpga.tensor.Npy;
import org.kcpfpga.tensor.Tensor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kcp run}: inputs in, hidden states out, on the engine of choice. */
@Command(name = "run", description = "Runs input sequences and writes the hidden states.")
public final class RunCommand extends ReportCommand implements CallsTools {
  /** Of one core there is none. */
  private static final long NO_DIFFERENCE = -1;

  @Option(names = "--model", required = true, description = "Model (safetensors).")
  private Path model;

  @Option(names = "--input", required = true, description = "[sequences, steps, N] (.npy).")
  private Path input;

  @Option(
      names = "--design",
      description = "Design file or generated folder; else one that suits the model.")
  private Path design;

  @Mixin private CalibrationOptions calibration = new CalibrationOptions();

  @Option(
      names = "--engine",
      defaultValue = "verilator",
      converter = EngineChoice.Converter.class,
      description = {
        "float, fixed, cycle, verilator, or the address of a board:",
        DeviceAddress.FORMS,
        "(default: ${DEFAULT-VALUE}; 1000000 baud)."
      })
  private EngineChoice engine;

  private StreamProgress line;
  private Calibrated core;

  @Mixin private WaveOptions waves = new WaveOptions();

  @Option(names = "-o", required = true, paramLabel = "FILE", description = "Output (.npy).")
  private Path output;

  @Override
  public List<String> tools() {
    return engine.engine() == Engine.VERILATOR ? SIMULATION : List.of();
  }

  @Override
  public Report report() {
    long begin = System.nanoTime();
    requireOutput();
    Network weights =
        engine.engine() == Engine.FLOAT ? FormatModelFile.network(model) : ModelFile.read(model);
    Tensor inputs = weights.normalised(InputFiles.inputs(input, weights.inSize()));
    EngineRun run =
        weights instanceof Model planned ? run(planned, inputs) : exact(weights, inputs);
    Npy.writeFloat32(output, singles(run.hidden()));
    double seconds = (System.nanoTime() - begin) / 1e9;
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("engine", engine.toString());
    if (core != null) {
      values.put("calibration", core.calibration());
      values.put("designFile", DesignText.values(core.deployment().plan().design()));
    }
    values.put("sequences", inputs.extent(0));
    values.put("steps", inputs.extent(1));
    putFigures(values, run, inputs);
    values.put("seconds", seconds);
    if (line != null) {
      values.put("line", LineText.values(line));
    }
    waves.put(values, NO_DIFFERENCE);
    String text =
        String.format(
            Locale.ROOT,
            "%s: %d sequences of %d steps on %s%s%n%s",
            output,
            inputs.extent(0),
            inputs.extent(1),
            engine,
            figures(run),
            (run.atLeast() ? "a counter stands at its end, so that at least " : "")
                + (core == null ? "" : clipped(run, inputs) + origin())
                + waves.text(NO_DIFFERENCE));
    return new Report(values, text, true);
  }

  private void putFigures(Map<String, Object> values, EngineRun run, Tensor inputs) {
    if (run.figures() != null) {
      FiguresText.put(values, run.figures(), "interval");
    }
    FiguresText.saturations(values, run);
    values.put("saturationsByStage", run.clips());
    if (core != null) {
      values.put(
          "saturationsShare",
          ClipText.share(run.clips(), ClipText.requantised(core.deployment(), inputs)));
    }
  }

  private String clipped(EngineRun run, Tensor inputs) {
    return ClipText.of(run.clips(), ClipText.requantised(core.deployment(), inputs));
  }

  /** Where design and scales came from. */
  private String origin() {
    String chosen = design == null ? InputFiles.told(core.deployment().plan().design(), model) : "";
    return String.format(Locale.ROOT, "%sscales from %s%n", chosen, core.calibration());
  }

  /** Before anything is computed: the output can be written, and is none of the inputs. */
  private void requireOutput() {
    AtomicFile.require(output);
    requireOther("-o", output);
    if (engine.engine() == null || !engine.engine().hardware()) {
      waves.requireNone("an engine whose cycles are seen: cycle or verilator, not " + engine);
    }
    if (engine.engine() == Engine.CYCLE) {
      waves.requirePins(engine);
    }
    waves.check();
    waves
        .named()
        .forEach(
            (option, file) -> {
              requireOther(option, file);
              Outputs.requireOther(option, file, "-o", output);
            });
  }

  private void requireOther(String option, Path written) {
    Outputs.requireOther(option, written, "--model", model);
    Outputs.requireOther(option, written, "--input", input);
    Outputs.requireOther(option, written, "--design", design);
  }

  /** The values as the file will have them. */
  private static Tensor singles(Tensor hidden) {
    double[] rounded = Arrays.stream(hidden.values()).map(value -> (float) value).toArray();
    return Tensor.of(hidden.shape(), rounded).requireFinite("float32: h");
  }

  private String figures(EngineRun run) {
    if (run.figures() == null) {
      return "";
    }
    return line == null
        ? ", " + FiguresText.cycles(run.figures())
        : ", " + FiguresText.busy(run.figures()) + "; " + LineText.of(line);
  }

  /** A model that no core computes. */
  private EngineRun exact(Network weights, Tensor inputs) {
    if (design != null) {
      throw UserError.at("--design", design, "none: no core computes the format of " + model);
    }
    return EngineRun.exact(weights, inputs);
  }

  private EngineRun run(Model weights, Tensor inputs) {
    if (engine.engine() == Engine.FLOAT) {
      if (design != null) {
        Deployment.requireSuits(DesignFile.read(design), weights);
      }
      return EngineRun.exact(weights, inputs);
    }
    Design chosen = InputFiles.design(design, model, weights);
    progress("planning and quantising");
    core = calibration.deployment(design, chosen, model, weights, Otherwise.input(inputs));
    Deployment deployment = core.deployment();
    long steps = (long) inputs.extent(0) * inputs.extent(1);
    progress(String.format(Locale.ROOT, "running %d steps on %s", steps, engine));
    if (engine.device() != null) {
      return onBoard(deployment, inputs);
    }
    return waves.any()
        ? waves
            .files()
            .record(wave -> EngineRun.recorded(engine.engine(), deployment, inputs, wave))
        : EngineRun.of(
            engine.engine(), deployment, inputs, Runtime.getRuntime().availableProcessors());
  }

  private EngineRun onBoard(Deployment deployment, Tensor inputs) {
    Session session = engine.device().begin();
    PacketLink board =
        new PacketLink(
            deployment.plan(),
            session,
            soFar -> {
              line = soFar;
              progress(LineText.of(soFar));
            });
    return EngineRun.hardware(deployment, board, inputs);
  }
}
