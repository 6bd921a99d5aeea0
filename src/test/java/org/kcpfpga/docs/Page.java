package org.kcpfpga.docs;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A page of Markdown: its fenced blocks, and the lines that are not in one.
 *
 * @param prose all lines, those of fenced blocks empty, so that line numbers stay
 */
record Page(Path file, List<Block> blocks, List<String> prose) {
  private static final String FENCE = "```";
  private static final Pattern CODE = Pattern.compile("`[^`]*`");
  private static final Pattern LINK = Pattern.compile("\\[([^]]*)]\\([^)]*\\)");

  /** A fenced block; {@code line} is that of its first line of text, from 1. */
  record Block(String language, List<String> lines, int line) {
    String text() {
      return String.join("\n", lines) + "\n";
    }
  }

  static Page read(Path file) throws IOException {
    return of(file, Files.readAllLines(file));
  }

  static Page of(Path file, List<String> lines) {
    List<Block> blocks = new ArrayList<>();
    List<String> prose = new ArrayList<>();
    Block open = null;
    for (String line : lines) {
      boolean fence = line.strip().startsWith(FENCE);
      prose.add(fence || open != null ? "" : line);
      if (fence && open == null) {
        open = new Block(line.strip().substring(FENCE.length()), new ArrayList<>(), prose.size());
      } else if (fence) {
        blocks.add(open);
        open = null;
      } else if (open != null) {
        open.lines.add(line);
      }
    }
    if (open != null) {
      throw new IllegalArgumentException(file + ": a block that does not end");
    }
    return new Page(file, blocks, prose);
  }

  /** Every page of the checkout, below the folder that tests are started in. */
  static List<Page> all() throws IOException {
    List<Page> pages = new ArrayList<>();
    Files.walkFileTree(
        Path.of(""),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = folder.getFileName().toString();
            boolean ours = !name.equals("target") && !name.startsWith(".");
            return ours ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (file.toString().endsWith(".md")) {
              pages.add(read(file));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return pages;
  }

  /** The blocks of a language. */
  List<Block> blocks(String language) {
    return blocks.stream().filter(block -> block.language().equals(language)).toList();
  }

  /** The anchors of its headings, as GitHub makes them. */
  Set<String> anchors() {
    Set<String> anchors = new TreeSet<>();
    Map<String, Integer> seen = new HashMap<>();
    for (String line : prose) {
      if (line.matches("#{1,6} .*")) {
        String heading = LINK.matcher(line.replaceFirst("#+ ", "")).replaceAll("$1");
        String kept = heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "");
        String anchor = kept.strip().replace(' ', '-');
        int before = seen.merge(anchor, 1, Integer::sum) - 1;
        anchors.add(before == 0 ? anchor : anchor + "-" + before);
      }
    }
    return anchors;
  }

  /** Its prose without what stands in back quotes. */
  String words() {
    return CODE.matcher(String.join("\n", prose)).replaceAll("``");
  }
}
