package org.kcpfpga.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.kcpfpga.common.UserError;

/**
 * Job arrays on a Slurm cluster. The nodes see the folder of the parts, and the programs of their
 * commands, under the same paths as this machine; what becomes of a part is read from its files,
 * and of one that has left none, from Slurm.
 */
public final class SlurmArrays implements Where {
  private static final long SHORTEST_PAUSE = 500;
  private static final long LONGEST_PAUSE = 15_000;

  private final List<String> before;
  private final Integer atOnce;
  private final Consumer<String> log;
  private final Consumer<String> progress;
  private volatile ArrayQueue queue;

  /**
   * The cluster that this machine submits to.
   *
   * @param atOnce the most tasks of an array at a time, or null
   * @param log is told in a line why a part is started again
   * @param progress is told what is running
   */
  public SlurmArrays(Integer atOnce, Consumer<String> log, Consumer<String> progress) {
    this(List.of(), atOnce, log, progress);
  }

  /** {@code before}: words in front of every command of Slurm's. */
  SlurmArrays(
      List<String> before, Integer atOnce, Consumer<String> log, Consumer<String> progress) {
    this.before = before;
    this.atOnce = atOnce;
    this.log = log;
    this.progress = progress;
  }

  @Override
  public void run(PartFolder parts, Consumer<Part> done) {
    Tries tries = new Tries(parts, log);
    SlurmCommands slurm = new SlurmCommands(before, parts.folder());
    queue = new ArrayQueue(slurm, parts, atOnce);
    queue.begin();
    long begin = System.nanoTime();
    List<Integer> waiting = IntStream.range(0, parts.parts().size()).boxed().toList();
    try {
      waiting = queue.submit(waiting);
      if (queue.active().isEmpty() && !waiting.isEmpty()) {
        throw queue.refusal();
      }
      while (!queue.active().isEmpty() || !waiting.isEmpty()) {
        pause((System.nanoTime() - begin) / 20_000_000);
        Map<ArrayTask, TaskState> states = queue.look();
        progress.accept(queue.summary(states));
        List<Integer> next = without(waiting, parts, tries, done);
        next.addAll(judged(states, parts, tries, done));
        waiting = submitted(next, parts);
      }
    } finally {
      queue.end();
    }
  }

  /** Those that Slurm does not take now, as it may later when others have ended. */
  private List<Integer> submitted(List<Integer> numbers, PartFolder parts) {
    boolean told = queue.refusal() != null;
    List<Integer> refused = queue.submit(numbers);
    String count = refused.size() + " of " + parts.parts().size() + " parts";
    if (queue.hopeless()) {
      throw new UserError(
          queue.refusal().getMessage()
              + "; "
              + count
              + " have no result, those of the others are in "
              + parts.folder());
    }
    if (!refused.isEmpty() && !told) {
      log.accept(count + " wait, as Slurm refuses them: " + queue.refusal().getMessage());
    }
    return refused;
  }

  /** Of parts that wait, those without a result: a start that was given up may still leave one. */
  private List<Integer> without(
      List<Integer> waiting, PartFolder parts, Tries tries, Consumer<Part> done) {
    List<Integer> still = new ArrayList<>();
    for (int number : waiting) {
      Part part = parts.parts().get(number);
      Integer code = parts.code(part);
      if (code != null && Tries.regular(code) && tries.done(part, code)) {
        done.accept(part);
      } else {
        still.add(number);
      }
    }
    return still;
  }

  /** Takes out what has ended; the numbers of parts that are to be started again. */
  private List<Integer> judged(
      Map<ArrayTask, TaskState> states, PartFolder parts, Tries tries, Consumer<Part> done) {
    List<Integer> again = new ArrayList<>();
    queue
        .active()
        .forEach(
            (task, number) -> {
              Part part = parts.parts().get(number);
              TaskState state = states.get(task);
              Integer code = parts.code(part);
              if (code == null ? !queue.lost(task, state) : !counts(code, state)) {
                return;
              }
              queue.remove(task);
              if (code == null) {
                tries.again(part, state + ", and no result");
                again.add(number);
              } else if (tries.done(part, code)) {
                done.accept(part);
              } else {
                again.add(number);
              }
            });
    return again;
  }

  /**
   * Whether a code is that of the last start: one that was given up may still leave its own, which
   * is as good as any if the command has ended by itself.
   */
  private static boolean counts(int code, TaskState state) {
    return Tries.regular(code) || (state != null && state.over());
  }

  /** The longer it takes, the less often the controller is asked. */
  private static void pause(long millis) {
    try {
      Thread.sleep(Math.max(SHORTEST_PAUSE, Math.min(LONGEST_PAUSE, millis)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public String end() {
    ArrayQueue last = queue;
    return last == null ? null : last.end();
  }
}
