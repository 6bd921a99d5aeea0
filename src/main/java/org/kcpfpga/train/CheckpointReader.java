package org.kcpfpga.train;

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
import org.kcpfpga.train.graph.NetworkShape;
import org.kcpfpga.train.step.Adam;

/** Reads the state of a training from the tensors and words that {@link Checkpoint} writes. */
final class CheckpointReader {
  private final Path file;
  private final NetworkShape shape;
  private final Safetensors read;
  private final Map<String, String> words;

  /** {@code file} is named in errors. */
  CheckpointReader(Path file, NetworkShape shape, Safetensors read) {
    this.file = file;
    this.shape = shape;
    this.read = read;
    this.words = read.metadata();
  }

  /**
   * All of it.
   *
   * @throws NumberFormatException or NullPointerException if a word is damaged or missing
   * @throws UserError if a tensor is missing or of another shape
   */
  TrainingState state() {
    Adam adam =
        Adam.after(
            Long.parseLong(words.get("steps")),
            tensors(Checkpoint.FIRST),
            tensors(Checkpoint.SECOND));
    TrainingState state = TrainingState.of(tensors(Checkpoint.NOW), adam);
    state.place =
        new Place(Integer.parseInt(words.get("epoch")), Integer.parseInt(words.get("batch")));
    state.sums =
        new Sums(
            Double.parseDouble(words.get("loss")),
            Long.parseLong(words.get("correct")),
            Long.parseLong(words.get("sequences")));
    state.waited = Integer.parseInt(words.get("waited"));
    state.scales = scales(Checkpoint.NOW);
    state.best = best(Checkpoint.BEST);
    state.floating = best(Checkpoint.FLOATING);
    return state;
  }

  private Map<String, Tensor> tensors(String prefix) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, int[]> entry : shape.parameters().entrySet()) {
      String name = prefix + entry.getKey();
      Tensor tensor = read.tensors().get(name);
      if (tensor == null) {
        throw UserError.at(file + ": " + name, "missing", "a whole checkpoint, or --restart");
      }
      tensors.put(entry.getKey(), tensor.requireShape(file + ": " + name, entry.getValue()));
    }
    return tensors;
  }

  private Best best(String prefix) {
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
    return new Best(Integer.parseInt(epoch), tensors(prefix), score, scales(prefix));
  }

  private Scales scales(String prefix) {
    String text = words.get(prefix + "scales");
    return text == null ? null : ScalesKeys.read(JsonKeys.parse(file + ": scales", text));
  }
}
