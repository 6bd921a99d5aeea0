package org.kcpfpga.accuracy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.tensor.Tensor;

/**
 * The error that quantisation makes up to one stage, with the float states as inputs of every step.
 *
 * @param name stage
 * @param maxAbsError largest absolute error of its latents
 * @param sqnrDb signal to quantisation noise ratio
 */
public record StageError(String name, double maxAbsError, double sqnrDb) {
  /** The errors of all requantising stages, over the first sequences of the inputs. */
  public static List<StageError> of(Deployment deployment, Tensor inputs) {
    Map<String, ErrorMeasure> measures = new LinkedHashMap<>();
    StageSignals.visit(
        deployment,
        inputs,
        (stage, exact, fixed, fraction) -> {
          ErrorMeasure measure = measures.computeIfAbsent(stage, n -> new ErrorMeasure());
          for (int i = 0; i < exact.length; i++) {
            measure.add(exact[i], Math.scalb((double) fixed[i], -fraction));
          }
        });
    List<StageError> errors = new ArrayList<>();
    measures.forEach((n, m) -> errors.add(new StageError(n, m.maxAbsError(), m.sqnrDb())));
    return errors;
  }
}
