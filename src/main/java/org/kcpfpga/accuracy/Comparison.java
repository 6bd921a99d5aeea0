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
 * @param difference of hardware and functional model
 * @param error of the last engine's hidden values against floating point
 * @param stageErrors errors by stage
 * @param accuracies of float, fixed and hardware in this order, NaN without labels or readout
 */
public record Comparison(
    EngineRun exact,
    EngineRun fixed,
    EngineRun hardware,
    Difference difference,
    QuantisationError error,
    List<StageError> stageErrors,
    double[] accuracies) {

  /**
   * Hidden values of two engines that should be equal.
   *
   * @param count how many are not
   * @param first the first of them, or null
   */
  public record Difference(long count, Mismatch first) {
    /** Nothing differs, or nothing was compared. */
    static final Difference NONE = new Difference(0, null);

    private static Difference of(Tensor expected, Tensor found) {
      long count = differing(expected, found);
      return count == 0 ? NONE : new Difference(count, locate(expected, found));
    }

    private static long differing(Tensor expected, Tensor found) {
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
  }

  /**
   * What rounding costs.
   *
   * @param maxAbs largest error of a value
   * @param sqnrDb signal to quantisation noise ratio
   */
  public record QuantisationError(double maxAbs, double sqnrDb) {}

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
    EngineRun last = hardware == null ? fixed : hardware;
    ErrorMeasure error = new ErrorMeasure();
    error.add(exact.hidden().values(), last.hidden().values());
    return new Comparison(
        exact,
        fixed,
        hardware,
        hardware == null ? Difference.NONE : Difference.of(fixed.hidden(), hardware.hidden()),
        new QuantisationError(error.maxAbsError(), error.sqnrDb()),
        StageError.of(deployment, inputs),
        new double[] {
          accuracy(deployment, exact, labels),
          accuracy(deployment, fixed, labels),
          accuracy(deployment, hardware, labels)
        });
  }

  private static double accuracy(Deployment deployment, EngineRun run, Tensor labels) {
    if (run == null || labels == null || deployment.model().readoutWeight() == null) {
      return Double.NaN;
    }
    Tensor logits = Readout.logits(deployment.model(), run.hidden());
    return (double) Readout.correct(logits, labels) / labels.size();
  }
}
