package org.kcpfpga.verify.levels;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.kcpfpga.accuracy.Engine;
import org.kcpfpga.accuracy.EngineRun;
import org.kcpfpga.accuracy.ErrorMeasure;
import org.kcpfpga.accuracy.Mismatch;
import org.kcpfpga.cycle.CycleModel;
import org.kcpfpga.emit.EmittedDesign;
import org.kcpfpga.emit.Emitter;
import org.kcpfpga.gates.Netlist;
import org.kcpfpga.gates.Netlist.Depth;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.link.Frame;
import org.kcpfpga.link.Frames;
import org.kcpfpga.link.Traffic;
import org.kcpfpga.link.simulated.BeatFormat;
import org.kcpfpga.link.simulated.VerilatedCore;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.verify.cosim.Cosim;
import org.kcpfpga.verify.cosim.CosimResult;
import org.kcpfpga.verify.cosim.ModelRun;
import org.kcpfpga.verify.cosim.Replay;
import org.kcpfpga.verilated.VerilatedModel;
import org.kcpfpga.verilated.build.VerilatedOptions;

/**
 * From the network in floating point down to gates: every level is compared with the one above it.
 */
public final class LevelCheck {
  private final LevelTask task;
  private final Tensor inputs;
  private final List<Frame> frames;
  private final Traffic traffic;

  private LevelCheck(LevelTask task, Tensor inputs, Traffic traffic) {
    this.task = task;
    this.inputs = inputs;
    this.frames = Frames.of(task.right(), inputs);
    this.traffic = traffic;
  }

  /**
   * Climbs down.
   *
   * @param inputs [sequences, steps, N]
   * @param last the lowest level
   * @param done called after every level
   */
  public static List<Rung> run(
      LevelTask task, Tensor inputs, Traffic traffic, Level last, Consumer<Rung> done) {
    LevelCheck ladder = new LevelCheck(task, inputs, traffic);
    List<Rung> rungs = new ArrayList<>();
    for (Level level : Level.values()) {
      if (level.compareTo(last) <= 0) {
        Rung rung = ladder.rung(level);
        done.accept(rung);
        rungs.add(rung);
      }
    }
    return rungs;
  }

  private Rung rung(Level level) {
    return switch (level) {
      case FIXED -> fixed();
      case CYCLE -> cycle();
      case RTL -> pins(level, VerilatedCore.build(task.on(level), VerilatedOptions.CHECKED));
      case NETLIST, BITSTREAM -> pins(level, netlist(level));
    };
  }

  private VerilatedModel netlist(Level level) {
    EmittedDesign design = Emitter.emit(task.on(level).core());
    Netlist netlist =
        level == Level.NETLIST
            ? Netlist.of(design, task.folder(), Depth.OPERATORS)
            : task.chip().apply(design, task.folder());
    return netlist.verilated(VerilatedOptions.CHECKED);
  }

  private Rung fixed() {
    Tensor exact = EngineRun.of(Engine.FLOAT, task.right(), inputs).hidden();
    Tensor fixed = EngineRun.of(Engine.FIXED, task.on(Level.FIXED), inputs).hidden();
    ErrorMeasure error = new ErrorMeasure();
    error.add(exact.values(), fixed.values());
    boolean passed = error.sqnrDb() >= task.leastSqnr();
    String detail =
        String.format(
            Locale.ROOT,
            "SQNR %.1f dB of hidden values (at least %.1f), max error %.4f",
            error.sqnrDb(),
            task.leastSqnr(),
            error.maxAbsError());
    return new Rung(Level.FIXED, passed, detail, passed ? null : detail);
  }

  private Rung cycle() {
    Deployment low = task.on(Level.CYCLE);
    CycleModel cycle = new CycleModel(low.plan(), low.quantised());
    ModelRun run =
        new ModelRun(
            low,
            cycle,
            new BeatFormat(low.plan()).pack(frames),
            new Replay(task.right(), frames),
            traffic);
    while (!run.finished()) {
      run.next();
    }
    ModelRun.Verdict verdict = run.verdict();
    String detail =
        String.format(
            Locale.ROOT,
            "%d steps, %d accesses to states, %d cycles: %d mismatched values",
            verdict.steps(),
            verdict.windows(),
            run.cycles(),
            verdict.wrong());
    return new Rung(Level.CYCLE, verdict.wrong() == 0, detail, text(verdict.first()));
  }

  /** Lock step with the cycle model; closes the core. */
  private Rung pins(Level level, VerilatedModel core) {
    try (core) {
      boolean loadFault = task.right().plan().design().loadable() && level == task.at();
      CosimResult result =
          Cosim.of(task.right(), core, frames, traffic).withLoadFault(loadFault).run();
      String detail =
          String.format(
              Locale.ROOT,
              "%d steps, every pin of %d cycles: %d mismatched cycles",
              result.steps(),
              result.cycles(),
              result.mismatchedCycles());
      return new Rung(level, result.equal(), detail, text(result.first()));
    }
  }

  private static String text(Mismatch first) {
    return first == null ? null : first.toString();
  }
}
