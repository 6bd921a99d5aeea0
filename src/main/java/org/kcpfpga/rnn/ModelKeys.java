package org.kcpfpga.rnn;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.kcpfpga.common.UserError;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.tensor.Safetensors;
import org.kcpfpga.tensor.Tensor;

/**
 * The keys of a model file, taken out one by one.
 *
 * <p>Law: a key that was not asked for is an error, so a typing mistake cannot pass unseen; but for
 * metadata of other tools. Errors name the key, not the file.
 */
public final class ModelKeys {
  /** What changes the meaning of a model must be understood, or the model is refused. */
  private static final Pattern OWN =
      Pattern.compile("(cell|gates|reset|normalisation|(input|hidden)\\..*)", Pattern.DOTALL);

  private final Safetensors file;
  private final Set<String> usedTensors = new HashSet<>();
  private final Set<String> usedMetadata = new HashSet<>();

  /** The keys of {@code file}. */
  public ModelKeys(Safetensors file) {
    this.file = file;
  }

  /**
   * The kind of cell.
   *
   * @throws UserError if it is missing or unknown
   */
  public CellKind cell() {
    return CellWords.read(this::word);
  }

  private String word(String key, String usual, List<String> known) {
    String given = usual == null ? metadata(key) : optionalMetadata(key);
    String word = given == null ? usual : given;
    if (!known.contains(word)) {
      throw UserError.at("__metadata__: " + key, word, "one of " + String.join(", ", known));
    }
    return word;
  }

  /**
   * The tensor of this name.
   *
   * @throws UserError if there is none
   */
  public Tensor tensor(String key) {
    Tensor tensor = optional(key);
    if (tensor == null) {
      throw UserError.at(key, "missing", "a tensor of this name");
    }
    return tensor;
  }

  /** The tensor of this name, or null. */
  public Tensor optional(String key) {
    usedTensors.add(key);
    return file.tensors().get(key);
  }

  /**
   * The string under a key of the metadata.
   *
   * @throws UserError if there is none
   */
  public String metadata(String key) {
    String value = optionalMetadata(key);
    if (value == null) {
      throw UserError.at("__metadata__: " + key, "missing", "a string under this key");
    }
    return value;
  }

  /** The string under a key of the metadata, or null. */
  public String optionalMetadata(String key) {
    usedMetadata.add(key);
    return file.metadata().get(key);
  }

  /**
   * A comma list of modes.
   *
   * @param most the most modes
   * @throws UserError if it is missing or none
   */
  public int[] modes(String key, int most) {
    String text = metadata(key);
    String[] parts = text.split(",", -1);
    int[] modes = new int[parts.length];
    boolean valid = modes.length <= most;
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
          "__metadata__: " + key,
          text,
          "1 to " + most + " integers from 1 to 2^24, separated by commas");
    }
    return modes;
  }

  /**
   * The modes of y: those under the key, the first times the gates.
   *
   * @throws UserError if they are missing or none
   */
  public int[] rows(String key, int most, CellKind cell) {
    int[] rows = modes(key, most);
    rows[0] = Math.multiplyExact(rows[0], cell.gates());
    return rows;
  }

  /**
   * Refuses what was not asked for.
   *
   * @throws UserError naming a tensor, or a metadata key of this format, and the known ones
   */
  public void requireAllUsed(CellKind cell) {
    refuseUnknown("tensor", file.tensors().keySet(), usedTensors, cell);
    // other tools leave keys of their own, such as format: pt; they say nothing of the model
    Set<String> own = new TreeSet<>(file.metadata().keySet());
    own.removeIf(key -> !OWN.matcher(key).matches());
    refuseUnknown("__metadata__ key", own, usedMetadata, cell);
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
