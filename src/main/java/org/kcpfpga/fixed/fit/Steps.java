package org.kcpfpga.fixed.fit;

import java.util.List;

/**
 * What is added to rounded factors, in units of their last bit.
 *
 * @param u by mode, [K, rows_i, R_i]; empty where U is the identity
 * @param v by mode, [K, n_i, R_i]
 */
public record Steps(List<List<Integer>> u, List<List<Integer>> v) {
  public Steps {
    u = u.stream().map(List::copyOf).toList();
    v = v.stream().map(List::copyOf).toList();
  }
}
