package org.kcpfpga.cli.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kcpfpga.accuracy.EngineRun;
import org.kcpfpga.cli.option.CalibrationOptions.Calibrated;
import org.kcpfpga.cli.option.CoreOptions;
import org.kcpfpga.cli.option.FaultOptions;
import org.kcpfpga.cli.option.InputFiles;
import org.kcpfpga.cli.option.PlaceOptions;
import org.kcpfpga.cli.option.WaveOptions;
import org.kcpfpga.cli.output.Outputs;
import org.kcpfpga.cli.output.ReportCommand;
import org.kcpfpga.cli.part.RandomCosimParts;
import org.kcpfpga.cli.text.CosimText;
import org.kcpfpga.cli.tool.CallsTools;
import org.kcpfpga.common.UserError;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.link.Frame;
import org.kcpfpga.link.Frames;
import org.kcpfpga.link.Traffic;
import org.kcpfpga.link.simulated.VerilatedCore;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.verify.cosim.Cosim;
import org.kcpfpga.verify.cosim.CosimResult;
import org.kcpfpga.verilated.VerilatedModel;
import org.kcpfpga.verilated.build.VerilatedOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kcp cosim}: RTL and cycle model in lock step, every pin of every cycle. */
@Command(
    name = "cosim",
    description = "Runs RTL and cycle model in lock step and compares every pin.")
public final class CosimCommand extends ReportCommand implements CallsTools {
  private static final int STEPS = 4;

  /** Activations in memory at once. */
  private static final long MAX_ACTIVATIONS = 1L << 25;

  @Parameters(
      paramLabel = "DESIGN",
      arity = "0..1",
      description = "Design file (JSON), or a generated folder.")
  private Path design;

  @Option(
      names = "--random",
      paramLabel = "N",
      description = "Instead of a design: N random designs, of the seeds from --seed on.")
  private Integer random;

  @Mixin private CoreOptions core = new CoreOptions();

  @Option(
      names = "--vectors",
      defaultValue = "20",
      description = "Input vectors (default: ${DEFAULT-VALUE}).")
  private int vectors;

  @Option(
      names = "--stall",
      defaultValue = "0",
      description = "Probability of input gaps and output stalls (default: ${DEFAULT-VALUE}).")
  private double stall;

  @Mixin private FaultOptions fault = new FaultOptions();

  @Mixin private PlaceOptions place = new PlaceOptions();

  @Mixin private WaveOptions waves = new WaveOptions();

  @Override
  public List<String> tools() {
    return place.slurm() ? List.of() : SIMULATION;
  }

  @Override
  public Report report() {
    if ((design == null) == (random == null)) {
      throw UserError.at(
          "DESIGN", design == null ? "missing" : "with --random", "a design file or --random N");
    }
    if (random == null) {
      requireOneCore();
      return named();
    }
    requireOnlyRandom();
    return new RandomCosimParts(this, place, random, core.seed(null)).report();
  }

  private void requireOneCore() {
    for (String parted : List.of("--on", "--threads")) {
      if (given(parted)) {
        throw UserError.at(parted, "with a design", "with --random N: one core is one part");
      }
    }
  }

  private void requireOnlyRandom() {
    waves.requireNone("a design: of --random N there is no one wave");
    if (random < 1) {
      throw UserError.at("--random", random, "at least 1");
    }
    if (!core.random() || core.calibrated() || fault.any()) {
      throw UserError.at("--random", random, "no --model, --calibrate or planted fault");
    }
    for (String drawn : List.of("--vectors", "--stall")) {
      if (given(drawn)) {
        throw UserError.at("--random", random, "no " + drawn + ": every design draws its own");
      }
    }
  }

  private Report named() {
    if (vectors < 1) {
      throw UserError.at("--vectors", vectors, "at least 1");
    }
    Design read = DesignFile.read(design);
    if ((long) vectors * read.inSize() > MAX_ACTIVATIONS) {
      long most = MAX_ACTIVATIONS / read.inSize();
      throw UserError.at("--vectors", vectors, "at most " + most + " of this size");
    }
    if (!(stall >= 0 && stall < 1)) {
      throw UserError.at("--stall", stall, "0 to below 1");
    }
    waves.check();
    waves.named().forEach((option, file) -> requireOther(option, file));
    long begin = System.nanoTime();
    long seed = core.seed(design);
    int sequences = (vectors + STEPS - 1) / STEPS;
    progress("making inputs");
    Tensor inputs = InputFiles.samples(read, sequences, Math.min(STEPS, vectors), seed);
    Calibrated calibrated = core.deployment(design, read, inputs);
    Deployment deployment = calibrated.deployment();
    List<Frame> frames = Frames.of(deployment, inputs).subList(0, vectors);
    progress("generating and compiling the RTL");
    CosimResult result = run(deployment, frames, seed);
    Map<String, Object> setting = new LinkedHashMap<>();
    setting.put("design", read.name());
    setting.put("seed", seed);
    setting.put("calibration", calibrated.calibration());
    setting.put("stall", stall);
    CosimText text =
        CosimText.of(
            setting,
            result,
            deployment.plan().cycles().interval(),
            (System.nanoTime() - begin) / 1e9);
    long difference = result.first() == null ? -1 : result.first().cycle();
    waves.put(text.values(), difference);
    return new Report(text.values(), text.line() + waves.text(difference), result.equal());
  }

  private void requireOther(String option, Path wave) {
    Outputs.requireOther(option, wave, "DESIGN", design);
    Outputs.requireOther(option, wave, "--model", core.model());
  }

  private CosimResult run(Deployment deployment, List<Frame> frames, long seed) {
    double patience = EngineRun.patience(deployment) / (1 - stall) / (1 - stall);
    Traffic traffic = new Traffic(stall, stall, seed, (long) patience);
    Deployment rtl = fault.hardware(deployment);
    Deployment expected = fault.software(deployment);
    VerilatedOptions options = VerilatedOptions.CHECKED.withTrace(waves.files().inner());
    try (VerilatedModel dut = VerilatedCore.build(rtl, options)) {
      progress("running");
      boolean loaded = fault.inHardware() && deployment.plan().design().loadable();
      Cosim cosim = Cosim.of(expected, dut, frames, traffic).withLoadFault(loaded);
      return waves.files().record(wave -> cosim.into(wave).run());
    }
  }
}
