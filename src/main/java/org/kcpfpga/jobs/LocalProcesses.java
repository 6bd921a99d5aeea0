package org.kcpfpga.jobs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.kcpfpga.common.Parallel;
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
    List<Callable<Part>> tasks = new ArrayList<>();
    for (int number = 0; number < parts.parts().size(); number++) {
      int own = number;
      tasks.add(() -> run(parts, own, tries, done));
    }
    Parallel.run(threads, tasks, part -> {});
  }

  private Part run(PartFolder parts, int number, Tries tries, Consumer<Part> done)
      throws IOException {
    Part part = parts.parts().get(number);
    boolean ended = false;
    while (!ended) {
      List<String> words = List.of("sh", parts.script().toString(), String.valueOf(number));
      Command.Result result = Command.runInOwnLocale(parts.folder(), words);
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

  /** The children of this process end with it. */
  @Override
  public String end() {
    return null;
  }
}
