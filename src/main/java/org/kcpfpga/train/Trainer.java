package org.kcpfpga.train;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.kcpfpga.common.UserError;
import org.kcpfpga.datasets.source.DataPart;
import org.kcpfpga.fixed.calibration.Scales;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.train.TrainingState.Best;
import org.kcpfpga.train.TrainingState.Place;
import org.kcpfpga.train.TrainingState.Sums;
import org.kcpfpga.train.Watcher.BatchReport;
import org.kcpfpga.train.Watcher.EpochReport;
import org.kcpfpga.train.Watcher.Figures;
import org.kcpfpga.train.graph.ExactSums;
import org.kcpfpga.train.graph.KcpTarget;
import org.kcpfpga.train.graph.Learner;
import org.kcpfpga.train.graph.NetworkShape;
import org.kcpfpga.train.step.Adam;
import org.kcpfpga.train.step.Batch;
import org.kcpfpga.train.step.Batches;
import org.kcpfpga.train.step.Schedule;
import org.kcpfpga.train.step.Split;

/**
 * Runs a training: epochs of floating point, then, from the best of these, epochs through the
 * hardware's arithmetic.
 *
 * <p>Scales are chosen anew from the first sequences of the data at the start of each of the first
 * half of the fixed epochs (at least the first one), and then stay.
 */
public final class Trainer {
  private static final long SECOND = 1_000_000_000;

  /** Seconds between two checkpoints within an epoch. */
  private static final long PAUSE = 60;

  private final Training training;
  private final Recipe recipe;
  private final Watcher watcher;
  private final Checkpoint checkpoint;
  private final Batches data;
  private final Split split;
  private final int batches;
  private TrainingState state;
  private long saved;

  private Trainer(Training training, Path file, Watcher watcher) {
    this.training = training;
    this.recipe = training.recipe();
    this.watcher = watcher;
    this.checkpoint = new Checkpoint(file, training);
    this.data = new Batches(training.data(), training.teacher());
    this.split =
        Split.stratified(training.data().labels(), training.watch().share(), training.seed());
    this.batches = (split.training().length + recipe.batch() - 1) / recipe.batch();
    this.state = checkpoint.read();
    this.saved = System.nanoTime();
  }

  /**
   * Trains, or goes on where the checkpoint is.
   *
   * @param checkpoint file that is written after every epoch and every minute; it may be there from
   *     the same training; null for none
   * @throws UserError if the checkpoint is another training's or cannot be written, or the loss is
   *     no number any more
   */
  public static Outcome run(Training training, Path checkpoint, Watcher watcher) {
    return new Trainer(training, checkpoint, watcher).run();
  }

  /**
   * How well parameters classify, in floating point or, with scales, as a core does.
   *
   * @param scales for the target of the training; null for floating point
   * @param data sequences that need not be those of the training
   */
  public static Score score(
      Training training, Map<String, Tensor> parameters, Scales scales, DataPart data) {
    try (Learner learner = learner(training, scales)) {
      int[] all = IntStream.range(0, data.count()).toArray();
      return Score.of(learner, parameters, new Batches(data, null), all);
    }
  }

  /**
   * How well parameters do on some of the sequences, in floating point.
   *
   * @param numbers of the sequences
   */
  public static Score score(
      NetworkShape shape, Map<String, Tensor> parameters, Batches data, int[] numbers) {
    try (Learner learner = new Learner(shape)) {
      return Score.of(learner, parameters, data, numbers);
    }
  }

  private Outcome run() {
    boolean stopped = false;
    while (!stopped && state.place.epoch() < recipe.total()) {
      stopped = !epoch();
    }
    // stopped in the first fixed epoch: the best is that of floating point
    Best best = state.best == null ? state.floating : state.best;
    if (best == null) {
      return new Outcome(state.parameters, 0, null, null, state.scales, stopped);
    }
    Score floating = best.scales() == null ? null : floatingScore();
    return new Outcome(
        best.parameters(), best.epoch(), best.score(), floating, best.scales(), stopped);
  }

  private Score floatingScore() {
    return state.floating == null ? null : state.floating.score();
  }

  /** One epoch, from the batch that is next; false if it was stopped. */
  private boolean epoch() {
    int epoch = state.place.epoch();
    if (state.place.batch() == 0) {
      begin(epoch);
    }
    try (Learner learner = learner(training, state.scales)) {
      int[] order = Batches.shuffled(split.training(), training.seed(), epoch);
      while (state.place.batch() < batches) {
        if (watcher.stops()) {
          checkpoint.write(state);
          return false;
        }
        learn(learner, order);
      }
      end(learner);
    }
    checkpoint.write(state);
    return true;
  }

