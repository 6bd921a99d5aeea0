package org.kcpfpga.proof;

/**
 * One thing to prove.
 *
 * @param block what it is about: the name of a stage, a channel or another block of the core
 * @param group what is said of it: {@code flow}, {@code rate}, {@code progress}, {@code
 *     independence}, {@code model}, {@code reset}
 * @param mode how it is proven
 * @param steps k of the mode, or 0
 * @param wrapper name of the module in {@code hdl/formal} that says it, and of its file; of the
 *     script for {@link Mode#STRUCTURE}
 * @param setting the text of {@code plan.svh}, which the wrapper includes: what of the plan it
 *     needs, and the registers that it looks at
 */
public record Proof(
    String block, String group, Mode mode, int steps, String wrapper, String setting) {

  /** A name without spaces, the same for nothing else of this core. */
  public String name() {
    return block + "." + group;
  }

  /** Its name; its setting alone has some hundred lines. */
  @Override
  public String toString() {
    return name();
  }

  /** Mode, and k if it has one. */
  public String method() {
    return mode == Mode.STRUCTURE ? mode.label() : mode.label() + " " + steps;
  }
}
