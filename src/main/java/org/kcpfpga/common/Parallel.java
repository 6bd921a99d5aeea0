package org.kcpfpga.common;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Tasks on several threads, with their results in order. */
public final class Parallel {
  private Parallel() {}

  /**
   * Runs all tasks; what one of them throws is thrown here, and the others are abandoned.
   *
   * @param done is told of each result, in order
   */
  public static <T> List<T> run(int threads, List<Callable<T>> tasks, Consumer<T> done) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<T>> started = new ArrayList<>();
      tasks.forEach(task -> started.add(pool.submit(task)));
      List<T> results = new ArrayList<>();
      for (Future<T> future : started) {
        results.add(future.get());
        done.accept(results.get(results.size() - 1));
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }
}
