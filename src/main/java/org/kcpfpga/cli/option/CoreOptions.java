package org.kcpfpga.cli.option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kcpfpga.cli.option.CalibrationOptions.Calibrated;
import org.kcpfpga.cli.option.CalibrationOptions.Otherwise;
import org.kcpfpga.common.UserError;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.PlanFile;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.tensor.Tensor;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is in a core besides its design: the model, and the scales that its inputs ask for. */
public final class CoreOptions {
  /** Sequences and steps of the inputs that set the scales where none are given. */
  private static final int SEQUENCES = 2;

  private static final int STEPS = 4;

  @Option(names = "--model", description = "Model (safetensors); else random factors.")
  private Path model;

  @Mixin private CalibrationOptions calibration = new CalibrationOptions();

  @Option(
      names = "--seed",
      description = {
        "Seed of everything random (default: 1, or that of the generated folder",
        "that is given as the design)."
      })
  private Long seed;

  /** The words that give these options to a process elsewhere, the seed of the design included. */
  public List<String> words(Path named) {
    List<String> words = new ArrayList<>(List.of("--seed", "" + seed(named)));
    if (model != null) {
      words.addAll(List.of("--model", model.toAbsolutePath().toString()));
    }
    words.addAll(calibration.words());
    return words;
  }

  /** Whether the factors are random. */
  public boolean random() {
    return model == null;
  }

  /** The model that was given, or null. */
  public Path model() {
    return model;
  }

  /** Whether samples were given. */
  public boolean calibrated() {
    return calibration.given();
  }

  /** The seed, for a design that the user named, or null. */
  public long seed(Path named) {
    if (seed != null) {
      return seed;
    }
    Optional<PlanFile> plan = named == null ? Optional.empty() : PlanFile.find(named);
    if (plan.isPresent() && model == null && plan.get().seed() == null) {
      throw UserError.at(
          "--model", "missing", "the one that " + plan.get().file() + " was generated with");
    }
    return plan.map(PlanFile::seed).orElse(1L);
  }

  /** A model for a design that the user named, with scales of samples if nothing else sets them. */
  public Calibrated deployment(Path named, Design design) {
    return deployment(named, design, InputFiles.samples(design, SEQUENCES, STEPS, seed(named)));
  }

  /** A model for a design that the user named. */
  public Calibrated deployment(Path named, Design design, Tensor samples) {
    long used = seed(named);
    Model weights = InputFiles.model(model, design, used);
    return calibration.deployment(named, design, model, weights, Otherwise.samples(samples, used));
  }

  /** What a generated folder says of the origin of model and scales. */
  public Map<String, Object> origin(Path named, Calibrated core) {
    Map<String, Object> origin = new LinkedHashMap<>();
    if (random()) {
      origin.put(PlanFile.SEED, seed(named));
    }
    origin.put("calibration", core.calibration());
    return origin;
  }
}
