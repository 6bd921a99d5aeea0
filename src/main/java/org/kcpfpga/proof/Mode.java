package org.kcpfpga.proof;

/** How a proof is carried out, and so what it says. */
public enum Mode {
  /** For all time: k steps from reset, and any k steps imply the next one. */
  INDUCTION("induction"),
  /** For the first k cycles after any state before reset. */
  BOUNDED("bounded"),
  /** There is a run of at most k cycles that reaches each situation. */
  COVER("cover"),
  /** For all time, by what is connected: there is no way from one signal to another. */
  STRUCTURE("structure");

  private final String label;

  Mode(String label) {
    this.label = label;
  }

  /** The word that reports use. */
  public String label() {
    return label;
  }
}
