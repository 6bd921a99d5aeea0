package org.kcpfpga.datasets.source;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.kcpfpga.common.JsonKeys;
import org.kcpfpga.common.UserError;
import org.kcpfpga.datasets.FashionMnist;
import org.kcpfpga.datasets.LabelledInputs;

/**
 * Sequences of whole pictures of Fashion-MNIST: a frame a step, N = 784.
 *
 * <p>The recipe is that of the official TT-RNN code (Yang et al., 2017) for sequences of digits: as
 * many pictures as a uniform draw from {@code frames} says, each drawn from all; the class is 1 if
 * one of them is of class {@code target}. Short sequences have empty frames first.
 */
final class FashionFramesSource implements DataSource {
  private static final int PIXELS = 28 * 28;

  private final FashionSource images;
  private final Recipe recipe;

  /**
   * What is drawn.
   *
   * @param fewest frames of a sequence, at least 1
   * @param most frames of a sequence, which are its steps
   * @param target the class that is looked for
   * @param train sequences to learn from
   * @param test sequences to measure with
   */
  record Recipe(int fewest, int most, int target, int train, int test, long seed) {
    /** As published, with as many sequences as are learnt from in minutes. */
    static final Recipe DEFAULT = new Recipe(2, 31, 0, 8192, 1024, 1);
  }

  FashionFramesSource(FashionSource images, Recipe recipe) {
    this.images = images;
    this.recipe = recipe;
  }

  static FashionFramesSource of(JsonKeys json, Path folder) {
    json.only(List.of("kind", "folder", "frames", "target", "train", "test", "seed"));
    Recipe d = Recipe.DEFAULT;
    int[] frames = json.optional("frames") == null ? null : json.positives("frames");
    if (frames != null && (frames.length != 2 || frames[0] > frames[1])) {
      throw UserError.at(
          json.place("frames"), json.optional("frames"), "the fewest and the most frames");
    }
    int target = json.optional("target") == null ? d.target() : json.integer("target");
    if (target < 0 || target >= FashionMnist.classes().size()) {
      throw UserError.at(json.place("target"), target, "a class, 0 to 9");
    }
    return new FashionFramesSource(
        new FashionSource(FashionSource.folder(json, folder)),
        new Recipe(
            frames == null ? d.fewest() : frames[0],
            frames == null ? d.most() : frames[1],
            target,
            json.positive("train", d.train()),
            json.positive("test", d.test()),
            json.optional("seed") == null ? d.seed() : json.longInteger("seed")));
  }

  @Override
  public String kind() {
    return "fashion-frames";
  }

  @Override
  public List<String> classes() {
    String target = FashionMnist.classes().get(recipe.target());
    return List.of("no " + target, target);
  }

  @Override
  public DataPart part(Part part) {
    LabelledInputs all = images.images(part);
    // parts must differ though their seeds are the same
    Random random = new Random(recipe.seed() * Part.values().length + part.ordinal());
    int count = part == Part.TRAIN ? recipe.train() : recipe.test();
    int spread = recipe.most() - recipe.fewest() + 1;
    int[][] drawn = new int[count][];
    for (int i = 0; i < count; i++) {
      int frames = recipe.fewest() + random.nextInt(spread);
      drawn[i] = random.ints(frames, 0, all.labels().size()).toArray();
    }
    return new Frames(all, drawn, recipe);
  }

  /** Drawn pictures, painted when they are asked for. */
  private record Frames(LabelledInputs images, int[][] drawn, Recipe recipe) implements DataPart {
    @Override
    public int count() {
      return drawn.length;
    }

    @Override
    public int steps() {
      return recipe.most();
    }

    @Override
    public int inSize() {
      return PIXELS;
    }

    @Override
    public int label(int sequence) {
      double[] labels = images.labels().values();
      boolean found = IntStream.of(drawn[sequence]).anyMatch(i -> labels[i] == recipe.target());
      return found ? 1 : 0;
    }

    @Override
    public double[] sequence(int sequence) {
      int[] frames = drawn[sequence];
      double[] values = new double[frames.length * PIXELS];
      for (int i = 0; i < frames.length; i++) {
        System.arraycopy(images.inputs().values(), frames[i] * PIXELS, values, i * PIXELS, PIXELS);
      }
      return Padding.front(values, PIXELS, steps());
    }
  }
}
