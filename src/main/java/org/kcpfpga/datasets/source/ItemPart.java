package org.kcpfpga.datasets.source;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * Items that are read when they are asked for.
 *
 * @param items in order
 * @param classes names of the classes, by label
 * @param steps of each sequence
 * @param inSize N
 * @param reader gives steps * N values of an item
 */
record ItemPart(
    List<Split.Item> items,
    List<String> classes,
    int steps,
    int inSize,
    Function<Path, double[]> reader)
    implements DataPart {
  @Override
  public int count() {
    return items.size();
  }

  @Override
  public int label(int sequence) {
    return classes.indexOf(items.get(sequence).label());
  }

  @Override
  public double[] sequence(int sequence) {
    return reader.apply(items.get(sequence).path());
  }
}
