package org.kcpfpga.datasets.source;

import java.util.List;
import java.util.Locale;
import org.kcpfpga.common.UserError;

/** A data set on disk: labelled sequences in parts. */
public interface DataSource {
  /** What sequences are for. */
  enum Part {
    /** To learn from. */
    TRAIN,
    /** To measure with. */
    TEST;

    /** The name in files and options: lower case. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The kind, as in a description: "wav". */
  String kind();

  /** Names of the classes, by label. */
  List<String> classes();

  /**
   * The sequences of a part; those of large sets are read when they are asked for.
   *
   * @throws UserError naming the file that is missing or wrong, or if the part is empty
   */
  DataPart part(Part part);
}
