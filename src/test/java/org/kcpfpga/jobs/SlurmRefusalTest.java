package org.kcpfpga.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kcpfpga.common.UserError;

/** A Slurm that takes an array, and then for a while nothing: its programs are a script. */
class SlurmRefusalTest {
  /** Runs tasks at once; the submissions of the numbers $FIRST to $LAST are refused. */
  private static final String SLURM =
      """
      case $1 in
      scontrol) echo 'MaxArraySize = 100' ;;
      squeue) cat "$HOME/states" ;;
      sbatch)
        echo >>"$HOME/calls"
        call=$(wc -l <"$HOME/calls")
        if [ $call -ge $FIRST ] && [ $call -le $LAST ]; then
          echo 'sbatch: error: too many jobs' >&2
          exit 1
        fi
        for word; do
          case $word in --array=*) tasks=${word#--array=} ;; esac
          script=$offset offset=$word
        done
        for task in $(seq ${tasks%-*} ${tasks#*-}); do
          SLURM_ARRAY_TASK_ID=$task sh "$script" $offset
          echo ${call}_$task COMPLETED n1 >>"$HOME/states"
        done
        echo $call ;;
      esac
      """;

  @TempDir Path folder;

  private final List<String> log = new ArrayList<>();
  private final List<Part> done = new ArrayList<>();

  private PartFolder ran(int first, int last) throws IOException {
    Path script = Files.writeString(folder.resolve("slurm.sh"), SLURM);
    List<String> before =
        List.of("env", "HOME=" + folder, "FIRST=" + first, "LAST=" + last, "sh", script.toString());
    // killed when it is started first, as a lost node does it
    String killed = "[ -e \"$1\" ] && exec echo two; : >\"$1\"; kill -9 $$";
    PartFolder parts =
        new PartFolder(
            folder.resolve("parts"),
            List.of(
                new Part("one", List.of("echo", "one")),
                new Part("two", List.of("sh", "-c", killed, "sh", folder + "/begun"))));
    new SlurmArrays(before, null, log::add, doing -> {}).run(parts, done::add);
    return parts;
  }

  @Test
  void whatIsRefusedForAWhileIsSubmittedLater() throws IOException {
    PartFolder parts = ran(2, 3);
    assertThat(done).hasSize(2);
    assertThat(done.stream().map(parts::result)).containsExactly("one\n", "two\n");
    assertThat(log).hasSize(2);
    assertThat(log.get(0)).startsWith("two: stopped by signal 9").endsWith("; start 2 of 4");
    assertThat(log.get(1))
        .isEqualTo(
            "1 of 2 parts wait, as Slurm refuses them: sbatch: too many jobs (expected: a job that"
                + " Slurm takes)");
    assertThat(Files.readAllLines(folder.resolve("calls"))).hasSize(4);
  }

  @Test
  void whatIsRefusedForEverIsMissingAndTheRestIsKept() throws IOException {
    assertThatThrownBy(() -> ran(2, 1000))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("sbatch: too many jobs")
        .hasMessageEndingWith(
            "; 1 of 2 parts have no result, those of the others are in " + folder.resolve("parts"));
    assertThat(done).extracting(Part::name).containsExactly("one");
    assertThat(folder.resolve("parts/one.out")).hasContent("one");
  }

  @Test
  void aFirstSubmissionThatIsRefusedEndsAtOnce() {
    assertThatThrownBy(() -> ran(1, 1000))
        .hasMessage("sbatch: too many jobs (expected: a job that Slurm takes)");
    assertThat(folder.resolve("calls")).content().hasLineCount(1);
  }
}
