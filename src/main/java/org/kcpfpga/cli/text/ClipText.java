package org.kcpfpga.cli.text;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.plan.StageNames;
import org.kcpfpga.tensor.Tensor;

/** Values that were clipped, and of how many. */
public final class ClipText {
  private ClipText() {}

  /** Values that each stage requantises for [sequences, steps, N] inputs. */
  public static Map<String, Long> requantised(Deployment deployment, Tensor inputs) {
    long sequences = inputs.extent(0);
    return StageNames.requantised(deployment.plan(), sequences * inputs.extent(1), sequences);
  }

  /** "clipped: cell_pre 12 of 4,800 (0.25 %)", a line with every stage that clipped, or nothing. */
  public static String of(Map<String, Long> clips, Map<String, Long> requantised) {
    String stages =
        clips.entrySet().stream()
            .filter(stage -> stage.getValue() > 0)
            .map(stage -> stage.getKey() + " " + one(stage.getValue(), requantised, stage.getKey()))
            .collect(Collectors.joining(", "));
    return stages.isEmpty() ? "" : String.format(Locale.ROOT, "clipped: %s%n", stages);
  }

  private static String one(long count, Map<String, Long> requantised, String stage) {
    long all = requantised.get(stage);
    double percent = 100.0 * count / all;
    String share = percent < 0.01 ? "under 0.01 %" : String.format(Locale.ROOT, "%.2f %%", percent);
    return String.format(Locale.ROOT, "%d of %,d (%s)", count, all, share);
  }

  /** The part of all requantised values that was clipped. */
  public static double share(Map<String, Long> clips, Map<String, Long> requantised) {
    return (double) sum(clips) / sum(requantised);
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
