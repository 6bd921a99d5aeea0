package org.kcpfpga.distillation;

import org.kcpfpga.distillation.Distiller.Student;
import org.kcpfpga.distillation.Fitter.Fitted;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.rnn.Model;

/**
 * A compressed model.
 *
 * @param fitted to the matrices
 * @param student what it became by training; null if there were no data
 * @param plan of the core that suits it
 */
public record Compressed(Fitted fitted, Student student, AcceleratorPlan plan) {
  /** What is written. */
  public Model model() {
    return student == null ? fitted.model() : student.model();
  }

  /** Times fewer numbers than in both dense matrices. */
  public double timesSmaller() {
    return (double) model().denseMacs() / model().parametersCell();
  }
}
