package org.kcpfpga.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.kcpfpga.common.UserError;
import org.kcpfpga.fixed.calibration.Scales;
import org.kcpfpga.tensor.Safetensors;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.train.TrainingState.Best;

/**
 * The state of a training in a file, which is whole or not there: a safetensors file with
 * parameters, moments, the best parameters, and in its metadata the place and what the training is.
 */
final class Checkpoint {
  private static final ObjectMapper JSON = new ObjectMapper();
  static final String NOW = "now.";
  static final String FIRST = "first.";
  static final String SECOND = "second.";
  static final String BEST = "best.";
  static final String FLOATING = "floating.";

  private final Path file;
  private final Training training;
  private final Map<String, String> settings;

  /** {@code file}: null for a training that keeps nothing. */
  Checkpoint(Path file, Training training) {
    this.file = file;
    this.training = training;
    this.settings = file == null ? Map.of() : Settings.of(training);
  }

  /**
   * Writes the state.
   *
   * @throws UserError if it cannot be written; an older checkpoint is then untouched
   */
  void write(TrainingState state) {
    if (file == null) {
      return;
    }
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    Map<String, String> words = new LinkedHashMap<>(settings);
    put(tensors, NOW, state.parameters);
    put(tensors, FIRST, state.adam.first());
    put(tensors, SECOND, state.adam.second());
    words.put("steps", Long.toString(state.adam.steps()));
    words.put("epoch", Integer.toString(state.place.epoch()));
    words.put("batch", Integer.toString(state.place.batch()));
    words.put("loss", Double.toString(state.sums.loss()));
    words.put("correct", Long.toString(state.sums.correct()));
    words.put("sequences", Long.toString(state.sums.sequences()));
    words.put("waited", Integer.toString(state.waited));
    put(words, NOW, state.scales);
    put(tensors, words, BEST, state.best);
    put(tensors, words, FLOATING, state.floating);
    new Safetensors(tensors, words).write(file);
  }

  private static void put(Map<String, Tensor> all, String prefix, Map<String, Tensor> tensors) {
    tensors.forEach((name, tensor) -> all.put(prefix + name, tensor));
  }

  private static void put(
      Map<String, Tensor> tensors, Map<String, String> words, String prefix, Best best) {
    if (best == null) {
      return;
    }
    put(tensors, prefix, best.parameters());
    words.put(prefix + "epoch", Integer.toString(best.epoch()));
    put(words, prefix, best.scales());
    if (best.score() != null) {
      words.put(prefix + "correct", Integer.toString(best.score().correct()));
      words.put(prefix + "sequences", Integer.toString(best.score().sequences()));
      words.put(prefix + "loss", Double.toString(best.score().loss()));
    }
  }

  private static void put(Map<String, String> words, String prefix, Scales scales) {
    try {
      if (scales != null) {
        words.put(prefix + "scales", JSON.writeValueAsString(scales));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no JSON for scales", e);
    }
  }

  /**
   * The state in the file, or that before the first step if there is no file.
   *
   * @throws UserError if it is the checkpoint of another training, or damaged
   */
  TrainingState read() {
    if (file == null || !Files.exists(file)) {
      return TrainingState.begin(training.initial());
    }
    Safetensors read = Safetensors.read(file);
    Map<String, String> words = read.metadata();
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      String found = words.get(setting.getKey());
      if (!setting.getValue().equals(found)) {
        throw UserError.at(
            file + ": of another training: " + setting.getKey(),
            found,
            setting.getValue() + ", or --restart to begin anew");
      }
    }
    try {
      return new CheckpointReader(file, training.shape(), read).state();
    } catch (NumberFormatException | NullPointerException e) {
      throw UserError.at(file.toString(), "damaged", "a checkpoint, or --restart to begin anew");
    }
  }
}
