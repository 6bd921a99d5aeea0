package org.kcpfpga.cli.compress;

import java.nio.file.Path;
import org.kcpfpga.cli.train.DataOptions;
import org.kcpfpga.cli.train.EffortOptions;
import org.kcpfpga.common.UserError;
import org.kcpfpga.datasets.source.DataPart;
import org.kcpfpga.distillation.Distiller;
import org.kcpfpga.format.model.FormatModel;
import org.kcpfpga.train.graph.Djl;
import org.kcpfpga.train.step.Distillation;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The data that a student learns from, and how it is taught. */
final class TeachingOptions {
  @Mixin private DataOptions data = new DataOptions();

  @Option(
      names = "--epochs",
      defaultValue = "12",
      description = "Epochs of training (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Option(
      names = "--teacher",
      paramLabel = "A",
      defaultValue = "0.5",
      description = {
        "Share of the loss that is the dense model's answers, the rest is labels;",
        "1 where there are none (default: ${DEFAULT-VALUE})."
      })
  private double share;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      defaultValue = "2",
      description = "Its answers are softened by this (default: ${DEFAULT-VALUE}).")
  private double temperature;

  @Option(
      names = "--states",
      paramLabel = "B",
      defaultValue = "0",
      description = "Weight of its hidden states in the loss (default: ${DEFAULT-VALUE}).")
  private double states;

  @Mixin private EffortOptions effort = new EffortOptions();

  /** Whether there are data. */
  boolean given() {
    return data.given();
  }

  /** The files that are read. */
  Path[] files() {
    return data.files();
  }

  /**
   * How to teach.
   *
   * @param searches whether validation decides between sizes
   * @throws UserError naming the option that is wrong
   */
  Distiller.Method method(long seed, boolean searches) {
    if (epochs < 1) {
      throw UserError.at("--epochs", epochs, "at least 1 epoch");
    }
    if (searches && effort.watch().share() == 0) {
      throw UserError.at("--validation", 0, "above 0: it decides about --accuracy-drop");
    }
    Distillation weights = new Distillation(share, temperature, states);
    return new Distiller.Method(effort.recipe(epochs, 0), effort.watch(), weights, seed);
  }

  /**
   * Reads and checks everything.
   *
   * @throws UserError naming the file and what does not fit the model
   */
  DataOptions.Parts read(Path file, FormatModel dense) {
    DataOptions.Parts sets = data.readAny();
    String place = data.inputsFrom().toString();
    if (sets.inSize() != dense.inSize()) {
      throw UserError.at(place, sets.inSize() + " inputs", dense.inSize() + ", as " + file);
    }
    if (dense.cell().recurrent() && dense.classes() == 0) {
      // nothing to compare labels with: states are learned
      return new DataOptions.Parts(sets.training(), sets.test(), false);
    }
    int classes = dense.cell().recurrent() ? dense.classes() : dense.hiddenSize();
    if (sets.labelled()) {
      requireClasses(sets.training(), data.classesFrom(), classes, file);
    }
    if (sets.test() != null) {
      requireClasses(sets.test(), data.testClassesFrom(), classes, file);
    }
    return sets;
  }

  private static void requireClasses(DataPart set, Path place, int classes, Path file) {
    for (double label : set.labels().values()) {
      if (label >= classes) {
        String expected = "0 to " + (classes - 1) + ", the classes of " + file;
        throw UserError.at(place.toString(), "class " + (int) label, expected);
      }
    }
  }

  /** The teacher, which has seen the sequences. */
  Distiller distiller(FormatModel dense, DataOptions.Parts sets, Distiller.Method method) {
    Djl.start(1);
    return new Distiller(dense, sets.training(), sets.test(), sets.labelled(), method);
  }
}
