package org.kcpfpga.cli.tool;

/**
 * What was found of one tool.
 *
 * @param name the program
 * @param found its version, {@code unknown version} if it does not tell one, null if it is missing
 * @param needed the oldest version that will do
 * @param ok whether it is there and new enough
 * @param requiredBy {@code all} commands, {@code generation}, {@code simulation}, {@code proofs}
 *     (and tests) or only {@code tests}
 * @param install what to type to get it
 * @param place the file that is started, or null
 * @param trouble what is wrong where installing does not help, or null
 */
public record ToolCheck(
    String name,
    String found,
    String needed,
    boolean ok,
    String requiredBy,
    String install,
    String place,
    String trouble) {

  /** The version, or that there is none. */
  public String shown() {
    return found == null ? "missing" : found;
  }

  /** What to do about it. */
  public String state() {
    if (ok) {
      // that of firtool is ours, and may have to be moved
      return name.equals("firtool") ? "ok, " + place : "ok";
    }
    return trouble == null ? "type: " + install : trouble;
  }
}
