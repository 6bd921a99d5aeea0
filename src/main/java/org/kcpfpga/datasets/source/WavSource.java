package org.kcpfpga.datasets.source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.kcpfpga.common.JsonKeys;
import org.kcpfpga.common.UserError;

/**
 * A folder of recordings: log-mel features, some neighbouring frames a step.
 *
 * <p>N = bands * stack. A step is {@code stack} frames of the features, and moves on by as many.
 */
final class WavSource implements DataSource {
  private final Split split;
  private final Features features;

  /**
   * What becomes of a recording.
   *
   * @param bands mel bands of a frame
   * @param windowMs length of a window, in milliseconds
   * @param hopMs between the starts of frames, in milliseconds
   * @param stack frames of a step
   * @param steps of a sequence
   * @param stretch whether recordings are stretched to that length; else they are cut at the front
   *     or padded there
   */
  record Features(int bands, int windowMs, int hopMs, int stack, int steps, boolean stretch) {
    static Features of(JsonKeys json) {
      return new Features(
          json.positive("bands", 40),
          json.positive("windowMs", 32),
          json.positive("hopMs", 16),
          json.positive("stack", 1),
          json.positive("steps"),
          json.text("fit", "pad", List.of("pad", "stretch")).equals("stretch"));
    }

    /** steps * bands * stack values. */
    double[] of(Path file) {
      WavFile wav = WavFile.read(file);
      if (bands > wav.rate() * windowMs / 2000) {
        throw UserError.at(
            "bands", bands, "at most as many as a window of " + file + " has frequencies");
      }
      double[] frames = new LogMel(wav.rate(), bands, windowMs, hopMs).of(wav.samples());
      int count = steps * stack;
      return stretch
          ? Padding.stretched(frames, bands, count)
          : Padding.front(frames, bands, count);
    }
  }

  private WavSource(Split split, Features features) {
    this.split = split;
    this.features = features;
  }

  static WavSource of(JsonKeys json, Path folder) {
    json.only(
        List.of(
            "kind",
            "folder",
            "label",
            "test",
            "bands",
            "windowMs",
            "hopMs",
            "stack",
            "steps",
            "fit"));
    return new WavSource(Split.of(json, folder), Features.of(json));
  }

  @Override
  public String kind() {
    return "wav";
  }

  @Override
  public List<String> classes() {
    return split.classes(WavSource::isWav);
  }

  @Override
  public DataPart part(Part part) {
    return new ItemPart(
        split.items(part, "a .wav file", WavSource::isWav),
        Split.labels(classes()),
        features.steps(),
        features.bands() * features.stack(),
        features::of);
  }

  private static boolean isWav(Path path) {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".wav") && Files.isRegularFile(path);
  }
}
