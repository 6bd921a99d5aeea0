package org.kcpfpga.rnn;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.kcpfpga.common.UserError;
import org.kcpfpga.kcp.KcpOperator;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.tensor.Safetensors;
import org.kcpfpga.tensor.Tensor;

/**
 * Takes a model out of a safetensors file, key by key.
 *
 * <p>Law: a key that was not asked for is an error, so a typing mistake cannot pass unseen; but for
 * metadata of other tools.
 */
final class ModelParser {
  /** What changes the meaning of a model must be understood, or the model is refused. */
  private static final Pattern OWN =
      Pattern.compile("(cell|gates|reset|normalisation|(input|hidden)\\..*)", Pattern.DOTALL);

  private final Safetensors file;
  private final Set<String> usedTensors = new HashSet<>();
  private final Set<String> usedMetadata = new HashSet<>();

  ModelParser(Safetensors file) {
    this.file = file;
  }

  /** The model; errors name the key, not the file. */
  Model model() {
    CellKind cell = CellKind.parse("__metadata__: cell", metadata("cell"));
    usual("gates", "sigmoid");
    usual("reset", "after");
    KcpOperator input = operator("input", cell);
    KcpOperator hidden = cell.recurrent() ? operator("hidden", cell) : null;
    Tensor bias = tensor("bias");
    Tensor hiddenBias = cell.splitCandidate() ? tensor("hidden.bias") : null;
    // a linear cell has input.* and bias only
    Tensor weight = cell.recurrent() ? optional("readout.weight") : null;
    Tensor readoutBias = cell.recurrent() ? optional("readout.bias") : null;
    refuseUnknown("tensor", file.tensors().keySet(), usedTensors, cell);
    refuseUnknown("__metadata__ key", ownMetadata(), usedMetadata, cell);
    return new Model(cell, input, hidden, bias, hiddenBias, weight, readoutBias);
  }

  /** A key that may say what holds anyway, and nothing else. */
  private void usual(String key, String value) {
    if (value.equals(file.metadata().get(key))) {
      usedMetadata.add(key);
    }
  }

  /**
   * The metadata keys of this format. Other tools leave keys of their own, such as {@code format:
   * pt}; they say nothing of the model.
   */
  private Set<String> ownMetadata() {
    Set<String> keys = new TreeSet<>(file.metadata().keySet());
    keys.removeIf(key -> !OWN.matcher(key).matches());
    return keys;
  }

  private KcpOperator operator(String name, CellKind cell) {
    int[] in = modes(name + ".in");
    int[] rows = modes(name + ".out");
    if (rows.length != in.length) {
      throw UserError.at(
          "__metadata__: " + name + ".out",
          metadata(name + ".out"),
          in.length + " modes, as many as " + name + ".in");
    }
    rows[0] = Math.multiplyExact(rows[0], cell.gates());
    List<Tensor> u = new ArrayList<>();
    List<Tensor> v = new ArrayList<>();
    int[] ranks = new int[in.length];
    int terms = 0;
    for (int i = 1; i <= in.length; i++) {
      u.add(factor(name + ".U." + i, terms, rows[i - 1], -1));
      terms = u.get(0).extent(0);
      ranks[i - 1] = u.get(i - 1).extent(2);
      v.add(factor(name + ".V." + i, terms, in[i - 1], ranks[i - 1]));
    }
    try {
      return new KcpOperator(new OperatorShape(in, rows, terms, ranks), u, v);
    } catch (UserError e) {
      throw e.within(name);
    }
  }

  /** A factor [terms, size, rank]; {@code terms} 0 stands for any, rank -1 too. */
  private Tensor factor(String key, int terms, int size, int rank) {
    return tensor(key).requireShape(key, terms == 0 ? -1 : terms, size, rank);
  }

  private Tensor tensor(String key) {
    Tensor tensor = optional(key);
    if (tensor == null) {
      throw UserError.at(key, "missing", "a tensor of this name");
    }
    return tensor;
  }

  private Tensor optional(String key) {
    usedTensors.add(key);
    return file.tensors().get(key);
  }

  private String metadata(String key) {
    usedMetadata.add(key);
    String value = file.metadata().get(key);
    if (value == null) {
      throw UserError.at("__metadata__: " + key, "missing", "a string under this key");
    }
    return value;
  }

  /** A comma list of modes. */
  private int[] modes(String key) {
    String text = metadata(key);
    String[] parts = text.split(",", -1);
    int[] modes = new int[parts.length];
    boolean valid = modes.length <= OperatorShape.MAX_MODES;
    for (int i = 0; i < modes.length; i++) {
      try {
        modes[i] = Integer.parseInt(parts[i].strip());
        valid &= modes[i] >= 1 && modes[i] <= OperatorShape.MAX_VALUES;
      } catch (NumberFormatException e) {
        valid = false;
      }
    }
    if (!valid) {
      throw UserError.at(
          "__metadata__: " + key, text, "1 to 6 integers from 1 to 2^24, separated by commas");
    }
    return modes;
  }

  private static void refuseUnknown(
      String what, Set<String> present, Set<String> known, CellKind cell) {
    for (String key : present) {
      if (!known.contains(key)) {
        throw UserError.at(
            what + " " + key,
            "unknown",
            "for cell " + cell.jsonName() + " only " + String.join(", ", new TreeSet<>(known)));
      }
    }
  }
}
