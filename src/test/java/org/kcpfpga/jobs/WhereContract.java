package org.kcpfpga.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kcpfpga.common.UserError;

/** What every {@link Where} keeps. */
abstract class WhereContract {
  @TempDir Path temporary;

  /** A name that a careless script would break. */
  Path folder;

  @BeforeEach
  void makeTheFolder() throws Exception {
    folder = Files.createDirectory(temporary.resolve("it's 100%j \"ä\" $x"));
  }

  abstract Where where();

  /** A part that prints the square of its number and counts its starts. */
  Part toy(int number) {
    String script = "echo " + number + " >>\"$1\"; echo $((" + number + " * " + number + "))";
    String starts = folder.resolve("starts").toString();
    return new Part("toy-" + number, List.of("sh", "-c", script, "sh", starts));
  }

  static List<Part> run(Where where, PartFolder parts) {
    List<Part> done = new ArrayList<>();
    where.run(parts, done::add);
    return done;
  }

  @Test
  void everyPartIsDoneOnceAndTold() throws Exception {
    List<Part> all = IntStream.range(0, 6).mapToObj(this::toy).toList();
    PartFolder parts = new PartFolder(folder.resolve("parts"), all);
    assertThat(run(where(), parts)).containsExactlyInAnyOrderElementsOf(all);
    assertThat(all.stream().map(parts::result))
        .containsExactly("0\n", "1\n", "4\n", "9\n", "16\n", "25\n");
    assertThat(Files.readAllLines(folder.resolve("starts"))).hasSize(6);
    parts.delete();
    assertThat(parts.folder()).doesNotExist();
  }

  @Test
  void aPartThatSaysWhatIsWrongIsNotStartedAgain() throws Exception {
    String script = "echo begun >>\"$1\"; echo 'kcp: x: 3 (expected: 4)' >&2; exit 2";
    String starts = folder.resolve("starts").toString();
    Part wrong = new Part("wrong", List.of("sh", "-c", script, "sh", starts));
    PartFolder parts = new PartFolder(folder.resolve("parts"), List.of(wrong));
    assertThatThrownBy(() -> run(where(), parts))
        .isInstanceOf(UserError.class)
        .hasMessage("wrong: x: 3 (expected: 4)");
    assertThat(Files.readAllLines(folder.resolve("starts"))).hasSize(1);
  }

  @Test
  void aPartThatIsKilledIsStartedAgainButNotForEver() throws Exception {
    String script = "echo begun >>\"$1\"; kill -9 $$";
    String starts = folder.resolve("starts").toString();
    Part killed = new Part("killed", List.of("sh", "-c", script, "sh", starts));
    PartFolder parts = new PartFolder(folder.resolve("parts"), List.of(killed));
    assertThatThrownBy(() -> run(where(), parts))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("killed: started 4 times, last: stopped by signal 9")
        .hasMessageEndingWith("; see " + parts.folder());
    assertThat(Files.readAllLines(folder.resolve("starts"))).hasSize(4);
  }

  @Test
  void aFailedCheckIsAResult() {
    Part failed = new Part("failed", List.of("sh", "-c", "echo different; exit 1"));
    PartFolder parts = new PartFolder(folder.resolve("parts"), List.of(failed));
    assertThat(run(where(), parts)).containsExactly(failed);
    assertThat(parts.result(failed)).isEqualTo("different\n");
  }
}
