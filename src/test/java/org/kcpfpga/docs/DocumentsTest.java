package org.kcpfpga.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README is short, and no link of any page leads nowhere. */
class DocumentsTest {
  private static final int MOST_WORDS = 900;
  private static final Pattern LINK = Pattern.compile("(!?)\\[([^]]*)]\\(([^)\\s]+)\\)");
  private static final Pattern NAMED =
      Pattern.compile("`((?:docs|hdl|fpga|sim|models|designs|src)/[\\w./-]+\\.\\w+)`");

  /**
   * Words are what stands between blanks and has a letter or a digit: in sentences, headings,
   * tables, commands, programs and their outputs alike.
   */
  private static long words(String text) {
    return Pattern.compile("\\s+")
        .splitAsStream(text)
        .filter(Pattern.compile("[\\p{L}\\p{N}]").asPredicate())
        .count();
  }

  private static List<MatchResult> links(Page page) {
    return LINK.matcher(page.words()).results().toList();
  }

  @Test
  void wordsAreCountedInBlocksAndTablesToo() {
    assertThat(words("# One two\n\n| three | - |\n```sh\n./four  5 # -> !\n```\n")).isEqualTo(6);
  }

  @Test
  void theReadmeIsShortAndHasOnePicture() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    assertThat(words(readme)).isBetween(300L, (long) MOST_WORDS);
    assertThat(links(Page.read(Path.of("README.md"))))
        .filteredOn(link -> link.group(1).equals("!"))
        .singleElement()
        .satisfies(link -> assertThat(link.group(3)).isEqualTo("docs/flow.svg"))
        .satisfies(link -> assertThat(link.group(2)).isNotBlank());
    assertThat(readme).doesNotContain("<img", "<picture");
  }

  @Test
  void picturesSayWhatTheyShowAndRunNothing() throws IOException {
    for (String name : List.of("flow", "kcp", "core")) {
      String picture = Files.readString(Path.of("docs", name + ".svg"));
      assertThat(picture).as(name).contains("<title", "<desc", "prefers-color-scheme: dark");
      assertThat(picture).as(name).doesNotContain("<script", "href=", "@import", "url(http");
      assertThat(picture.length()).as(name).isLessThan(8000);
    }
  }

  /** What is wrong with the links of a page. */
  private static List<String> dead(Page page) throws IOException {
    List<String> dead = new ArrayList<>();
    for (MatchResult link : links(page)) {
      String target = link.group(3);
      if (!target.matches("[a-z]+:.*")) {
        String[] parts = target.split("#", 2);
        Path file = parts[0].isEmpty() ? page.file() : page.file().resolveSibling(parts[0]);
        Path there = file.normalize();
        boolean found = parts[0].isEmpty() || Files.exists(there);
        if (found && parts.length == 2) {
          Page other = parts[0].isEmpty() ? page : Page.read(there);
          found = other.anchors().contains(parts[1]);
        }
        if (!found) {
          dead.add(page.file() + ": " + target);
        }
      }
    }
    return dead;
  }

  @Test
  void everyLinkLeadsToAFileAndAHeading() throws IOException {
    int count = 0;
    for (Page page : Page.all()) {
      assertThat(dead(page)).isEmpty();
      count += links(page).size();
    }
    assertThat(count).isGreaterThan(50);
  }

  @Test
  void aDeadLinkAndADeadAnchorAreSeen() throws IOException {
    List<String> lines =
        List.of("# A `b`: c, d", "[x](none.md) [y](#a-b-c-d) [z](#e)", "## A b c d", "`[q](r)`");
    Page page = Page.of(Path.of("docs/page.md"), lines);
    assertThat(page.anchors()).containsExactly("a-b-c-d", "a-b-c-d-1");
    assertThat(dead(page)).containsExactly("docs/page.md: none.md", "docs/page.md: #e");
    assertThatThrownBy(() -> Page.of(Path.of("p"), List.of("```")))
        .hasMessage("p: a block that does not end");
  }

  @Test
  void everyFileThatIsNamedIsThere() throws IOException {
    int count = 0;
    for (Page page : Page.all()) {
      String prose = String.join("\n", page.prose());
      for (MatchResult name : NAMED.matcher(prose).results().toList()) {
        if (!name.group(1).contains("NAME")) {
          Path near = page.file().resolveSibling(name.group(1));
          boolean found = Files.exists(Path.of(name.group(1))) || Files.exists(near);
          assertThat(found).as(page.file() + ": " + name.group(1)).isTrue();
          count++;
        }
      }
    }
    assertThat(count).isGreaterThan(10);
  }

  @Test
  void everyPageIsReachedFromTheReadme() throws IOException {
    List<Path> reached = new ArrayList<>(List.of(Path.of("README.md")));
    for (int i = 0; i < reached.size(); i++) {
      Page page = Page.read(reached.get(i));
      for (MatchResult link : links(page)) {
        Path there = page.file().resolveSibling(link.group(3).split("#")[0]).normalize();
        if (there.toString().endsWith(".md") && !reached.contains(there)) {
          reached.add(there);
        }
      }
    }
    List<Path> written =
        Page.all().stream().map(Page::file).filter(file -> !file.startsWith("src")).toList();
    assertThat(reached).containsAll(written);
  }
}
