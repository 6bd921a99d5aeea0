package org.kcpfpga.train.graph;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.EnumMap;
import java.util.Map;
import org.kcpfpga.fixed.ActivationTable;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.fixed.Rounding;
import org.kcpfpga.rnn.CellDefinition.Activation;
import org.kcpfpga.rnn.CellKind;

/** The functions of gates as the hardware interpolates them: the value of every pre-activation. */
final class GateTables {
  private final BitWidths bits;
  private final Map<Activation, NDArray> values = new EnumMap<>(Activation.class);

  GateTables(CellKind cell, BitWidths bits, NDManager memory) {
    this.bits = bits;
    for (Activation function : cell.definition().functions()) {
      values.put(function, memory.create(all(function)));
    }
  }

  private double[] all(Activation function) {
    ActivationTable table = ActivationTable.of(function, bits.latent());
    double[] all = new double[1 << bits.latent()];
    for (int i = 0; i < all.length; i++) {
      long value = table.apply(i + Rounding.min(bits.latent()));
      all[i] = Math.scalb((double) value, -bits.gateFraction());
    }
    return all;
  }

  /** The function of rounded pre-activations, with the gradient of the smooth function. */
  NDArray apply(Activation function, NDArray pre) {
    double steps = Math.scalb(1.0, bits.preFraction());
    NDArray index =
        pre.stopGradient()
            .mul(steps)
            .addi(-Rounding.min(bits.latent()))
            .toType(DataType.INT64, true);
    NDArray hard = values.get(function).take(pre.getManager(), index);
    return StraightThrough.of(hard, FloatArithmetic.gate(function, pre));
  }
}
