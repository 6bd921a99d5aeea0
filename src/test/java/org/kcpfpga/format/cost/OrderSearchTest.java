package org.kcpfpga.format.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kcpfpga.format.FormatKind;
import org.kcpfpga.format.OperatorFormat;
import org.kcpfpga.format.TensorNetwork;
import org.kcpfpga.format.TensorNetwork.Core;
import org.kcpfpga.format.TensorNetwork.Index;
import org.kcpfpga.format.TensorNetwork.Step;
import org.kcpfpga.tensor.TestSeed;

/** The search against hand-worked orders and against every order there is. */
class OrderSearchTest {
  private static final Index N = new Index("n", 10);
  private static final Index R = new Index("r", 2);
  private static final Index O = new Index("o", 100);

  /** x [10] A [10, 2] B [2, 100]: (x A) B costs 20 + 200, x (A B) 2,000 + 1,000. */
  @Test
  void aMatrixChainBeginsAtItsNarrowEnd() {
    List<Core> cores = List.of(new Core("B", List.of(R, O)), new Core("A", List.of(N, R)));
    List<Step> dear = List.of(new Step(1, 2), new Step(0, 3));
    TensorNetwork network = new TensorNetwork(List.of(N), List.of(O), cores, dear);

    assertThat(network.multiplications()).isEqualTo(3000);
    assertThat(OrderSearch.best(network).multiplications()).isEqualTo(220);
    assertThat(OrderSearch.best(network).order()).containsExactly(new Step(0, 2), new Step(3, 1));
  }

  @Test
  void noOrderOfASmallNetworkIsCheaper() {
    Random random = TestSeed.random("noOrderOfASmallNetworkIsCheaper", 1);
    int better = 0;
    for (int n = 0; n < 60; n++) {
      TensorNetwork network = network(random);
      long best = OrderSearch.best(network).multiplications();
      assertThat(best).as(network.toString()).isEqualTo(cheapest(network));
      assertThat(best).isLessThanOrEqualTo(greedy(network));
      better += best < network.multiplications() ? 1 : 0;
    }
    assertThat(better).as("networks whose own order is not the best").isGreaterThan(10);
  }

  private static TensorNetwork network(Random random) {
    FormatKind[] kinds = {FormatKind.KCP, FormatKind.TT, FormatKind.TR, FormatKind.BT};
    FormatKind kind = kinds[random.nextInt(kinds.length)];
    int modes = kind == FormatKind.TT || kind == FormatKind.BT ? 3 : 2;
    List<Integer> in = random.ints(modes, 2, 9).boxed().toList();
    List<Integer> rows = random.ints(modes, 2, 9).boxed().toList();
    int rank = 1 + random.nextInt(2);
    int terms = kind == FormatKind.KCP || kind == FormatKind.BT ? 1 + random.nextInt(3) : 1;
    return OperatorFormat.uniform(kind, in, rows, terms, rank).network();
  }

  private static long greedy(TensorNetwork network) {
    return network.inOrder(GreedyOrder.of(network)).multiplications();
  }

  /** The fewest multiplications of all orders, by trying them. */
  private static long cheapest(TensorNetwork network) {
    List<List<Index>> operands = new ArrayList<>(List.of(network.in()));
    network.cores().forEach(core -> operands.add(core.indices()));
    return cheapest(operands, network.out());
  }

  private static long cheapest(List<List<Index>> operands, List<Index> out) {
    long least = operands.size() == 1 ? 0 : Long.MAX_VALUE;
    for (int a = 0; a < operands.size(); a++) {
      for (int b = a + 1; b < operands.size(); b++) {
        List<List<Index>> rest = new ArrayList<>(operands);
        List<Index> all = new ArrayList<>(rest.remove(b));
        all.removeAll(rest.get(a));
        all.addAll(rest.remove(a));
        long cost = all.stream().mapToLong(Index::extent).reduce(1, (p, q) -> p * q);
        all.removeIf(i -> !out.contains(i) && rest.stream().noneMatch(o -> o.contains(i)));
        rest.add(all);
        least = Math.min(least, cost + cheapest(rest, out));
      }
    }
    return least;
  }

  /** 25 operands: no search, but never worse than the source's order. */
  @Test
  void aNetworkTooLargeToSearchIsNoWorseThanItsOwnOrder() {
    List<Integer> twos = List.of(2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2);
    TensorNetwork ring = OperatorFormat.uniform(FormatKind.TR, twos, twos, 1, 3).network();
    assertThat(ring.cores()).hasSizeGreaterThan(OrderSearch.EXACT_OPERANDS);
    assertThat(OrderSearch.best(ring).multiplications())
        .isLessThanOrEqualTo(ring.multiplications());
  }
}
