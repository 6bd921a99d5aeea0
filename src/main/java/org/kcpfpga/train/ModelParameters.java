package org.kcpfpga.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kcpfpga.format.FormatOperator;
import org.kcpfpga.format.OperatorFormat;
import org.kcpfpga.format.model.FormatModel;
import org.kcpfpga.rnn.CellTensors;
import org.kcpfpga.rnn.Normalisation;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.train.graph.NetworkShape;

/** A model as what is trained, and back. */
public final class ModelParameters {
  private ModelParameters() {}

  /** Its shape; without a read-out it has no classes, but a linear cell's are its outputs. */
  public static NetworkShape shape(FormatModel model) {
    OperatorFormat hidden = model.hidden() == null ? null : model.hidden().format();
    int classes = model.cell().recurrent() ? model.classes() : model.hiddenSize();
    return new NetworkShape(model.cell(), model.input().format(), hidden, classes);
  }

  /** Its parameters, each value a float32; the bias of a read-out that has none is 0. */
  public static Map<String, Tensor> of(FormatModel model) {
    Map<String, Tensor> given = new LinkedHashMap<>();
    put(given, "input", model.input());
    if (model.hidden() != null) {
      put(given, "hidden", model.hidden());
    }
    model.tensors().put(given);
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    shape(model)
        .parameters()
        .forEach(
            (name, extents) -> {
              Tensor tensor = given.get(name);
              parameters.put(name, tensor == null ? Tensor.zeros(extents) : singles(tensor));
            });
    return parameters;
  }

  private static void put(Map<String, Tensor> all, String name, FormatOperator operator) {
    List<String> names = NetworkShape.coreNames(name, operator.format());
    for (int i = 0; i < names.size(); i++) {
      all.put(names.get(i), operator.cores().get(i));
    }
  }

  /** The same values rounded to float32. */
  static Tensor singles(Tensor tensor) {
    Tensor rounded = Tensor.zeros(tensor.shape());
    for (int i = 0; i < rounded.size(); i++) {
      rounded.values()[i] = (float) tensor.values()[i];
    }
    return rounded;
  }

  /** The model of these parameters. */
  public static FormatModel model(
      NetworkShape shape, Map<String, Tensor> parameters, Normalisation normalisation) {
    CellTensors tensors =
        new CellTensors(
            parameters.get("bias"),
            parameters.get("hidden.bias"),
            parameters.get("readout.weight"),
            parameters.get("readout.bias"),
            normalisation);
    FormatOperator hidden =
        shape.hidden() == null ? null : operator("hidden", shape.hidden(), parameters);
    return new FormatModel(
        shape.cell(), operator("input", shape.input(), parameters), hidden, tensors);
  }

  private static FormatOperator operator(
      String name, OperatorFormat format, Map<String, Tensor> parameters) {
    List<Tensor> cores = new ArrayList<>();
    for (String core : NetworkShape.coreNames(name, format)) {
      cores.add(parameters.get(core));
    }
    return new FormatOperator(format, cores);
  }
}
