package org.kcpfpga.verilated;

import com.sun.jna.Memory;

/** What a C++ program around the same Verilated design does: a loop over recorded input pins. */
public final class PlainLoop implements AutoCloseable {
  private final NativeShim shim;
  private final int cycles;
  private final Memory inputs;

  /**
   * A loop that runs {@code model}, which stays the caller's.
   *
   * @param records of inputs; copied
   */
  public PlainLoop(VerilatedModel model, int[] records) {
    shim = model.shim();
    cycles = records.length / model.inputs().words();
    inputs = new Memory(4L * records.length);
    inputs.write(0, records, 0, records.length);
  }

  /** Runs all cycles in one native call; the sum of all words of the output records. */
  public int run() {
    int[] sum = new int[1];
    shim.call("kcp_replay", cycles, inputs, sum);
    return sum[0];
  }

  @Override
  public void close() {
    inputs.close();
  }
}
