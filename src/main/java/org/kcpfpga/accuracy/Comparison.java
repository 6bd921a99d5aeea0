package org.kcpfpga.accuracy;

import java.util.List;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.rnn.Readout;
import org.kcpfpga.tensor.Tensor;

/**
 * Hardware against software on the same inputs.
 *
 * @param exact floating point
 * @param fixed functional model
 * @param hardware a core behind the driver, or null if none was asked for
 * @param mismatchedValues hidden values in which hardware and functional model differ
 * @param first the first of them, or null
 * @param maxAbsError largest error of a hidden value of the last engine against floating point
 * @param sqnrDb its signal to quantisation noise ratio
 * @param stageErrors errors by stage
 * @param accuracies of float, fixed and hardware in this order, NaN without labels or readout
 */
public record Comparison(
    EngineRun exact,
    EngineRun fixed,
    EngineRun hardware,
    long mismatchedValues,
    Mismatch first,
    double maxAbsError,
    double sqnrDb,
    List<StageError> stageErrors,
    double[] accuracies) {

  /**
   * Runs float, fixed and one hardware engine.
   *
   * @param engine a hardware engine, or {@link Engine#FIXED} for none
   * @param labels [sequences], or null
   */
  public static Comparison of(Deployment deployment, Tensor inputs, Tensor labels, Engine engine) {
    EngineRun exact = EngineRun.of(Engine.FLOAT, deployment, inputs);
    EngineRun fixed = EngineRun.of(Engine.FIXED, deployment, inputs);
    EngineRun hardware = engine.hardware() ? EngineRun.of(engine, deployment, inputs) : null;
    return of(deployment, inputs, labels, exact, fixed, hardware);
  }

  /** Compares runs that were made before. */
  public static Comparison of(
      Deployment deployment,
      Tensor inputs,
      Tensor labels,
      EngineRun exact,
      EngineRun fixed,
      EngineRun hardware) {
    Mismatch first = null;
    long mismatched = 0;
    if (hardware != null) {
      mismatched = count(fixed.hidden(), hardware.hidden());
      first = mismatched == 0 ? null : locate(fixed.hidden(), hardware.hidden());
    }
    EngineRun last = hardware == null ? fixed : hardware;
    ErrorMeasure error = new ErrorMeasure();
    error.add(exact.hidden().values(), last.hidden().values());
    return new Comparison(
        exact,
        fixed,
        hardware,
        mismatched,
        first,
        error.maxAbsError(),
        error.sqnrDb(),
        StageError.of(deployment, inputs),
        new double[] {
          accuracy(deployment, exact, labels),
          accuracy(deployment, fixed, labels),
          accuracy(deployment, hardware, labels)
        });
  }

  private static long count(Tensor expected, Tensor found) {
    long differences = 0;
    for (int i = 0; i < expected.size(); i++) {
      if (expected.values()[i] != found.values()[i]) {
        differences++;
      }
    }
    return differences;
  }

  private static Mismatch locate(Tensor expected, Tensor found) {
    int size = expected.extent(2);
    int i = 0;
    while (expected.values()[i] == found.values()[i]) {
      i++;
    }
    return new Mismatch(
        -1,
        i / size,
        "h[" + i % size + "]",
        String.valueOf(expected.values()[i]),
        String.valueOf(found.values()[i]));
  }

  private static double accuracy(Deployment deployment, EngineRun run, Tensor labels) {
    if (run == null || labels == null || deployment.model().readoutWeight() == null) {
      return Double.NaN;
    }
    Tensor logits = Readout.logits(deployment.model(), run.hidden());
    return (double) Readout.correct(logits, labels) / labels.size();
  }
}
