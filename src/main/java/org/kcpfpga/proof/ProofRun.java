package org.kcpfpga.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Several proofs at once, each in processes of its own. */
public final class ProofRun {
  private ProofRun() {}

  /**
   * Carries out all proofs of a core.
   *
   * @param threads proofs at once
   * @param done is told of each result, in the order of the proofs
   */
  public static List<ProofResult> run(
      Prover prover, List<Proof> proofs, int threads, Consumer<ProofResult> done) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<ProofResult>> started =
          proofs.stream().map(proof -> pool.submit(() -> prover.prove(proof))).toList();
      List<ProofResult> results = new ArrayList<>();
      for (Future<ProofResult> future : started) {
        ProofResult result = future.get();
        results.add(result);
        done.accept(result);
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }
}
