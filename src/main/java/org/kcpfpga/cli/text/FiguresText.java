package org.kcpfpga.cli.text;

import java.util.Locale;
import java.util.Map;
import org.kcpfpga.accuracy.EngineRun;
import org.kcpfpga.link.RunFigures;
import org.kcpfpga.link.Transfer;

/** What a core took for a run, in words and for JSON; what is not known is never a number. */
public final class FiguresText {
  private FiguresText() {}

  /** Puts cycles, start-up and interval; null where they are not known. */
  public static void put(Map<String, Object> values, RunFigures figures, String interval) {
    values.put("cycles", figures.cycles() == Transfer.UNKNOWN ? null : figures.cycles());
    values.put("cores", figures.cores());
    values.put("firstStep", figures.firstStep() == 0 ? null : figures.firstStep());
    values.put(interval, figures.interval() == 0 ? null : figures.interval());
  }

  /** Puts the clipped values, and whether a counter of them stands at its end. */
  public static void saturations(Map<String, Object> values, EngineRun run) {
    values.put("saturations", run.saturations());
    if (run.atLeast()) {
      values.put("saturationsAtLeast", true);
    }
  }

  public static String saturations(EngineRun run) {
    return (run.atLeast() ? "at least " : "") + run.saturations();
  }

  /** "891 cycles, the first step 88, then 41 per step"; of several cores, "on 2 cores together". */
  public static String cycles(RunFigures figures) {
    String first =
        String.format(
            Locale.ROOT,
            "%d cycles%s, the first step %d",
            figures.cycles(),
            figures.cores() == 1 ? "" : " on " + figures.cores() + " cores together",
            figures.firstStep());
    return figures.interval() == 0
        ? first + ", too few steps for an interval"
        : String.format(Locale.ROOT, "%s, %d per step behind start-up", first, figures.interval());
  }

  /** Cycles in which a board's core was busy. */
  public static String busy(RunFigures figures) {
    return figures.cycles() == Transfer.UNKNOWN
        ? "busy cycles unknown (a narrow counter may have wrapped unseen)"
        : figures.cycles() + " busy cycles";
  }
}
