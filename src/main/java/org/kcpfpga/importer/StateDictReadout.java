package org.kcpfpga.importer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.kcpfpga.importer.ImportedLayer.Readout;
import org.kcpfpga.tensor.Safetensors;

/**
 * Linear classifiers in a state dict: {@code NAME.weight} [C, M] with {@code NAME.bias} [C]. Order
 * and use of layers are not told there; a matrix without a bias, which may be an embedding, counts
 * only under a usual name.
 */
final class StateDictReadout {
  private static final Set<String> USUAL =
      Set.of(
          "classifier",
          "decoder",
          "dense",
          "fc",
          "head",
          "linear",
          "lin",
          "out",
          "output",
          "readout");

  private static final String WEIGHT = ".weight";
  private static final String BIAS = ".bias";

  private StateDictReadout() {}

  /** Names of classifiers, and of those that have a bias. */
  record Search(List<String> names, Set<String> biased) {
    /** The tensors of all. */
    Set<String> tensors() {
      Set<String> all = new HashSet<>();
      for (String name : names) {
        all.add(name + WEIGHT);
        if (biased.contains(name)) {
          all.add(name + BIAS);
        }
      }
      return all;
    }

    /** Those of one, none if it is null. */
    Set<String> tensors(Readout readout) {
      return readout == null
          ? Set.of()
          : readout.bias() == null
              ? Set.of(readout.name() + WEIGHT)
              : Set.of(readout.name() + WEIGHT, readout.name() + BIAS);
    }

    /** All, from a file that has their tensors. */
    List<Readout> readouts(Safetensors file) {
      return names.stream()
          .map(
              name ->
                  new Readout(
                      name, file.tensors().get(name + WEIGHT), file.tensors().get(name + BIAS)))
          .toList();
    }
  }

  /**
   * Looks at names and shapes.
   *
   * @param size M
   * @param recurrent whether a tensor belongs to a recurrent layer
   */
  static Search among(Map<String, int[]> shapes, int size, Predicate<String> recurrent) {
    List<String> names = new ArrayList<>();
    Set<String> biased = new HashSet<>();
    shapes.forEach(
        (key, shape) -> {
          boolean matrix = shape.length == 2 && shape[0] > 0 && shape[1] == size;
          if (!matrix || !key.endsWith(WEIGHT) || recurrent.test(key)) {
            return;
          }
          String name = key.substring(0, key.length() - WEIGHT.length());
          int[] bias = shapes.get(name + BIAS);
          boolean fits = bias != null && bias.length == 1 && bias[0] == shape[0];
          boolean usual = USUAL.contains(name.substring(name.lastIndexOf('.') + 1));
          if (fits || (bias == null && usual)) {
            names.add(name);
          }
          if (fits) {
            biased.add(name);
          }
        });
    return new Search(names, biased);
  }
}
