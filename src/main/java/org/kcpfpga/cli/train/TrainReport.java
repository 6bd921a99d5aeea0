package org.kcpfpga.cli.train;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.kcpfpga.datasets.source.DataPart;
import org.kcpfpga.train.Outcome;
import org.kcpfpga.train.Score;
import org.kcpfpga.train.Trainer;
import org.kcpfpga.train.Training;
import org.kcpfpga.train.graph.NetworkShape;

/**
 * What came out of a training.
 *
 * @param shape of the network
 * @param outcome the best epoch
 * @param floating on the test sequences, in floating point; null if there are none
 * @param fixed likewise as the core computes; null without a core
 */
record TrainReport(NetworkShape shape, Outcome outcome, Score floating, Score fixed) {

  static TrainReport of(Training training, Outcome outcome, DataPart test) {
    if (test == null) {
      return new TrainReport(training.shape(), outcome, null, null);
    }
    Score floating = Trainer.score(training, outcome.parameters(), null, test);
    Score fixed =
        outcome.scales() == null
            ? null
            : Trainer.score(training, outcome.parameters(), outcome.scales(), test);
    return new TrainReport(training.shape(), outcome, floating, fixed);
  }

  private long parametersInput() {
    return shape.input().parameters();
  }

  private long parametersCell() {
    return parametersInput() + (shape.hidden() == null ? 0 : shape.hidden().parameters());
  }

  Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("format", shape.input().kind().jsonName());
    values.put("cell", shape.cell().jsonName());
    values.put("parameters", parametersInput());
    values.put("parametersCell", parametersCell());
    values.put("bestEpoch", outcome.epoch());
    values.put("validationAccuracy", accuracy(outcome.validation()));
    values.put("validationAccuracyFloat", accuracy(outcome.floating()));
    values.put("accuracyFloat", accuracy(floating));
    values.put("accuracyFixed", accuracy(fixed));
    values.put("correctFloat", floating == null ? null : floating.correct());
    values.put("correctFixed", fixed == null ? null : fixed.correct());
    values.put("testSequences", floating == null ? null : floating.sequences());
    return values;
  }

  private static Double accuracy(Score score) {
    return score == null ? null : score.accuracy();
  }

  String text(Path output) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s: %d factor entries (input %d), epoch %d%n",
            output,
            parametersCell(),
            parametersInput(),
            outcome.epoch()));
    add(text, outcome.scales() == null ? "validation" : "validation, fixed", outcome.validation());
    add(text, "validation, best of floating point", outcome.floating());
    add(text, "test, float", floating);
    add(text, "test, fixed", fixed);
    return text.toString();
  }

  private static void add(StringBuilder text, String what, Score score) {
    if (score != null) {
      text.append(
          String.format(
              Locale.ROOT,
              "%s: %.4f (%d of %d)%n",
              what,
              score.accuracy(),
              score.correct(),
              score.sequences()));
    }
  }
}
