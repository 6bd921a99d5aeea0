package org.kcpfpga.datasets.source;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Items that are read when they are asked for.
 *
 * @param items in order
 * @param numbers labels by the names of the classes
 * @param steps of each sequence
 * @param inSize N
 * @param reader gives steps * N values of an item
 */
record ItemPart(
    List<Split.Item> items,
    Map<String, Integer> numbers,
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
    return numbers.get(items.get(sequence).label());
  }

  @Override
  public double[] sequence(int sequence) {
    return reader.apply(items.get(sequence).path());
  }
}
