package org.kcpfpga.train;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.kcpfpga.format.FormatOperator;
import org.kcpfpga.format.OperatorFormat;
import org.kcpfpga.rnn.CellDefinition.Equations;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.train.graph.NetworkShape;

/** Parameters to begin with. */
public final class Initial {
  private Initial() {}

  /**
   * Seeded random parameters, each a float32: cores with which outputs have the variance of inputs,
   * whatever the format; a read-out likewise; biases 0, but 1 for the forget gate of an LSTM, so
   * that it begins by remembering.
   */
  public static Map<String, Tensor> parameters(NetworkShape shape, long seed) {
    Random random = new Random(seed);
    Map<String, Tensor> all = new LinkedHashMap<>();
    shape.parameters().forEach((name, extents) -> all.put(name, Tensor.zeros(extents)));
    put(all, "input", shape.input(), random);
    if (shape.hidden() != null) {
      put(all, "hidden", shape.hidden(), random);
    }
    int size = shape.hiddenSize();
    if (shape.cell().equations() == Equations.LSTM) {
      Arrays.fill(all.get("bias").values(), size, 2 * size, 1);
    }
    Tensor weight = all.get("readout.weight");
    if (weight != null) {
      for (int i = 0; i < weight.size(); i++) {
        weight.values()[i] = (float) (random.nextGaussian() / Math.sqrt(size));
      }
    }
    return all;
  }

  private static void put(
      Map<String, Tensor> all, String operator, OperatorFormat format, Random random) {
    List<Tensor> cores = FormatOperator.initial(format, random).cores();
    List<String> names = NetworkShape.coreNames(operator, format);
    for (int i = 0; i < cores.size(); i++) {
      all.put(names.get(i), cores.get(i));
    }
  }
}
