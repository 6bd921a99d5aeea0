package org.kcpfpga.cli.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.kcpfpga.common.UserError;

/** What commands write, looked at before they begin to compute it. */
public final class Outputs {
  private Outputs() {}

  /** Refuses an output that would replace an input; {@code input} may be null. */
  public static void requireOther(Path output, String option, Path input) {
    requireOther("-o", output, option, input);
  }

  /**
   * Likewise for files of any option.
   *
   * @param name the option of the output
   * @param input a file that is read, or another output; may be null
   */
  public static void requireOther(String name, Path output, String option, Path input) {
    try {
      if (input != null && same(output, input)) {
        throw UserError.at(name, output, "another file than that of " + option);
      }
    } catch (IOException e) {
      throw UserError.of(output, "cannot be written", e);
    }
  }

  private static boolean same(Path one, Path other) throws IOException {
    if (!Files.exists(one) || !Files.exists(other)) {
      return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }
    return Files.isRegularFile(other) && Files.isSameFile(one, other);
  }

  /**
   * Refuses a folder into which nothing can be written: its name is empty, a file has it, or the
   * nearest folder above that exists is closed.
   */
  public static void requireFolder(Path folder) {
    if (folder.toString().isBlank()) {
      throw UserError.at("-o", "empty", "a folder");
    }
    Path nearest = folder.toAbsolutePath().normalize();
    while (!Files.exists(nearest) && nearest.getParent() != null) {
      nearest = nearest.getParent();
    }
    if (!Files.isDirectory(nearest)) {
      throw UserError.at(folder.toString(), nearest + " is no folder", "a folder to write into");
    }
    if (!Files.isWritable(nearest)) {
      throw UserError.at(
          folder.toString(), "no right to write in " + nearest, "a folder to write into");
    }
  }
}
