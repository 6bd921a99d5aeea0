package org.kcpfpga.datasets.source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.kcpfpga.common.JsonKeys;
import org.kcpfpga.common.UserError;
import org.kcpfpga.datasets.FashionMnist;

/** Opens data sets; docs/data.md is the format of descriptions. */
public final class DataSources {
  private static final List<String> KINDS =
      List.of("npy", "fashion-rows", "fashion-frames", "frames", "wav", "spikes", "ts");

  private DataSources() {}

  /**
   * The data set that a path stands for: a description (JSON), the folder of Fashion-MNIST, or one
   * of the two files of a set of the UEA archive.
   *
   * @throws UserError naming file and key that are wrong
   */
  public static DataSource open(Path path) {
    String name = path.toString();
    if (Files.isDirectory(path)) {
      if (!FashionMnist.isIn(path)) {
        throw UserError.at(
            name, "a folder without Fashion-MNIST", "a description of the data set (.json)");
      }
      return new FashionSource(path);
    }
    if (name.endsWith(".ts")) {
      return archive(path);
    }
    Path folder = path.toAbsolutePath().getParent();
    return described(JsonKeys.read(path, "a description of a data set"), folder);
  }

  /** The other file of a set has the other part in its name. */
  private static TsSource archive(Path path) {
    String file = path.getFileName().toString();
    if (!file.matches(".*_(TRAIN|TEST)\\.ts")) {
      throw UserError.at(path.toString(), file, "a name that ends in _TRAIN.ts or _TEST.ts");
    }
    String set = file.replaceFirst("_(TRAIN|TEST)\\.ts$", "");
    return new TsSource(
        path.resolveSibling(set + "_TRAIN.ts"), path.resolveSibling(set + "_TEST.ts"), 0);
  }

  /**
   * A data set from the keys of its description.
   *
   * @param folder that relative paths in it start from
   */
  public static DataSource described(JsonKeys json, Path folder) {
    return switch (json.text("kind", KINDS)) {
      case "npy" -> NpySource.of(json, folder);
      case "fashion-rows" -> FashionSource.of(json, folder);
      case "fashion-frames" -> FashionFramesSource.of(json, folder);
      case "frames" -> FramesSource.of(json, folder);
      case "wav" -> WavSource.of(json, folder);
      case "spikes" -> SpikeSource.of(json, folder);
      default -> TsSource.of(json, folder);
    };
  }
}
