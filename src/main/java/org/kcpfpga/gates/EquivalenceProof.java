package org.kcpfpga.gates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A proof by Yosys that a mutant does what the core does. */
final class EquivalenceProof {
  /** Seconds of processor time of a proof. */
  private static final int PROOF_SECONDS = 300;

  private static final int PASSES = 3;
  private static final Pattern OPEN = Pattern.compile("\\\\(\\S+?)_gold\\b");

  private static final String FORWARD =
      Stream.of(
              "add sub mul and or xor not eq ne lt le ge gt mux pmux logic_not reduce_and"
                  .concat(" logic_and logic_or reduce_or reduce_bool reduce_xor shl shr sshr")
                  .split(" "))
          .map(cell -> " -fwonly $" + cell)
          .collect(Collectors.joining());

  private EquivalenceProof() {}

  /**
   * Whether it is found. A wire of which this is not so is no longer taken for the same in both, as
   * whoever reads it may not mind.
   *
   * @param folder of the core without mistakes
   */
  static boolean shows(Path folder, String top, Mutant mutant) {
    Path apart = folder.resolve("apart" + mutant.number() + ".txt");
    Path status = folder.resolve("status" + mutant.number() + ".txt");
    Set<String> names = new TreeSet<>();
    try {
      for (int pass = 0; pass < PASSES; pass++) {
        Files.write(apart, names);
        if (!Yosys.attempt(folder, commands(top, mutant, apart, status), PROOF_SECONDS).good()) {
          return false;
        }
        String text = Files.readString(status);
        if (text.contains("successfully proven")) {
          return true;
        }
        boolean more = false;
        for (MatchResult open : OPEN.matcher(text).results().toList()) {
          more |= names.add(open.group(1));
        }
        if (!more) {
          return false;
        }
      }
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> commands(String top, Mutant mutant, Path apart, Path status) {
    return List.of(
        "read_rtlil " + Mutants.FLAT,
        "rename " + top + " gold",
        "read_rtlil " + Mutants.FLAT,
        mutant.command(),
        "rename " + top + " gate",
        "equiv_make -blacklist " + apart.getFileName() + " gold gate both",
        "hierarchy -top both",
        "opt_clean",
        // all that does not depend on the mistake is the same cell in both; two operators are
        // never taken for the same because of their outputs, or one would have to prove them so
        "equiv_struct -icells" + FORWARD,
        "equiv_simple -seq 2",
        "tee -q -o " + status.getFileName() + " equiv_status");
  }
}
