package org.kcpfpga.study;

import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.train.graph.KcpTarget;
import org.kcpfpga.train.graph.NetworkShape;

/** Chooses the core that a KCP network is trained for. */
public interface Targets {
  /**
   * A core.
   *
   * @param target its arithmetic
   * @param core what it takes
   */
  record Planned(KcpTarget target, Result.Core core) {}

  /** The core of a network whose operators are both KCP. */
  Planned of(NetworkShape shape, BitWidths bits);
}
