package org.kcpfpga.datasets.source;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.kcpfpga.common.JsonKeys;
import org.kcpfpga.datasets.FashionMnist;
import org.kcpfpga.datasets.LabelledInputs;

/** Fashion-MNIST as sequences of image rows: [n, 7, 112], four rows a step. */
final class FashionSource implements DataSource {
  private final Path folder;
  private final Map<Part, LabelledInputs> read = new EnumMap<>(Part.class);

  FashionSource(Path folder) {
    this.folder = folder;
  }

  static FashionSource of(JsonKeys json, Path folder) {
    json.only(List.of("kind", "folder"));
    return new FashionSource(folder(json, folder));
  }

  /** The named folder, or that of Debian's package. */
  static Path folder(JsonKeys json, Path folder) {
    boolean named = json.optional("folder") != null;
    return named ? folder.resolve(json.text("folder")) : FashionMnist.DEBIAN;
  }

  @Override
  public String kind() {
    return "fashion-rows";
  }

  @Override
  public List<String> classes() {
    return FashionMnist.classes();
  }

  @Override
  public DataPart part(Part part) {
    return new ArrayPart(images(part));
  }

  /** Images and labels of a part, read once. */
  LabelledInputs images(Part part) {
    return read.computeIfAbsent(
        part,
        wanted ->
            wanted == Part.TRAIN ? FashionMnist.readTraining(folder) : FashionMnist.read(folder));
  }
}
