package org.kcpfpga.design;

import java.util.Locale;
import org.kcpfpga.common.UserError;
import org.kcpfpga.fixed.BitWidths;

/** How the cells of the systolic front multiply; neither results nor cycles depend on it. */
public enum FrontKind {
  /** A multiplier for each cell. */
  MULTIPLIERS,

  /** A multiplier for two columns, whose factors share an element. */
  PACKED,

  /** Adders for the factors of each cell, which are constants. */
  CONSTANT;

  /** Bits of the wider operand of a DSP48, which holds two factors and a product between them. */
  public static final int PACKED_BITS = 25;

  /** The word of a design file. */
  public String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind of a word of a design file. */
  static FrontKind of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** Whether two factors, one a product above the other, and the borrow between them fit. */
  public static boolean packs(BitWidths bits) {
    return bits.activation() + 2 * bits.factor() + 1 <= PACKED_BITS;
  }

  /** Whether each cell has one factor, which nothing can change. */
  static boolean isConstant(Design design) {
    return !design.loadable() && design.lanes().input() == design.fibreSize();
  }

  /** Refuses what cannot be built in this way. */
  void check(String place, Design design) {
    BitWidths bits = design.bits();
    if (this == PACKED && !packs(bits)) {
      throw UserError.at(
          place + ": front",
          jsonName() + " with " + bits.activation() + " and " + bits.factor() + " bits",
          "activation + 2 * factor of at most " + (PACKED_BITS - 1) + " bits");
    }
    if (this == CONSTANT && !isConstant(design)) {
      throw UserError.at(
          place + ": front",
          jsonName()
              + (design.loadable() ? " with loadable factors" : " with several factors a cell"),
          "factors rom and inputLanes " + design.fibreSize() + ", all of the last mode");
    }
  }
}
