package org.kcpfpga.proof;

import java.nio.file.Path;

/**
 * How a proof ended.
 *
 * @param proof what was to be proven
 * @param passed whether it is
 * @param failure what failed: an assertion, a situation that is not reached, a tool; null if passed
 * @param trace a waveform (VCD) of the failure, or null
 * @param seconds that it took
 */
public record ProofResult(
    Proof proof, boolean passed, String failure, Path trace, double seconds) {}
