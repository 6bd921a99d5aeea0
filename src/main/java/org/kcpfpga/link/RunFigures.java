package org.kcpfpga.link;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a core took for a run.
 *
 * @param cycles of all streams, or {@link Transfer#UNKNOWN}
 * @param firstStep cycles from the first accepted beat to the last output beat of the first step,
 *     both included; 0 if not known
 * @param interval cycles per step behind the start-up of the plan, rounded up; 0 if not known, as
 *     of a run that is hardly longer than the start-up
 * @param cores cores that shared the sequences; their cycles and counters are added
 * @param counters registers by name, null where a narrow counter may have wrapped unseen
 */
public record RunFigures(
    long cycles, long firstStep, long interval, int cores, Map<String, Long> counters) {

  /** The figures of several cores that shared a run: sums, but the longest times. */
  public static RunFigures joined(List<RunFigures> runs) {
    Map<String, Long> counters = new LinkedHashMap<>(runs.get(0).counters);
    long cycles = 0;
    long firstStep = 0;
    long interval = 0;
    for (RunFigures run : runs) {
      boolean unknown = cycles == Transfer.UNKNOWN || run.cycles == Transfer.UNKNOWN;
      cycles = unknown ? Transfer.UNKNOWN : cycles + run.cycles;
      firstStep = Math.max(firstStep, run.firstStep);
      interval = Math.max(interval, run.interval);
    }
    for (RunFigures run : runs.subList(1, runs.size())) {
      counters.replaceAll((name, sofar) -> joined(name, sofar, run.counters.get(name)));
    }
    return new RunFigures(cycles, firstStep, interval, runs.size(), counters);
  }

  private static Long joined(String name, Long one, Long other) {
    if (one == null || other == null) {
      return null;
    }
    return switch (name) {
      case "checksum" -> one; // of the same model
      case "errors" -> one | other;
      default -> one + other;
    };
  }
}
