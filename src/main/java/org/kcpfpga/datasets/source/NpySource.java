package org.kcpfpga.datasets.source;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.kcpfpga.common.JsonKeys;
import org.kcpfpga.common.UserError;
import org.kcpfpga.datasets.LabelledInputs;
import org.kcpfpga.tensor.Npy;
import org.kcpfpga.tensor.Tensor;

/** Pairs of .npy files: inputs [n, steps, N] and labels [n]. */
public final class NpySource implements DataSource {
  /** Labels are kept in memory by class, so their number is bounded. */
  private static final int MOST_CLASSES = 1 << 20;

  private final Map<Part, Files> parts;

  /** Two files of one part. */
  private record Files(Path inputs, Path labels) {}

  private NpySource(Map<Part, Files> parts) {
    this.parts = parts;
  }

  /** One pair, which is both parts. */
  public static NpySource of(Path inputs, Path labels) {
    Files files = new Files(inputs, labels);
    return new NpySource(Map.of(Part.TRAIN, files, Part.TEST, files));
  }

  static NpySource of(JsonKeys json, Path folder) {
    json.only(List.of("kind", "train", "test"));
    return new NpySource(
        Map.of(
            Part.TRAIN, files(json.object("train"), folder),
            Part.TEST, files(json.object("test"), folder)));
  }

  private static Files files(JsonKeys json, Path folder) {
    json.only(List.of("inputs", "labels"));
    return new Files(folder.resolve(json.text("inputs")), folder.resolve(json.text("labels")));
  }

  @Override
  public String kind() {
    return "npy";
  }

  @Override
  public List<String> classes() {
    double last = Math.max(last(Part.TRAIN), last(Part.TEST));
    return IntStream.rangeClosed(0, (int) last).mapToObj(Integer::toString).toList();
  }

  private double last(Part part) {
    Path file = parts.get(part).labels();
    return Arrays.stream(checkedLabels(file, Npy.read(file)).values()).max().orElse(0);
  }

  @Override
  public DataPart part(Part part) {
    Files files = parts.get(part);
    String place = files.inputs().toString();
    Tensor inputs = Npy.read(files.inputs());
    inputs.requireShape(place, -1, -1, -1).requireFinite(place);
    if (inputs.size() == 0) {
      throw UserError.at(
          place, "shape " + Arrays.toString(inputs.shape()), "at least one value of each extent");
    }
    Tensor labels = checkedLabels(files.labels(), Npy.read(files.labels()));
    if (labels.extent(0) != inputs.extent(0)) {
      throw UserError.at(
          files.labels().toString(),
          labels.extent(0) + " labels",
          inputs.extent(0) + ", one for each sequence of " + place);
    }
    return new ArrayPart(new LabelledInputs(inputs, labels));
  }

  /** Whole numbers from 0, one a sequence. */
  private static Tensor checkedLabels(Path file, Tensor labels) {
    labels.requireShape(file.toString(), -1);
    for (int i = 0; i < labels.size(); i++) {
      double label = labels.values()[i];
      if (label != Math.rint(label) || label < 0 || label >= MOST_CLASSES) {
        throw UserError.at(
            file + "[" + i + "]", label, "a class: a whole number from 0 to " + (MOST_CLASSES - 1));
      }
    }
    return labels;
  }
}
