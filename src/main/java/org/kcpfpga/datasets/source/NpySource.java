package org.kcpfpga.datasets.source;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.kcpfpga.common.JsonKeys;
import org.kcpfpga.common.UserError;
import org.kcpfpga.datasets.LabelledInputs;
import org.kcpfpga.datasets.Labels;
import org.kcpfpga.tensor.Npy;
import org.kcpfpga.tensor.NpyRows;
import org.kcpfpga.tensor.Tensor;

/** Pairs of .npy files: inputs [n, steps, N] and labels [n]. */
public final class NpySource implements DataSource {
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
    return Arrays.stream(Labels.read(file, -1, Labels.MOST_CLASSES).values()).max().orElse(0);
  }

  @Override
  public DataPart part(Part part) {
    Files files = parts.get(part);
    return pair(files.inputs(), files.labels(), -1, Labels.MOST_CLASSES);
  }

  /**
   * The sequences of a pair of files: in memory, or read when they are asked for where they would
   * take too much of it.
   *
   * @param size N; -1 for any
   * @param classes labels are below this
   * @throws UserError naming the file that is wrong
   */
  public static DataPart pair(Path inputs, Path labels, int size, int classes) {
    return sequences(inputs, size, count -> Labels.read(labels, count, classes));
  }

  /** Likewise of inputs without labels, all of one class. */
  public static DataPart unlabelled(Path inputs) {
    return sequences(inputs, -1, Tensor::zeros);
  }

  private static DataPart sequences(Path inputs, int size, IntFunction<Tensor> labels) {
    String place = inputs.toString();
    NpyRows rows = NpyRows.open(inputs);
    if (!DataPart.fits(rows.size())) {
      if (!rows.apart()) {
        String wanted = "C order, as it is too large for memory: numpy.ascontiguousarray";
        throw UserError.at(place, "Fortran order", wanted);
      }
      return NpyPart.of(inputs, rows, size, labels);
    }
    Tensor values = Npy.read(inputs);
    values.requireShape(place, -1, -1, size).requireFinite(place);
    if (values.size() == 0) {
      throw UserError.at(
          place, "shape " + Arrays.toString(values.shape()), "at least one sequence of one step");
    }
    return DataPart.of(new LabelledInputs(values, labels.apply(values.extent(0))));
  }
}
