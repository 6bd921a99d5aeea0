package org.kcpfpga.jobs;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.kcpfpga.cache.CacheKey;
import org.kcpfpga.common.AtomicFile;
import org.kcpfpga.common.UserError;

/** The tasks of one run of parts that Slurm has taken and that have not ended. */
final class ArrayQueue {
  /** How long a file may take from a node to this machine: caches of NFS keep it for a minute. */
  private static final long ARRIVAL_NANOS = 90_000_000_000L;

  /** Silence of Slurm, in looks, after which it is taken to be gone: a controller may restart. */
  private static final int MOST_SILENT = 40;

  /** Refusals in a row with nothing active, after which there will be no other answer. */
  private static final int MOST_REFUSED = 10;

  private final SlurmCommands slurm;
  private final PartFolder parts;
  private final String limit;
  private final String name;
  private final Path script;
  private final Map<ArrayTask, Integer> active = new LinkedHashMap<>();
  private final Map<ArrayTask, Long> completedAt = new HashMap<>();
  private int block;
  private int silent;
  private int refusals;
  private UserError refusal;
  private boolean ended;

  /** Empty; its arrays bear a name of their own, made from the folder. */
  ArrayQueue(SlurmCommands slurm, PartFolder parts, Integer atOnce) {
    this.slurm = slurm;
    this.parts = parts;
    this.limit = atOnce == null ? "" : "%" + atOnce;
    this.name = "kcp-" + new CacheKey().texts(List.of(parts.folder().toString())).hex();
    this.script = parts.folder().resolve("array.sh");
  }

  /** Prepares; arrays that a killed run of the same folder has left are ended. */
  void begin() {
    block = slurm.largestArray();
    slurm.cancel(name);
    String text =
        "#!/bin/sh\n# array.sh OFFSET: the part of the number OFFSET + index of the task\ncd "
            + PartFolder.quoted(parts.folder().toString())
            + " && exec sh parts.sh $(($1 + SLURM_ARRAY_TASK_ID))\n";
    AtomicFile.write(script, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Tasks and the numbers of their parts. */
  synchronized Map<ArrayTask, Integer> active() {
    return Map.copyOf(active);
  }

  synchronized void remove(ArrayTask task) {
    active.remove(task);
  }

  /**
   * Submits parts by their numbers, as many to an array as Slurm allows; the numbers of those that
   * it does not take now.
   */
  synchronized List<Integer> submit(Collection<Integer> numbers) {
    Map<Integer, List<Integer>> blocks = new TreeMap<>();
    for (int number : numbers) {
      blocks.computeIfAbsent(number / block * block, k -> new ArrayList<>()).add(number);
    }
    List<Integer> refused = new ArrayList<>();
    refusal = null;
    blocks.forEach(
        (offset, some) -> {
          if (refusal != null || !submit(offset, some)) {
            refused.addAll(some);
          }
        });
    refusals = refused.isEmpty() || !active.isEmpty() ? 0 : refusals + 1;
    return refused;
  }

  private boolean submit(int offset, List<Integer> some) {
    if (ended) {
      throw new IllegalStateException("submitted after the end");
    }
    List<Integer> indices = some.stream().map(number -> number - offset).toList();
    try {
      String array = slurm.submit(name, ArrayTask.indices(indices) + limit, script, offset);
      some.forEach(number -> active.put(new ArrayTask(array, number - offset), number));
      return true;
    } catch (UserError e) {
      refusal = e;
      return false;
    }
  }

  /** Why Slurm did not take all that was submitted last; null if it did. */
  UserError refusal() {
    return refusal;
  }

  /** Whether Slurm takes nothing although nothing of ours is left there to wait for. */
  boolean hopeless() {
    return refusals == MOST_REFUSED;
  }

  /** The states of all active tasks; empty while Slurm does not answer. */
  Map<ArrayTask, TaskState> look() {
    Map<ArrayTask, TaskState> states = slurm.queue(name);
    if (states == null) {
      silent++;
      if (silent == MOST_SILENT) {
        throw UserError.at("squeue", "no answer for " + silent + " times", "a Slurm controller");
      }
      return Map.of();
    }
    silent = 0;
    List<ArrayTask> forgotten =
        active().keySet().stream().filter(task -> !states.containsKey(task)).toList();
    if (!forgotten.isEmpty()) {
      Map<ArrayTask, TaskState> known = slurm.accounting(forgotten);
      forgotten.forEach(t -> states.put(t, known.getOrDefault(t, TaskState.FORGOTTEN)));
    }
    return states;
  }

  /** Whether a task has ended, and anything it wrote would have arrived; null is no news. */
  boolean lost(ArrayTask task, TaskState state) {
    if (state == null || !state.over()) {
      return false;
    }
    if (!state.completed()) {
      return true;
    }
    long since = completedAt.computeIfAbsent(task, k -> System.nanoTime());
    return System.nanoTime() - since > ARRIVAL_NANOS;
  }

  /** How many tasks are in which state. */
  String summary(Map<ArrayTask, TaskState> states) {
    Map<String, Long> counts =
        active().keySet().stream()
            .filter(states::containsKey)
            .collect(
                Collectors.groupingBy(
                    task -> states.get(task).state(), TreeMap::new, Collectors.counting()));
    return "Slurm: "
        + counts.entrySet().stream()
            .map(count -> count.getValue() + " " + count.getKey())
            .collect(Collectors.joining(", "))
        + ", of "
        + parts.parts().size();
  }

  /**
   * Ends all that is active; says so, or null if nothing is. An array whose number never arrived is
   * cancelled too.
   */
  synchronized String end() {
    ended = true;
    if (script.toFile().isFile()) {
      slurm.cancel(name);
    }
    if (active.isEmpty()) {
      return null;
    }
    String arrays =
        active.keySet().stream().map(ArrayTask::array).distinct().collect(Collectors.joining(", "));
    active.clear();
    return "cancelled in Slurm: " + arrays;
  }
}
