package org.kcpfpga.plan;

/** One process of the max-plus system. */
interface TimedNode {
  /** Solves every further operation whose dependencies are known; whether there was one. */
  boolean advance();
}
