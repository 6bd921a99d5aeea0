package org.kcpfpga.jobs;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.kcpfpga.common.UserError;
import org.kcpfpga.verilated.build.Command;

/** The programs of Slurm, and what they print. */
final class SlurmCommands {
  /** What {@code sbatch --parsable} prints: a number, with several clusters also a name. */
  private static final Pattern SUBMITTED = Pattern.compile("(?m)^(\\d+)(;\\S+)?$");

  private static final Pattern TASK = Pattern.compile("(?m)^(\\d+)_(\\d+)[ |]([A-Z_]+)(.*)$");
  private static final Pattern LARGEST = Pattern.compile("(?m)^MaxArraySize\\s*=\\s*(\\d+)");

  private final List<String> before;
  private final Path folder;

  /**
   * Calls from a folder.
   *
   * @param before words in front of every command; none, but in tests
   */
  SlurmCommands(List<String> before, Path folder) {
    this.before = before;
    this.folder = folder;
  }

  private Command.Result call(String... words) {
    try {
      return started(words);
    } catch (IOException e) {
      throw missing(words[0], e);
    }
  }

  private Command.Result started(String... words) throws IOException {
    // sbatch hands its environment on to the tasks
    return Command.runInOwnLocale(folder, all(words));
  }

  private List<String> all(String... words) {
    List<String> all = new ArrayList<>(before);
    all.addAll(List.of(words));
    return all;
  }

  private UserError missing(String program, IOException e) {
    return Files.isDirectory(folder)
        ? UserError.at(
            "--on slurm", "no program " + program + " here", "a machine that submits to Slurm")
        : UserError.of(folder, "cannot be used", e);
  }

  /**
   * Indices of an array are below this number.
   *
   * @throws UserError if Slurm does not answer
   */
  int largestArray() {
    Command.Result result = call("scontrol", "show", "config");
    Matcher largest = LARGEST.matcher(result.text());
    if (result.exitCode() != 0 || !largest.find()) {
      throw UserError.at("scontrol", said(result.text()), "a Slurm that answers");
    }
    int most = Integer.parseInt(largest.group(1));
    if (most < 1) {
      throw UserError.at(
          "MaxArraySize of Slurm", most, "at least 1: parts are tasks of job arrays");
    }
    return most;
  }

  /**
   * Submits an array; its number.
   *
   * @param indices as {@code --array} takes them
   * @throws UserError with what Slurm says if it does not take it
   */
  String submit(String name, String indices, Path script, int offset) {
    Command.Result result =
        call(
            "sbatch",
            "--parsable",
            "--job-name=" + name,
            "--array=" + indices,
            // the script itself writes, as Slurm reads a % in a path as the start of a pattern
            "--output=/dev/null",
            "--chdir=/",
            "--no-requeue",
            script.toString(),
            String.valueOf(offset));
    Matcher number = SUBMITTED.matcher(result.text());
    if (result.exitCode() != 0 || !number.find()) {
      throw UserError.at("sbatch", said(result.text()), "a job that Slurm takes");
    }
    return number.group(1);
  }

  private static String said(String text) {
    return text.lines()
        .map(line -> line.replaceFirst("^\\w+: (error: |fatal: )?", "").strip())
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("; "));
  }

  /** The tasks of all arrays of a name that Slurm knows of, or null if it does not answer. */
  Map<ArrayTask, TaskState> queue(String name) {
    String format = "--format=%i %T %N";
    Command.Result result =
        call("squeue", "--noheader", "--array", "--states=all", "--name=" + name, format);
    return result.exitCode() == 0 ? tasks(result.text()) : null;
  }

  /** What the accounting says of tasks; nothing where there is none. */
  Map<ArrayTask, TaskState> accounting(Collection<ArrayTask> some) {
    String numbers = some.stream().map(ArrayTask::toString).collect(Collectors.joining(","));
    String jobs = "--jobs=" + numbers;
    String format = "--format=JobID,State,NodeList";
    try {
      return tasks(
          started("sacct", "--noheader", "--allocations", "--parsable2", jobs, format).text());
    } catch (IOException noSuchProgram) {
      return Map.of();
    }
  }

  /** Lines {@code 17_3 NODE_FAIL n4} and {@code 17_3|CANCELLED by 0|n4}. */
  static Map<ArrayTask, TaskState> tasks(String text) {
    Map<ArrayTask, TaskState> tasks = new HashMap<>();
    for (MatchResult line : TASK.matcher(text).results().toList()) {
      ArrayTask task = new ArrayTask(line.group(1), Integer.parseInt(line.group(2)));
      String node = line.group(4).replaceFirst("^.*[|]", "").strip();
      tasks.put(task, new TaskState(line.group(3), node));
    }
    return tasks;
  }

  /** Ends all arrays of a name. What it says is lost: at a shutdown no file may keep it. */
  void cancel(String name) {
    try {
      new ProcessBuilder(all("scancel", "--name=" + name))
          .redirectInput(new File("/dev/null"))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw missing("scancel", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
