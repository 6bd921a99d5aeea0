package org.kcpfpga.jobs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Phaser;
import java.util.function.Consumer;
import org.kcpfpga.common.Parallel;
import org.kcpfpga.common.UserError;
import org.kcpfpga.verilated.build.Command;

/** Several parts at a time on this machine, each a process. */
public final class LocalProcesses implements Where {
  private final int threads;
  private final Consumer<String> log;

  /** {@code log} is told in a line why a part is started again. */
  public LocalProcesses(int threads, Consumer<String> log) {
    this.threads = threads;
    this.log = log;
  }

  @Override
  public void run(PartFolder parts, Consumer<Part> done) {
    Tries tries = new Tries(parts, log);
    Phaser running = new Phaser(1);
    List<Callable<Part>> tasks = new ArrayList<>();
    for (int number = 0; number < parts.parts().size(); number++) {
      int own = number;
      tasks.add(() -> run(parts, own, tries, done, running));
    }
    try {
      Parallel.run(threads, tasks, part -> {});
    } finally {
      // after a failure the others are killed, but not all dead at once
      running.awaitAdvance(running.arriveAndDeregister());
    }
  }

  private Part run(PartFolder parts, int number, Tries tries, Consumer<Part> done, Phaser running) {
    Part part = parts.parts().get(number);
    boolean ended = false;
    while (!ended) {
      List<String> words = List.of("sh", parts.script().toString(), String.valueOf(number));
      Command.Result result = started(parts, words, running);
      Integer code = parts.code(part);
      if (code != null) {
        ended = tries.done(part, code);
      } else {
        tries.again(part, "no result: " + result.text().strip());
      }
    }
    synchronized (this) {
      done.accept(part);
    }
    return part;
  }

  private static Command.Result started(PartFolder parts, List<String> words, Phaser running) {
    if (running.register() < 0) {
      throw new IllegalStateException("started after the end");
    }
    try {
      return Command.runInOwnLocale(parts.folder(), words);
    } catch (IOException e) {
      throw UserError.of(parts.folder(), "no part can be started there", e);
    } finally {
      running.arriveAndDeregister();
    }
  }

  /** The children of this process end with it. */
  @Override
  public String end() {
    return null;
  }
}
