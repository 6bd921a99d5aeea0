package org.kcpfpga.cli.option;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kcpfpga.common.UserError;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.PlanFile;
import org.kcpfpga.fixed.calibration.Clipped;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.image.TrainedScales;
import org.kcpfpga.planner.Planner;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.tensor.Tensor;
import picocli.CommandLine.Option;

/** Which scales a model gets: those of samples, of a generated folder, or what else there is. */
public final class CalibrationOptions {
  @Option(
      names = "--calibrate",
      paramLabel = "X.npy",
      description = {
        "Inputs [sequences, steps, N] of which the first "
            + InputFiles.CALIBRATION
            + " sequences set",
        "the scales; else those of a generated folder that is given as the design."
      })
  private Path file;

  /** The words that give these options to a process elsewhere. */
  List<String> words() {
    return given() ? List.of("--calibrate", file.toAbsolutePath().toString()) : List.of();
  }

  /** Whether samples were given. */
  boolean given() {
    return file != null;
  }

  /**
   * A model ready for a core.
   *
   * @param calibration where its scales came from, and what they clip of the model, in words
   */
  public record Calibrated(Deployment deployment, String calibration) {
    private static Calibrated of(Deployment deployment, String origin) {
      List<Clipped> clipped = deployment.clipped();
      String clips = clipped.stream().map(Clipped::toString).collect(Collectors.joining(", "));
      return new Calibrated(
          deployment, origin + (clips.isEmpty() ? "" : "; clipped in the model: " + clips));
    }
  }

  /** Normalised inputs that set the scales if nothing else does, and what they are. */
  public record Otherwise(Tensor inputs, String what) {
    /** The inputs of the run themselves. */
    public static Otherwise input(Tensor inputs) {
      return new Otherwise(
          inputs,
          "the input itself, so that results depend on all of these; --calibrate fixes the scales");
    }

    /** Inputs that nobody gave. */
    static Otherwise samples(Tensor inputs, long seed) {
      return new Otherwise(
          inputs,
          "samples of our own, seed " + seed + "; --calibrate X.npy sets them for inputs like X");
    }
  }

  /**
   * Plans the design and quantises the model.
   *
   * @param named what the user named as the design, or null
   * @param design what stands there
   * @param modelFile where the model is from, or null
   */
  public Calibrated deployment(
      Path named, Design design, Path modelFile, Model model, Otherwise otherwise) {
    if (file != null) {
      Tensor inputs = model.normalised(InputFiles.inputs(file, design.inSize()));
      return of(design, model, inputs, file.toString());
    }
    Optional<PlanFile> plan = named == null ? Optional.empty() : PlanFile.find(named);
    if (plan.isEmpty()) {
      return trained(design, modelFile, model, otherwise);
    }
    Deployment generated = generated(plan.get(), design, model);
    if (generated.checksum() == plan.get().checksum()) {
      return Calibrated.of(generated, plan.get().file().toString());
    }
    String others = " (" + plan.get().file() + " has another model's)";
    return of(design, model, otherwise.inputs, otherwise.what + others);
  }

  /** With the scales that the model was trained with, if the design is what it was trained for. */
  private static Calibrated trained(
      Design design, Path modelFile, Model model, Otherwise otherwise) {
    Optional<TrainedScales> trained =
        modelFile == null ? Optional.empty() : TrainedScales.read(modelFile);
    if (trained.isEmpty()) {
      return of(design, model, otherwise.inputs, otherwise.what);
    }
    if (!trained.get().suits(design, Planner.plan(design).forms())) {
      String other = " (" + modelFile + " was trained for other widths or merged modes)";
      return of(design, model, otherwise.inputs, otherwise.what + other);
    }
    Deployment deployment = Deployment.of(design, model, trained.get().scales());
    return Calibrated.of(deployment, modelFile + ", which was trained with them");
  }

  private static Calibrated of(Design design, Model model, Tensor inputs, String what) {
    int sequences = inputs.extent(0);
    String some =
        sequences > InputFiles.CALIBRATION
            ? String.format(Locale.ROOT, "%d of %d", InputFiles.CALIBRATION, sequences)
            : Integer.toString(sequences);
    return Calibrated.of(
        InputFiles.deployment(design, model, inputs),
        some + (sequences == 1 ? " sequence of " : " sequences of ") + what);
  }

  private static Deployment generated(PlanFile plan, Design design, Model model) {
    Deployment generated;
    try {
      generated = Deployment.of(design, model, plan.scales());
    } catch (UserError e) {
      throw new UserError(plan.file() + ": " + e.getMessage(), e);
    }
    int hash = generated.plan().hash();
    if (hash != plan.planHash()) {
      throw UserError.at(
          plan.file() + ": planHash",
          String.format(Locale.ROOT, "%08x", plan.planHash()),
          String.format(Locale.ROOT, "%08x; generate the core anew", hash));
    }
    return generated;
  }
}
