package org.kcpfpga.cli;

import java.nio.file.Path;
import org.kcpfpga.host.Deployment;
import org.kcpfpga.plan.Design;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.tensor.Tensor;
import picocli.CommandLine.Option;

/** What is in a core besides its design: the model, and the scales that its inputs ask for. */
final class CoreOptions {
  /** Sequences and steps of the inputs that set the scales where none are given. */
  private static final int SEQUENCES = 2;

  private static final int STEPS = 4;

  @Option(names = "--model", description = "Model (safetensors); else random factors.")
  private Path model;

  @Option(names = "--calibrate", description = "Inputs that set the scales (.npy).")
  private Path calibrate;

  @Option(
      names = "--seed",
      description = "Seed of random factors and inputs (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  /** Whether the factors are random. */
  boolean random() {
    return model == null;
  }

  long seed() {
    return seed;
  }

  Deployment deployment(Design design) {
    Model weights = Source.model(model, design, seed);
    Tensor inputs =
        calibrate == null
            ? Source.samples(design, SEQUENCES, STEPS, seed)
            : Source.inputs(calibrate, design.inSize());
    return Source.deployment(design, weights, inputs);
  }
}
