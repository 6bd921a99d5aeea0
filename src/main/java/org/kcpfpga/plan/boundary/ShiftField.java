package org.kcpfpga.plan.boundary;

/**
 * A shift that a loadable core keeps in a register, as {@code value - least}.
 *
 * @param name the stage whose sums it rounds, or the shift of the cell
 * @param bits width of the register
 * @param least the least value
 */
public record ShiftField(String name, int bits, int least) {

  /** The greatest value. */
  public int most() {
    return least + (1 << bits) - 1;
  }
}
