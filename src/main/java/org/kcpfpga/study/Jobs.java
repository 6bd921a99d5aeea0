package org.kcpfpga.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.kcpfpga.common.UserError;
import org.kcpfpga.datasets.Labels;
import org.kcpfpga.datasets.source.DataPart;
import org.kcpfpga.datasets.source.DataSource.Part;
import org.kcpfpga.format.FormatKind;
import org.kcpfpga.format.OperatorFormat;
import org.kcpfpga.format.cost.FormatCost;
import org.kcpfpga.rnn.Normalisation;
import org.kcpfpga.train.Initial;
import org.kcpfpga.train.InputStatistics;
import org.kcpfpga.train.Outcome;
import org.kcpfpga.train.Recipe;
import org.kcpfpga.train.Score;
import org.kcpfpga.train.Trainer;
import org.kcpfpga.train.Training;
import org.kcpfpga.train.graph.NetworkShape;
import org.kcpfpga.train.step.Batches.Dropout;

/** Runs jobs of a study, one after the other: the library differentiates once at a time. */
public final class Jobs {
  private static final double VALIDATION = 0.1;

  private final Study study;
  private final Path folder;
  private final Targets targets;
  private final DataPart train;
  private final DataPart test;

  /** Of all inputs and labels: results of other data are another study's. */
  private final int sum;

  /** {@code folder}: keeps results and checkpoints. */
  public Jobs(Study study, Path folder, Targets targets) {
    this.study = study;
    this.folder = folder;
    this.targets = targets;
    DataPart learned = study.data().part(Part.TRAIN).near();
    Normalisation normalisation =
        study.effort().normalise() ? InputStatistics.of(learned) : Normalisation.NONE;
    this.train = learned.normalised(normalisation);
    this.test = study.data().part(Part.TEST).near().normalised(normalisation);
    int inputs = study.shape().in().stream().reduce(1, Math::multiplyExact);
    if (inputs != train.inSize()) {
      throw UserError.at(
          "in", study.shape().in(), "a product of " + train.inSize() + ", as the data");
    }
    Labels.requireSeveral("data: training part", train.labels());
    Labels.requireLearned("data: test part", test.labels(), train.labels());
    this.sum = Arrays.hashCode(new int[] {sum(train), sum(test)});
    create(folder);
  }

  /** That of arrays of all inputs and all labels, although these may not be in memory. */
  private static int sum(DataPart set) {
    int inputs = 1;
    for (int i = 0; i < set.count(); i++) {
      for (double value : set.sequence(i)) {
        inputs = 31 * inputs + Double.hashCode(value);
      }
    }
    return 31 * inputs + Arrays.hashCode(set.labels().values());
  }

  private static void create(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw UserError.of(folder, "cannot be created", e);
    }
  }

  /** The result of a job that has run before with the same settings, or null. */
  public Result before(Job job) {
    Result result = Result.read(file(job), settings(job));
    return result == null || (result.fixed() != null) != core(job) ? null : result;
  }

  /**
   * The result of a job that ran as {@code kcp study --json --job}.
   *
   * @param printed by it
   * @throws UserError if it ran with other settings
   */
  public Result printed(Job job, String printed) {
    Result result = Result.printed(printed, settings(job));
    if (result == null) {
      throw UserError.at(
          job.name(), "a result of other settings or data", "the same files wherever it runs");
    }
    return result;
  }

  private Path file(Job job) {
    return folder.resolve(job.name() + ".json");
  }

  private String settings(Job job) {
    return job.input().shape() + " " + study.shape() + " " + study.effort() + " data " + sum;
  }

  /** Trains and measures, or goes on where this job was, and keeps the result. */
  public Result run(Job job) {
    NetworkShape shape = shape(job);
    Targets.Planned planned = core(job) ? targets.of(shape, study.effort().bits()) : null;
    Training training = training(job, shape, planned);
    Path checkpoint = folder.resolve(job.name() + ".checkpoint");
    Outcome outcome = Trainer.run(training, checkpoint, new Unwatched());
    Score floating = Trainer.score(training, outcome.parameters(), null, test);
    Double fixed =
        planned == null
            ? null
            : (Double)
                Trainer.score(training, outcome.parameters(), outcome.scales(), test).accuracy();
    FormatCost cost = FormatCost.of(job.input());
    Result result =
        new Result(
            settings(job),
            job.input().kind().jsonName(),
            job.budget(),
            job.seed(),
            new Result.Cost(
                job.input().parameters(),
                cost.multiplications(),
                cost.depth(),
                cost.cycles().get(256)),
            floating.accuracy(),
            fixed,
            planned == null ? null : planned.core());
    result.write(file(job));
    delete(checkpoint);
    return result;
  }

  /** Whether there are cores of its format, and one was asked for. */
  private boolean core(Job job) {
    FormatKind kind = job.input().kind();
    return study.effort().bits() != null && (kind == FormatKind.KCP || kind == FormatKind.CP);
  }

  private static void delete(Path checkpoint) {
    try {
      Files.deleteIfExists(checkpoint);
    } catch (IOException e) {
      throw UserError.of(checkpoint, "cannot be deleted", e);
    }
  }

  private NetworkShape shape(Job job) {
    Study.Shape s = study.shape();
    OperatorFormat hidden =
        OperatorFormat.upTo(FormatKind.KCP, s.out(), s.rows(), s.hiddenTerms(), s.hiddenRank());
    return new NetworkShape(s.cell(), job.input(), hidden, study.data().classes().size());
  }

  private Training training(Job job, NetworkShape shape, Targets.Planned planned) {
    Study.Effort effort = study.effort();
    Recipe recipe =
        new Recipe(
            effort.epochs(),
            planned == null ? 0 : effort.fixedEpochs(),
            effort.batch(),
            effort.rate(),
            0.05,
            1e-4,
            1,
            new Dropout(0, 0));
    return new Training(
        shape,
        recipe,
        new Training.Watch(VALIDATION, effort.epochs()),
        train,
        Initial.parameters(shape, job.seed()),
        planned == null ? null : planned.target(),
        job.seed());
  }
}
