package org.kcpfpga.datasets.source;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.kcpfpga.common.JsonKeys;
import org.kcpfpga.common.UserError;
import org.kcpfpga.datasets.LabelledInputs;
import org.kcpfpga.tensor.Tensor;

/**
 * Two .ts files of the UEA archive, such as JapaneseVowels; the longest sequence gives the steps.
 */
final class TsSource implements DataSource {
  private final Path train;
  private final Path test;
  private final int steps;
  private TsFile trainFile;
  private TsFile testFile;

  /** {@code steps}: of all sequences, or 0 for those of the longest. */
  TsSource(Path train, Path test, int steps) {
    this.train = train;
    this.test = test;
    this.steps = steps;
  }

  static TsSource of(JsonKeys json, Path folder) {
    json.only(List.of("kind", "train", "test", "steps"));
    return new TsSource(
        folder.resolve(json.text("train")),
        folder.resolve(json.text("test")),
        json.positive("steps", 0));
  }

  @Override
  public String kind() {
    return "ts";
  }

  @Override
  public List<String> classes() {
    TreeSet<String> names = new TreeSet<>(file(Part.TRAIN).labels());
    names.addAll(file(Part.TEST).labels());
    return List.copyOf(names);
  }

  @Override
  public DataPart part(Part part) {
    TsFile file = file(part);
    int size = file.size();
    if (size != file(Part.TRAIN).size()) {
      throw UserError.at(
          test.toString(), size + " dimensions", file(Part.TRAIN).size() + ", as in " + train);
    }
    Map<String, Integer> known = Split.labels(classes());
    int length = steps > 0 ? steps : Math.max(longest(Part.TRAIN), longest(Part.TEST));
    Tensor inputs = Tensor.zeros(file.values().size(), length, size);
    Tensor labels = Tensor.zeros(file.values().size());
    for (int i = 0; i < labels.size(); i++) {
      double[] padded = Padding.front(file.values().get(i), size, length);
      System.arraycopy(padded, 0, inputs.values(), i * padded.length, padded.length);
      labels.values()[i] = known.get(file.labels().get(i));
    }
    return new ArrayPart(new LabelledInputs(inputs, labels));
  }

  private int longest(Part part) {
    TsFile file = file(part);
    return file.values().stream().mapToInt(v -> v.length / file.size()).max().orElseThrow();
  }

  private TsFile file(Part part) {
    if (trainFile == null) {
      trainFile = TsFile.read(train);
      testFile = TsFile.read(test);
    }
    return part == Part.TRAIN ? trainFile : testFile;
  }
}
