package org.kcpfpga.common;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Tasks on several threads, with their results in order. */
public final class Parallel {
  private Parallel() {}

  /**
   * Runs all tasks; what one of them throws is thrown here at once, and the others are abandoned.
   *
   * @param done is told of each result, in order
   */
  public static <T> List<T> run(int threads, List<Callable<T>> tasks, Consumer<T> done) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      CompletionService<Integer> ended = new ExecutorCompletionService<>(pool);
      List<T> results = new ArrayList<>(Collections.nCopies(tasks.size(), null));
      for (int i = 0; i < tasks.size(); i++) {
        int own = i;
        ended.submit(
            () -> {
              results.set(own, tasks.get(own).call());
              return own;
            });
      }
      BitSet there = new BitSet();
      for (int told = 0; told < tasks.size(); ) {
        there.set(ended.take().get());
        while (there.get(told)) {
          done.accept(results.get(told++));
        }
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
