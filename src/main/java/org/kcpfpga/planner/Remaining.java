package org.kcpfpga.planner;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.kcpfpga.planner.build.Allocation;

/**
 * What no move or two lead to: of the allocations of a front, all whose loads keep to a limit. Each
 * partition of the stages into banks is tried, and given up where the fewest multipliers with which
 * its banks keep to the limit are more than there are. Of a plan close to its loads few remain, of
 * a large one more than patience lasts for: then none is timed, for a few of many lead nowhere.
 */
final class Remaining {
  /** The part of a search's patience that is enough for what remains. */
  static final int SHARE = 4;

  /** Partial allocations that are looked at, over those that may remain. */
  private static final int TRIED = 8;

  /** More multipliers than any core has. */
  private static final int NONE = 1 << 24;

  private final Workload workload;
  private final int budget;
  private final long limit;
  private final long most;
  private final Map<Workload.Item, List<Integer>> useful = new HashMap<>();

  /** By the stages of a bank, one bit each. */
  private final Map<Long, List<Integer>> sizes = new HashMap<>();

  private final List<List<Allocation.Bank>> found = new ArrayList<>();
  private long tried;

  /**
   * Allocations of a workload.
   *
   * @param budget multipliers of the whole core
   * @param limit cycles per step
   * @param most allocations
   */
  private Remaining(Workload workload, int budget, long limit, long most) {
    this.workload = workload;
    this.budget = budget;
    this.limit = limit;
    this.most = most;
    for (Workload.Item item : workload.items()) {
      useful.put(item, workload.sizes(item, budget));
    }
  }

  /**
   * The fastest that keep to a limit; of these the smallest.
   *
   * @param bench times them if its patience lasts for all
   * @param budget multipliers of the whole core
   * @param limit cycles per step
   * @return null if there are none, or too many to time
   */
  static Trial fastest(Bench bench, int budget, long limit) {
    Remaining remaining = new Remaining(bench.workload(), budget, limit, bench.allocations(limit));
    remaining.partition(0, new ArrayList<>());
    return remaining.counted() ? remaining.fastest(bench) : null;
  }

  private boolean counted() {
    return found.size() <= most && tried <= TRIED * most;
  }

  private Trial fastest(Bench bench) {
    Trial best = null;
    for (List<Allocation.Bank> banks : found) {
      Trial trial = bench.time(banks, budget, best == null ? limit : best.interval());
      best = trial != null && (best == null || trial.before(best, 0)) ? trial : best;
    }
    return best;
  }

  private void partition(int stage, List<Long> blocks) {
    tried++;
    int rest = budget - workload.frontMultipliers();
    if (!counted() || fewest(blocks) > rest) {
      return;
    }
    if (stage == workload.items().size()) {
      size(blocks, new ArrayList<>(), rest);
      return;
    }
    for (int block = 0; block <= blocks.size(); block++) {
      List<Long> next = new ArrayList<>(blocks);
      if (block == blocks.size()) {
        next.add(1L << stage);
      } else {
        next.set(block, blocks.get(block) | 1L << stage);
      }
      partition(stage + 1, next);
    }
  }

  /** Adds the banks that {@code rest} multipliers are enough for. */
  private void size(List<Long> blocks, List<Allocation.Bank> banks, int rest) {
    tried++;
    if (!counted()) {
      return;
    }
    if (banks.size() == blocks.size()) {
      found.add(List.copyOf(banks));
      return;
    }
    long block = blocks.get(banks.size());
    int others = fewest(blocks.subList(banks.size() + 1, blocks.size()));
    List<String> members = members(block).map(Workload.Item::name).toList();
    for (int lanes : sizes(block)) {
      if (lanes + others > rest) {
        return;
      }
      banks.add(new Allocation.Bank(lanes, members));
      size(blocks, banks, rest - lanes);
      banks.remove(banks.size() - 1);
    }
  }

  /** Multipliers without which banks do not keep to the limit. */
  private int fewest(List<Long> blocks) {
    int fewest = 0;
    for (long block : blocks) {
      List<Integer> all = sizes(block);
      fewest += all.isEmpty() ? NONE : all.get(0);
    }
    return fewest;
  }

  /** The useful sizes of a bank with which it keeps to the limit, ascending. */
  private List<Integer> sizes(long block) {
    return sizes.computeIfAbsent(
        block,
        any ->
            members(block)
                .flatMap(item -> useful.get(item).stream())
                .distinct()
                .filter(lanes -> load(block, lanes) <= limit)
                .sorted()
                .toList());
  }

  private long load(long block, int lanes) {
    return members(block).mapToLong(item -> workload.cycles(item, lanes)).sum();
  }

  private Stream<Workload.Item> members(long block) {
    List<Workload.Item> items = workload.items();
    return IntStream.range(0, items.size())
        .filter(stage -> (block >> stage & 1) == 1)
        .mapToObj(items::get);
  }
}
