package org.kcpfpga.distillation;

import java.util.Map;
import org.kcpfpga.datasets.source.DataPart;
import org.kcpfpga.format.model.FormatModel;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.train.ModelParameters;
import org.kcpfpga.train.Outcome;
import org.kcpfpga.train.Recipe;
import org.kcpfpga.train.Score;
import org.kcpfpga.train.Trainer;
import org.kcpfpga.train.Training;
import org.kcpfpga.train.Training.Watch;
import org.kcpfpga.train.Watcher;
import org.kcpfpga.train.graph.NetworkShape;
import org.kcpfpga.train.step.Distillation;
import org.kcpfpga.train.step.Split;

/**
 * Trains students of a dense network, which begin as what was fitted to it.
 *
 * <p>Where there are no labels, those of the teacher take their place, and accuracy is agreement
 * with it. A network that does not classify teaches its states alone.
 */
public final class Distiller {
  /** The share of every class that is set aside where there is no test part. */
  private static final double SET_ASIDE = 0.1;

  private final Method method;
  private final Part training;
  private final Part test;
  private final int[] validation;
  private final Scores scores;

  /**
   * How to teach.
   *
   * @param weights of the parts of the loss
   * @param seed of everything random
   */
  public record Method(Recipe recipe, Watch watch, Distillation weights, long seed) {}

  /**
   * A student.
   *
   * @param model the best epoch
   * @param epoch its number from 1
   * @param fitted how well it did at the beginning
   * @param tuned how well it does now
   */
  public record Student(Model model, int epoch, Scores fitted, Scores tuned) {}

  /**
   * Runs the teacher.
   *
   * @param training raw sequences
   * @param test likewise, with labels; null for a tenth of the training sequences
   * @param labels whether those of the training count; else the classes that the teacher finds
   */
  public Distiller(
      FormatModel dense, DataPart training, DataPart test, boolean labels, Method method) {
    NetworkShape shape = ModelParameters.shape(dense);
    Map<String, Tensor> parameters = ModelParameters.of(dense);
    boolean classifies = dense.classes() > 0 || labels && shape.classes() > 0;
    boolean states = !classifies || method.weights().states() > 0;
    this.method = taught(method, labels, classifies);
    Asked asked =
        (raw, labelled) -> {
          DataPart seen = raw.normalised(dense.tensors().normalisation());
          TeacherOutputs outputs = TeacherOutputs.of(shape, parameters, seen, classifies, states);
          return labelled ? new Part(seen, outputs) : Part.taught(seen, outputs);
        };
    Part all = asked.part(training, labels);
    Split aside = Split.stratified(all.data().labels(), SET_ASIDE, method.seed());
    this.training = test == null ? all.some(aside.training()) : all;
    this.test = test == null ? all.some(aside.validation()) : asked.part(test, true);
    this.validation =
        Split.stratified(this.training.data().labels(), method.watch().share(), method.seed())
            .validation();
    this.scores = scores(shape, parameters);
  }

  /** Asks the teacher. */
  private interface Asked {
    Part part(DataPart raw, boolean labelled);
  }

  /** Without labels all of the loss is the teacher's; states alone count once. */
  private static Method taught(Method method, boolean labels, boolean classifies) {
    Distillation w = method.weights();
    double share = labels ? w.share() : 1;
    double states = classifies ? w.states() : 1;
    Distillation weights = new Distillation(share, w.temperature(), states);
    return new Method(method.recipe(), method.watch(), weights, method.seed());
  }

  /** How well the dense network does. */
  public Scores dense() {
    return scores;
  }

  /** Whether scores are of classes; else of states, whose loss counts. */
  public boolean classifies() {
    return training.outputs().logits() != null;
  }

  private Scores scores(NetworkShape shape, Map<String, Tensor> parameters) {
    Distillation weights = method.weights();
    Score held =
        validation.length == 0
            ? null
            : Trainer.score(shape, parameters, training.batches(weights), validation);
    int[] all = Part.numbers(test.data());
    return new Scores(held, Trainer.score(shape, parameters, test.batches(weights), all));
  }

  /**
   * Teaches a model.
   *
   * @throws org.kcpfpga.common.UserError if the loss is no number any more
   */
  public Student teach(Model fitted, Watcher watcher) {
    FormatModel model = FormatModel.of(fitted);
    NetworkShape shape = ModelParameters.shape(model);
    Map<String, Tensor> initial = ModelParameters.of(model);
    Training lesson =
        new Training(
            shape,
            method.recipe(),
            method.watch(),
            training.data(),
            initial,
            null,
            method.seed(),
            training.outputs().teacher(method.weights()));
    Outcome outcome = Trainer.run(lesson, null, watcher);
    Model tuned = ModelParameters.model(shape, outcome.parameters(), fitted.normalisation()).kcp();
    return new Student(
        tuned, outcome.epoch(), scores(shape, initial), scores(shape, outcome.parameters()));
  }
}
