package org.kcpfpga.fpga;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of a design on a board.
 *
 * @param cells cells of the part by kind, as Yosys made them
 * @param usage what it takes of the part
 * @param clock for which it was built
 * @param routings one a seed; none if it does not fit
 * @param file the bitstream of the best seed, if that meets the clock
 */
public record Bitstream(
    Map<String, Long> cells,
    List<Usage> usage,
    BoardClock clock,
    List<Routing> routings,
    Optional<Path> file) {

  /** What the part has too little of; the design fits if there is nothing. */
  public List<Usage> misfits() {
    return usage.stream().filter(one -> !one.fits()).toList();
  }

  /** The seed with the highest clock. */
  public Routing best() {
    return routings.stream().max(Comparator.comparingDouble(Routing::megahertz)).orElseThrow();
  }

  /** The seed with the lowest clock. */
  public Routing worst() {
    return routings.stream().min(Comparator.comparingDouble(Routing::megahertz)).orElseThrow();
  }
}