  private void begin(int epoch) {
    state.sums = new Sums(0, 0, 0);
    if (!recipe.fixed(epoch)) {
      return;
    }
    int index = epoch - recipe.epochs();
    if (index == 0) {
      TrainingState before = state;
      state =
          TrainingState.begin(before.best == null ? before.parameters : before.best.parameters());
      state.place = before.place;
      state.floating = before.best;
    }
    if (index == 0 || 2 * index < recipe.fixedEpochs()) {
      KcpTarget target = training.target();
      state.scales = target.calibrated(state.parameters, samples());
      ExactSums.require(target.integers(state.parameters, state.scales));
    }
  }

  private Tensor samples() {
    return training.data().first(Training.CALIBRATION);
  }

  private static Learner learner(Training training, Scales scales) {
    KcpTarget target = training.target();
    return scales == null
        ? new Learner(training.shape())
        : new Learner(training.shape(), target.bits(), p -> target.integers(p, scales));
  }

  private void learn(Learner learner, int[] order) {
    Place place = state.place;
    Batch batch = data.plain(order, place.batch() * recipe.batch(), recipe.batch());
    if (state.scales == null) {
      Batches.Position position =
          new Batches.Position(training.seed(), place.epoch(), place.batch());
      batch = data.dropped(batch, recipe.dropout(), training.shape().hiddenSize(), position);
    }
    Learner.Lesson lesson = learner.learn(state.parameters, batch);
    double norm = Adam.clip(lesson.gradients(), recipe.clip());
    if (!Double.isFinite(lesson.loss()) || !Double.isFinite(norm)) {
      throw UserError.at(
          "loss in epoch " + (place.epoch() + 1), lesson.loss(), "a number; try a smaller --rate");
    }
    state.adam.step(state.parameters, lesson.gradients(), rate(), recipe.decay());
    if (state.scales != null) {
      training.target().project(state.parameters, state.scales);
    }
    state.sums = state.sums.plus(lesson.loss(), lesson.correct(), batch.sequences());
    state.place = new Place(place.epoch(), place.batch() + 1);
    report();
    if (System.nanoTime() - saved > PAUSE * SECOND && state.place.batch() < batches) {
      checkpoint.write(state);
      saved = System.nanoTime();
    }
  }

  /** Of the next step; each phase has a schedule of its own. */
  private double rate() {
    boolean fixed = state.scales != null;
    long steps = (long) batches * (fixed ? recipe.fixedEpochs() : recipe.epochs());
    double peak = fixed ? Recipe.FIXED_SHARE * recipe.rate() : recipe.rate();
    int first = fixed ? recipe.epochs() : 0;
    long step = (long) (state.place.epoch() - first) * batches + state.place.batch();
    return new Schedule(peak, (long) (recipe.warmUp() * steps), steps).rate(step);
  }

  private void report() {
    Sums sums = state.sums;
    watcher.batch(
        new BatchReport(
            state.place.epoch() + 1,
            state.place.batch(),
            batches,
            sums.loss() / sums.sequences(),
            (double) sums.correct() / sums.sequences()));
  }

  private void end(Learner learner) {
    int epoch = state.place.epoch();
    int[] held = split.validation();
    Score score = held.length == 0 ? null : Score.of(learner, state.parameters, data, held);
    boolean better = state.best == null || score == null || score.betterThan(state.best.score());
    if (better) {
      state.best = new Best(epoch + 1, TrainingState.copy(state.parameters), score, state.scales);
    }
    state.waited = better ? 0 : state.waited + 1;
    state.place = new Place(epoch, batches - 1);
    double rate = rate();
    Sums sums = state.sums;
    watcher.epoch(
        new EpochReport(
            epoch + 1,
            state.scales == null ? "float" : "fixed",
            sums.loss() / sums.sequences(),
            (double) sums.correct() / sums.sequences(),
            score == null
                ? new Figures(Double.NaN, Double.NaN)
                : new Figures(score.loss(), score.accuracy()),
            rate,
            better));
    boolean over = state.waited >= training.watch().patience();
    int end = state.scales == null ? recipe.epochs() : recipe.total();
    state.place = new Place(over ? end : epoch + 1, 0);
  }
}
