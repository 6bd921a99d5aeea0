package org.kcpfpga.verilated;

import org.kcpfpga.verilated.build.VerilatedFailure;

/** A register access that the design answered with an error; the model goes on. */
public final class ErrorAnswer extends VerilatedFailure {
  private static final long serialVersionUID = 1L;

  ErrorAnswer(String message) {
    super(message);
  }
}
