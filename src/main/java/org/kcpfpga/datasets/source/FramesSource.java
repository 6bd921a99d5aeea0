package org.kcpfpga.datasets.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.kcpfpga.common.JsonKeys;
import org.kcpfpga.common.UserError;

/**
 * Clips as folders of pictures, a frame each, in the order of their names: what UCF11, YTC and
 * UCF50 become when their frames are extracted. N = height * width * 3.
 */
final class FramesSource implements DataSource {
  private final Split split;
  private final Frames frames;

  /**
   * What becomes of a clip.
   *
   * @param width pixels of a frame
   * @param height pixels of a frame
   * @param every of so many frames one is taken
   * @param steps of a sequence
   */
  record Frames(int width, int height, int every, int steps) {
    /** The size of the paper's frames. */
    static Frames of(JsonKeys json) {
      return new Frames(
          json.positive("width", 160),
          json.positive("height", 120),
          json.positive("every", 1),
          json.positive("steps"));
    }

    int size() {
      return (int) Math.min(Integer.MAX_VALUE, 3L * width * height);
    }

    /** steps * N values of the clip in a folder. */
    double[] of(Path clip) {
      List<Path> pictures = pictures(clip);
      // only the last frames fit, and those before them need not be decoded
      int wanted = Math.min(steps, (pictures.size() + every - 1) / every);
      int first = (pictures.size() - 1) % every;
      int skipped = (pictures.size() - 1 - first) / every + 1 - wanted;
      double[] values = new double[wanted * size()];
      for (int i = 0; i < wanted; i++) {
        Path picture = pictures.get(first + (skipped + i) * every);
        System.arraycopy(Picture.read(picture, width, height), 0, values, i * size(), size());
      }
      return Padding.front(values, size(), steps);
    }
  }

  private FramesSource(Split split, Frames frames) {
    this.split = split;
    this.frames = frames;
  }

  static FramesSource of(JsonKeys json, Path folder) {
    json.only(List.of("kind", "folder", "label", "test", "width", "height", "every", "steps"));
    Frames frames = Frames.of(json);
    if (3L * frames.width() * frames.height() > 1 << 24) {
      throw UserError.at(
          json.place("width"), frames.width() + " x " + frames.height(), "at most 2^24 values");
    }
    return new FramesSource(Split.of(json, folder), frames);
  }

  @Override
  public String kind() {
    return "frames";
  }

  @Override
  public List<String> classes() {
    return split.classes(FramesSource::isClip);
  }

  @Override
  public DataPart part(Part part) {
    return new ItemPart(
        split.items(part, "a folder of .png or .jpg files", FramesSource::isClip),
        Split.labels(classes()),
        frames.steps(),
        frames.size(),
        frames::of);
  }

  private static boolean isClip(Path path) {
    return Files.isDirectory(path) && !pictures(path).isEmpty();
  }

  private static List<Path> pictures(Path clip) {
    try (Stream<Path> files = Files.list(clip)) {
      return files.filter(FramesSource::isPicture).sorted().toList();
    } catch (IOException e) {
      throw UserError.of(clip, "cannot be read", e);
    }
  }

  private static boolean isPicture(Path path) {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.matches(".*\\.(png|jpg|jpeg)") && Files.isRegularFile(path);
  }
}
