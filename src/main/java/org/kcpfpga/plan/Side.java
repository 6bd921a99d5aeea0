package org.kcpfpga.plan;

/** Which operator a stage belongs to: the one on the input x or the one on the hidden vector h. */
public enum Side {
  INPUT("input"),
  HIDDEN("hidden");

  private final String label;

  Side(String label) {
    this.label = label;
  }

  /** The prefix of every name of this side: a key of the design file and of the Verilog. */
  public String label() {
    return label;
  }
}
