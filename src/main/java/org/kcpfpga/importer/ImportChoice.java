package org.kcpfpga.importer;

import java.util.List;
import java.util.stream.Collectors;
import org.kcpfpga.common.UserError;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.rnn.CellWords;

/**
 * What of a file is wanted.
 *
 * @param node the name of a recurrent node, or the prefix of its tensors; null for any
 * @param layer its number from 0; null for any
 * @param cell the kind that it must be; null for any
 * @param readout the name of the read-out, "none" for none; null for the only one there is
 */
public record ImportChoice(String node, Integer layer, CellKind cell, String readout) {
  /** The value of {@code readout} that wants none. */
  public static final String NONE = "none";

  /** Whatever the file has, if it is one layer. */
  public static final ImportChoice ANY = new ImportChoice(null, null, null, null);

  /** Something to choose: its name and number, and how it is shown. */
  record Candidate<T>(String name, int number, String shown, T value) {}

  /**
   * The one layer that is wanted.
   *
   * @param candidates at least one
   * @throws UserError that lists the layers if none or several fit
   */
  <T> T layer(List<Candidate<T>> candidates) {
    List<Candidate<T>> fitting =
        candidates.stream()
            .filter(candidate -> node == null || candidate.name().equals(node))
            .filter(candidate -> layer == null || candidate.number() == layer)
            .toList();
    if (fitting.size() == 1) {
      return fitting.get(0).value();
    }
    String all = candidates.stream().map(Candidate::shown).collect(Collectors.joining(", "));
    if (!fitting.isEmpty()) {
      throw UserError.at("recurrent layers", fitting.size(), "one, by --node or --layer: " + all);
    }
    String asked =
        (node == null ? "" : "--node " + node)
            + (node == null || layer == null ? "" : " ")
            + (layer == null ? "" : "--layer " + layer);
    throw UserError.at(asked, "no such layer", "one of " + all);
  }

  /**
   * The one read-out that is wanted, null if there is none or it is not wanted.
   *
   * @throws UserError that lists the read-outs if the named one is missing, or several fit
   */
  ImportedLayer.Readout readout(List<ImportedLayer.Readout> candidates) {
    List<ImportedLayer.Readout> fitting =
        candidates.stream()
            .filter(candidate -> readout == null || candidate.name().equals(readout))
            .toList();
    String all =
        candidates.stream().map(ImportedLayer.Readout::name).collect(Collectors.joining(", "));
    if (NONE.equals(readout) || (readout == null && candidates.isEmpty())) {
      return null;
    }
    if (fitting.size() > 1) {
      throw UserError.at("read-outs", fitting.size(), "one, by --readout: " + all + "; or " + NONE);
    }
    if (fitting.isEmpty()) {
      String known = candidates.isEmpty() ? "" : all + ", ";
      throw UserError.at("--readout", readout, "one of " + known + NONE);
    }
    return fitting.get(0);
  }

  /**
   * Refuses another cell than the one that is wanted; {@code gru} stands for each kind of GRU.
   *
   * @param place names the layer
   */
  void requireCell(String place, CellKind found) {
    if (cell != null && cell != found && !cell.jsonName().equals(CellWords.of(found).get("cell"))) {
      throw UserError.at(place, found.jsonName(), cell.jsonName() + ", as --cell says");
    }
  }
}
