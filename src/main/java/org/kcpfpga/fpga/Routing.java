package org.kcpfpga.fpga;

/**
 * A placed and routed design.
 *
 * @param seed of the placement
 * @param nextpnrMegahertz highest clock by nextpnr's timing
 * @param icetimeMegahertz highest clock by icetime's, a second program with its own
 */
public record Routing(int seed, double nextpnrMegahertz, double icetimeMegahertz) {
  /** The lower of both. */
  public double megahertz() {
    return Math.min(nextpnrMegahertz, icetimeMegahertz);
  }
}
