package org.kcpfpga.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The command lines that a page shows: in blocks, indented, or in back quotes. */
final class CommandLines {
  private static final Pattern KCP = Pattern.compile("(?:[A-Z_]+=\\S+ )*\\./kcp(?: .*)?");
  private static final Pattern QUOTED = Pattern.compile("`(\\./kcp [^`]+)`");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  private CommandLines() {}

  /** All of a page. */
  static List<String> of(Page page) {
    Stream<String> blocks =
        page.blocks().stream()
            .filter(block -> !block.language().equals("text"))
            .flatMap(block -> of(block).stream());
    Stream<String> indented =
        page.prose().stream().filter(line -> line.startsWith("    ")).map(CommandLines::command);
    Stream<String> quoted =
        QUOTED
            .matcher(String.join("\n", page.prose()))
            .results()
            .map(found -> found.group(1).replaceAll("\\s+", " "));
    return Stream.of(blocks, indented, quoted)
        .flatMap(lines -> lines)
        .filter(line -> KCP.matcher(line).matches())
        .toList();
  }

  /** The lines of a block without comments; those that end in a backslash are joined. */
  static List<String> of(Page.Block block) {
    return block.text().replaceAll(" *\\\\\n *", " ").lines().map(CommandLines::command).toList();
  }

  private static String command(String line) {
    return line.replaceFirst("\\s#.*", "").strip();
  }

  /** Whether it starts the toolkit. */
  static boolean isKcp(String line) {
    return KCP.matcher(line).matches();
  }

  /** What stands behind {@code ./kcp}, as a shell divides it. */
  static String[] arguments(String line) {
    List<String> words = new ArrayList<>();
    String rest = line.substring(line.indexOf("./kcp") + "./kcp".length());
    for (MatchResult word : WORD.matcher(rest).results().toList()) {
      words.add(word.group(1) == null ? word.group(2) : word.group(1));
    }
    return words.toArray(String[]::new);
  }
}
