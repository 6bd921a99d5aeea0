package org.kcpfpga.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.kcpfpga.common.JsonKeys;
import org.kcpfpga.common.UserError;
import org.kcpfpga.design.ScalesKeys;
import org.kcpfpga.fixed.calibration.Scales;
import org.kcpfpga.tensor.Safetensors;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.train.TrainingState.Best;
import org.kcpfpga.train.TrainingState.Place;
import org.kcpfpga.train.TrainingState.Sums;
import org.kcpfpga.train.step.Adam;

/**
 * The state of a training in a file, which is whole or not there: a safetensors file with
 * parameters, moments, the best parameters, and in its metadata the place and what the training is.
 */
final class Checkpoint {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NOW = "now.";
  private static final String FIRST = "first.";
  private static final String SECOND = "second.";
  private static final String BEST = "best.";
  private static final String FLOATING = "floating.";

  private final Path file;
  private final Training training;
  private final Map<String, String> settings;

  Checkpoint(Path file, Training training) {
    this.file = file;
    this.training = training;
    this.settings = Settings.of(training);
  }

  /**
   * Writes the state.
   *
   * @throws UserError if it cannot be written; an older checkpoint is then untouched
   */
  void write(TrainingState state) {
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
    if (!Files.exists(file)) {
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
      return state(read, words);
    } catch (NumberFormatException | NullPointerException e) {
      throw UserError.at(file.toString(), "damaged", "a checkpoint, or --restart to begin anew");
    }
  }

  private TrainingState state(Safetensors read, Map<String, String> words) {
    Adam adam =
        Adam.after(Long.parseLong(words.get("steps")), tensors(read, FIRST), tensors(read, SECOND));
    TrainingState state = TrainingState.of(tensors(read, NOW), adam);
    state.place =
        new Place(Integer.parseInt(words.get("epoch")), Integer.parseInt(words.get("batch")));
    state.sums =
        new Sums(
            Double.parseDouble(words.get("loss")),
            Long.parseLong(words.get("correct")),
            Long.parseLong(words.get("sequences")));
    state.waited = Integer.parseInt(words.get("waited"));
    state.scales = scales(words, NOW);
    state.best = best(read, words, BEST);
    state.floating = best(read, words, FLOATING);
    return state;
  }

  private Map<String, Tensor> tensors(Safetensors read, String prefix) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, int[]> entry : training.shape().parameters().entrySet()) {
      String name = prefix + entry.getKey();
      Tensor tensor = read.tensors().get(name);
      if (tensor == null) {
        throw UserError.at(file + ": " + name, "missing", "a whole checkpoint, or --restart");
      }
      tensors.put(entry.getKey(), tensor.requireShape(file + ": " + name, entry.getValue()));
    }
    return tensors;
  }

  private Best best(Safetensors read, Map<String, String> words, String prefix) {
    String epoch = words.get(prefix + "epoch");
    if (epoch == null) {
      return null;
    }
    String correct = words.get(prefix + "correct");
    Score score =
        correct == null
            ? null
            : new Score(
                Integer.parseInt(correct),
                Integer.parseInt(words.get(prefix + "sequences")),
                Double.parseDouble(words.get(prefix + "loss")));
    return new Best(Integer.parseInt(epoch), tensors(read, prefix), score, scales(words, prefix));
  }

  private Scales scales(Map<String, String> words, String prefix) {
    String text = words.get(prefix + "scales");
    return text == null ? null : ScalesKeys.read(JsonKeys.parse(file + ": scales", text));
  }
}
