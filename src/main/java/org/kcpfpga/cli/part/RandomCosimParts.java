package org.kcpfpga.cli.part;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.cli.option.PlaceOptions;
import org.kcpfpga.cli.output.ReportCommand;
import org.kcpfpga.cli.output.ReportCommand.Report;
import org.kcpfpga.cli.text.CosimText;
import org.kcpfpga.cli.tool.Home;
import org.kcpfpga.jobs.Part;
import org.kcpfpga.verify.cosim.RandomCosim;
import org.kcpfpga.verify.cosim.RandomCosim.Total;

/**
 * Random designs in lock step, here or in parts elsewhere; what a part prints is what all print.
 *
 * @param count of designs
 * @param seed of the first
 */
public record RandomCosimParts(ReportCommand command, PlaceOptions place, int count, long seed) {
  /** Designs of a part, each of which is compiled for some seconds. */
  private static final int PART = 2;

  /** Runs them all. */
  public Report report() {
    long begin = System.nanoTime();
    Total total = place.slurm() ? elsewhere() : here();
    CosimText text = CosimText.of(total, count, seed, (System.nanoTime() - begin) / 1e9);
    return new Report(text.values(), text.line(), total.first() == null);
  }

  private Total here() {
    return Total.of(
        RandomCosim.run(
            count,
            seed,
            place.threads(),
            done -> command.progress("seed " + done.seed() + ": " + done.design().cell())));
  }

  private Total elsewhere() {
    List<Part> parts = new ArrayList<>();
    for (int first = 0; first < count; first += PART) {
      parts.add(part(seed + first, Math.min(PART, count - first)));
    }
    return PartRun.answers(command, place, "cosim", parts).stream()
        .map(RandomCosimParts::total)
        .reduce(Total.of(List.of()), Total::plus);
  }

  private static Part part(long first, int designs) {
    List<String> words = new ArrayList<>(Home.program());
    words.addAll(List.of("cosim", "--random", "" + designs, "--seed", "" + first));
    words.addAll(List.of("--threads", "1", "--json"));
    return new Part("seed" + first, words);
  }

  private static Total total(JsonNode answer) {
    return new Total(
        answer.get("steps").asLong(),
        answer.get("cycles").asLong(),
        answer.get("stateAccesses").asLong(),
        answer.get("mismatchedCycles").asLong(),
        answer.get("mismatchedValues").asLong(),
        answer.get("firstMismatch").textValue());
  }
}
