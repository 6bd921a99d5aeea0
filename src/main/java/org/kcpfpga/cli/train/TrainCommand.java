package org.kcpfpga.cli.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.kcpfpga.cache.FileClaim;
import org.kcpfpga.cli.output.Ending;
import org.kcpfpga.cli.output.Outputs;
import org.kcpfpga.cli.output.ReportCommand;
import org.kcpfpga.common.AtomicFile;
import org.kcpfpga.common.UserError;
import org.kcpfpga.datasets.source.DataPart;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.format.model.FormatModelFile;
import org.kcpfpga.image.TrainedScales;
import org.kcpfpga.rnn.Network;
import org.kcpfpga.rnn.Normalisation;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.train.Initial;
import org.kcpfpga.train.InputStatistics;
import org.kcpfpga.train.ModelTensors;
import org.kcpfpga.train.Outcome;
import org.kcpfpga.train.Recipe;
import org.kcpfpga.train.Trainer;
import org.kcpfpga.train.Training;
import org.kcpfpga.train.graph.Djl;
import org.kcpfpga.train.graph.KcpTarget;
import org.kcpfpga.train.graph.NetworkShape;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kcp train}: labelled sequences in, a model out. */
@Command(
    name = "train",
    description = {
      "Trains a model by its fast multiplication, in floating point and through the",
      "hardware's own arithmetic."
    })
public final class TrainCommand extends ReportCommand {
  @Mixin private DataOptions data = new DataOptions();
  @Mixin private ShapeOptions shape = new ShapeOptions();
  @Mixin private RecipeOptions recipe = new RecipeOptions();

  @Option(names = "--init", description = "Model to begin with (safetensors); else random factors.")
  private Path init;

  @Option(
      names = "--normalise",
      description = "Normalise every input by its mean and spread, which the model file keeps.")
  private boolean normalise;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Seed of everything random (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--threads",
      defaultValue = "1",
      description = {
        "Threads of an operation, on which last bits depend (default: ${DEFAULT-VALUE});",
        "more than one pays for long inputs on an idle machine only."
      })
  private int threads;

  @Option(
      names = "--restart",
      description = "Begin anew where an earlier training has left a checkpoint.")
  private boolean restart;

  @Option(names = "-o", required = true, paramLabel = "FILE", description = "Model (safetensors).")
  private Path output;

  @Override
  public Report report() {
    long begin = System.nanoTime();
    if (threads < 1 || threads > 1024) {
      throw UserError.at("--threads", threads, "1 to 1024");
    }
    Path checkpoint = checkpoint();
    try (FileClaim alone = FileClaim.of(output).orElse(null)) {
      if (alone == null) {
        throw UserError.at("-o", output, "a model that no other training is making");
      }
      if (restart) {
        delete(checkpoint);
      }
      return report(checkpoint, begin);
    }
  }

  private Report report(Path checkpoint, long begin) {
    BitWidths bits = recipe.bits();
    Recipe how = recipe.recipe(init != null);
    progress("reading");
    DataOptions.Parts raw = data.read();
    Network begun = init == null ? null : FormatModelFile.network(init);
    Normalisation normalisation = normalisation(begun, raw);
    DataOptions.Parts sets = raw.normalised(normalisation);
    Training training = training(begun, sets, how, bits);
    Djl.start(threads);
    EpochLog log = new EpochLog(this, how.total());
    Outcome outcome = trained(training, checkpoint, normalisation, log);
    progress("measuring");
    TrainReport report = TrainReport.of(training, outcome, sets.test());
    delete(checkpoint);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("model", output.toString());
    values.put("seed", seed);
    values.putAll(report.values());
    values.put("history", log.history());
    values.put("seconds", (System.nanoTime() - begin) / 1e9);
    return new Report(values, report.text(output), true);
  }

  /** Trains and writes the model; after a signal the process ends here. */
  private Outcome trained(
      Training training, Path checkpoint, Normalisation normalisation, EpochLog log) {
    Ending.finishWith(log::stop);
    Outcome outcome;
    try {
      outcome = Trainer.run(training, checkpoint, log);
      write(training, outcome, normalisation);
      log.written(remains(outcome));
    } finally {
      log.failed();
    }
    Ending.finishWith(null);
    if (outcome.stopped()) {
      Ending.awaitIfStopping();
    }
    return outcome;
  }

  /** Beside the output, which can be written, and is none of the inputs. */
  private Path checkpoint() {
    if (Files.exists(output) && !Files.isRegularFile(output)) {
      throw UserError.at("-o", output, "a regular file, beside which a checkpoint can be kept");
    }
    Path checkpoint = Path.of(output + ".checkpoint");
    for (Path written : new Path[] {output, checkpoint}) {
      AtomicFile.require(written);
      Outputs.requireOther(written, "--init", init);
      Outputs.requireOther(written, "--design", shape.design());
      for (Path read : data.files()) {
        Outputs.requireOther(written, "--data or --labels", read);
      }
    }
    return checkpoint;
  }

  /** That of the model to begin with, else that of the data, if it was asked for. */
  private Normalisation normalisation(Network begun, DataOptions.Parts sets) {
    if (begun == null) {
      return normalise ? InputStatistics.of(sets.training()) : Normalisation.NONE;
    }
    if (normalise) {
      throw UserError.at("--normalise", "given", "nothing: --init brings its own");
    }
    return begun.tensors().normalisation();
  }

  private Training training(Network begun, DataOptions.Parts sets, Recipe how, BitWidths bits) {
    NetworkShape network = shape.shape(begun, sets.inSize(), sets.classes());
    KcpTarget target =
        bits == null
            ? null
            : Cores.target(network, bits, Cores.plan(network, bits, shape.design(), output));
    Map<String, Tensor> initial = Initial.parameters(network, seed);
    if (init != null) {
      initial = ModelTensors.read(init, network, initial);
    }
    DataPart learned = sets.training();
    return new Training(network, how, recipe.watch(), learned, initial, target, seed);
  }

  private void write(Training training, Outcome outcome, Normalisation normalisation) {
    Map<String, String> more = new LinkedHashMap<>();
    if (outcome.scales() != null) {
      KcpTarget target = training.target();
      TrainedScales scales = new TrainedScales(target.bits(), target.merged(), outcome.scales());
      more.put(TrainedScales.KEY, scales.text());
    }
    ModelTensors.write(output, training.shape(), outcome.parameters(), normalisation, more);
  }

  private String remains(Outcome outcome) {
    String what =
        outcome.epoch() == 0
            ? " holds what the first epoch had learned"
            : " holds the best epoch, " + outcome.epoch();
    return output + what + "; the same command goes on";
  }

  private static void delete(Path checkpoint) {
    try {
      Files.deleteIfExists(checkpoint);
    } catch (IOException e) {
      throw UserError.of(checkpoint, "cannot be deleted", e);
    }
  }
}
