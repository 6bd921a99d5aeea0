package org.kcpfpga.jobs;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract of {@link Where} on this machine. */
class LocalProcessesTest extends WhereContract {
  @Override
  Where where() {
    return new LocalProcesses(2, line -> {});
  }

  @Test
  void afterAFailureNoOtherPartIsAlive() throws Exception {
    String begun = folder.resolve("begun").toString();
    // a child of the shell of the part, as the Java of a command is
    String script = "sleep 1000 & echo $! >\"$1.new\"; mv \"$1.new\" \"$1\"; wait";
    Part endless = new Part("endless", List.of("sh", "-c", script, "sh", begun));
    String refused = "until [ -e \"$1\" ]; do sleep 0.05; done; echo 'kcp: no' >&2; exit 2";
    Part wrong = new Part("wrong", List.of("sh", "-c", refused, "sh", begun));
    PartFolder parts = new PartFolder(folder.resolve("parts"), List.of(endless, wrong));
    assertThatThrownBy(() -> run(where(), parts)).hasMessage("wrong: no");
    long sleep = Long.parseLong(Files.readString(Path.of(begun)).strip());
    SlurmCluster.await("the end of the part", () -> ended(sleep));
  }

  /** Gone, or dead and not yet asked for by whoever has taken it over. */
  private static boolean ended(long process) throws IOException {
    Path state = Path.of("/proc/" + process + "/stat");
    try {
      return Files.readString(state).contains(") Z ");
    } catch (NoSuchFileException gone) {
      return true;
    }
  }
}
