package org.kcpfpga.design;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.kcpfpga.common.JsonKeys;
import org.kcpfpga.common.UserError;
import org.kcpfpga.fixed.calibration.Scales;

/**
 * What {@code plan.json} of a generated core says to who builds or drives that core again.
 *
 * @param file the file
 * @param planHash hash of the plan that the core was generated with
 * @param checksum signature of the model that it was generated with
 * @param seed of its factors if they are random, else null
 * @param scales those of the model that it was generated with
 */
public record PlanFile(Path file, int planHash, int checksum, Long seed, Scales scales) {
  /** Name of the file in the folder of a core. */
  public static final String NAME = "plan.json";

  /** Key of the design, with the keys of a design file. */
  public static final String DESIGN = "designFile";

  /** Key of {@link Scales}. */
  public static final String SCALES = "scales";

  /** Key of the seed of random factors. */
  public static final String SEED = "modelSeed";

  /**
   * The plan of a generated core.
   *
   * @param named a folder or file that a user names as a design
   * @return empty if it is a plain design file
   */
  public static Optional<PlanFile> find(Path named) {
    // a design that comes through a pipe can be read only once, and is no plan
    boolean pipe = !Files.isDirectory(named) && !Files.isRegularFile(named);
    JsonKeys json = pipe ? null : DesignFile.keys(named);
    return pipe || !isOne(json) ? Optional.empty() : Optional.of(read(in(named), json));
  }

  static boolean isOne(JsonKeys json) {
    return json.optional(DESIGN) != null;
  }

  /** The file that is read where this one is named. */
  static Path in(Path named) {
    if (!Files.isDirectory(named)) {
      return named;
    }
    Path file = named.resolve(NAME);
    if (!Files.exists(file)) {
      throw UserError.at(
          named.toString(), "a folder without plan.json", "a design file, or a generated folder");
    }
    return file;
  }

  private static PlanFile read(Path file, JsonKeys json) {
    Long seed = json.optional(SEED) == null ? null : json.longInteger(SEED);
    Scales read = ScalesKeys.read(json.object(SCALES));
    return new PlanFile(file, json.word("planHash"), json.word("checksum"), seed, read);
  }
}
