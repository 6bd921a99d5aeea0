package org.kcpfpga.verify.coverage;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kcpfpga.design.Design;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.verify.cosim.StallPattern;

/** Combinations that a co-simulation should have met, and how often it did. */
public final class FunctionalBins {

  /**
   * A combination.
   *
   * @param cell kind of cell
   * @param fold how a stage is folded
   * @param pattern how the streams wait
   * @param clipped whether a value of such a stage was clipped in the run, or none of one of them
   * @param interleaved more than one sequence
   */
  public record Bin(
      CellKind cell, FoldKind fold, StallPattern pattern, boolean clipped, boolean interleaved) {

    /** Why no run can meet it, or null. */
    String unreachable() {
      if (!cell.recurrent() && interleaved) {
        return "a linear cell has no state that sequences could have";
      }
      if (!cell.recurrent() && (fold == FoldKind.OWN_CELL || fold == FoldKind.SHARED_CELL)) {
        return "a linear cell multiplies nothing";
      }
      if (fold == FoldKind.IDENTITY && clipped) {
        return "an identity stage rounds nothing";
      }
      return null;
    }

    @Override
    public String toString() {
      return String.join(
              " x ",
              cell.toString(),
              fold.toString(),
              pattern.toString(),
              clipped ? "clipped" : "not clipped",
              interleaved ? "sequences > 1" : "one sequence")
          .toLowerCase(Locale.ROOT);
    }
  }

  private final Map<Bin, Long> hits = new LinkedHashMap<>();

  /** All bins, none hit. */
  public FunctionalBins() {
    for (CellKind cell : CellKind.plainKinds()) {
      for (FoldKind fold : FoldKind.values()) {
        for (StallPattern pattern : StallPattern.values()) {
          for (int rest = 0; rest < 4; rest++) {
            hits.put(new Bin(cell, fold, pattern, rest % 2 == 1, rest / 2 == 1), 0L);
          }
        }
      }
    }
  }

  /** Counts what a run met. */
  void add(Deployment deployment, StallPattern pattern, Map<String, Long> saturations) {
    Design design = deployment.plan().design();
    boolean interleaved = design.sequences() > 1;
    FoldKind.of(deployment.plan())
        .forEach(
            (fold, stages) -> {
              boolean some = stages.stream().anyMatch(stage -> saturations.get(stage) > 0);
              boolean none =
                  stages.isEmpty() || stages.stream().anyMatch(s -> saturations.get(s) == 0);
              if (some) {
                hit(new Bin(design.cell().plain(), fold, pattern, true, interleaved));
              }
              if (none) {
                hit(new Bin(design.cell().plain(), fold, pattern, false, interleaved));
              }
            });
  }

  private void hit(Bin bin) {
    if (bin.unreachable() != null) {
      throw new IllegalStateException(bin + ": met, although " + bin.unreachable());
    }
    hits.merge(bin, 1L, Long::sum);
  }

  /** How often each bin was met. */
  List<Long> counts() {
    return List.copyOf(hits.values());
  }

  /** Adds what other runs met. */
  void add(List<Long> counts) {
    Iterator<Long> next = counts.iterator();
    hits.replaceAll((bin, count) -> count + next.next());
  }

  /** Bins that can be met. */
  public int reachable() {
    return (int) hits.keySet().stream().filter(bin -> bin.unreachable() == null).count();
  }

  /** Bins that were met. */
  public int hit() {
    return (int) hits.values().stream().filter(count -> count > 0).count();
  }

  /** Bins that could have been met and were not. */
  public List<Bin> missed() {
    List<Bin> missed = new ArrayList<>();
    hits.forEach(
        (bin, count) -> {
          if (count == 0 && bin.unreachable() == null) {
            missed.add(bin);
          }
        });
    return missed;
  }

  /** Reasons why bins cannot be met, each with their number. */
  public Map<String, Integer> unreachable() {
    Map<String, Integer> reasons = new LinkedHashMap<>();
    for (Bin bin : hits.keySet()) {
      if (bin.unreachable() != null) {
        reasons.merge(bin.unreachable(), 1, Integer::sum);
      }
    }
    return reasons;
  }
}
