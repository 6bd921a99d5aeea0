package org.kcpfpga.plan;

import org.kcpfpga.common.IntMath;

/**
 * The input stream and the gearbox behind it, which leads from any bus width to any number of lanes
 * without padding and without a lost cycle.
 *
 * <p>The gearbox keeps units of {@code gcd(B, p)} elements. It holds {@code b + 2p' - 1} of them,
 * where a beat is b units and the front takes p' at a time: if it has no room for a beat, then it
 * still holds p' units after the front took p' of them.
 *
 * @param size N, elements of a vector
 * @param busLanes B, elements per bus beat, a divisor of N and at least p
 * @param lanes p, elements that leave per cycle
 * @param elementBits width of an element
 * @param sequences S, interleaved sequences
 */
public record StreamPlan(int size, int busLanes, int lanes, int elementBits, int sequences) {

  /** Bus beats of one vector. */
  public int beats() {
    return size / busLanes;
  }

  /** Elements that enter and leave the gearbox together. */
  public int unit() {
    return IntMath.gcd(busLanes, lanes);
  }

  /** Units of a bus beat. */
  public int beatUnits() {
    return busLanes / unit();
  }

  /** Units that leave at a time. */
  public int laneUnits() {
    return lanes / unit();
  }

  /** Units that the gearbox holds. */
  public int capacity() {
    return beatUnits() + 2 * laneUnits() - 1;
  }

  /** Bits that number the sequences; 0 if there is one. */
  public int slotBits() {
    return IntMath.ceilLog2(sequences);
  }

  /** Bits of s_axis_tuser: bit 0 starts a sequence, the rest number it. */
  public int userBits() {
    return 1 + slotBits();
  }

  /** Side-band of a beat inside: bit 0 start, then the sequence, the top bit bad. */
  public int frameFlags() {
    return 2 + slotBits();
  }

  /** Side-band behind the first expand stage, which forgets bad frames: start, sequence. */
  public int stepFlags() {
    return 1 + slotBits();
  }
}
