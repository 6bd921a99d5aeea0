package org.kcpfpga.planner;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.kcpfpga.planner.build.Allocation;

/** What can be changed about an allocation in one move. */
final class Moves {
  private final Map<String, List<Integer>> sizes = new HashMap<>();

  /**
   * Moves within a workload.
   *
   * @param most multipliers of a bank
   */
  Moves(Workload workload, int most) {
    for (Workload.Item item : workload.items()) {
      sizes.put(item.name(), workload.sizes(item, most));
    }
  }

  /** Every bank one useful size smaller, and every two banks as one. */
  List<List<Allocation.Bank>> fewer(List<Allocation.Bank> banks) {
    List<List<Allocation.Bank>> all = new ArrayList<>();
    for (int bank = 0; bank < banks.size(); bank++) {
      SortedSet<Integer> smaller = sizes(banks.get(bank)).headSet(banks.get(bank).lanes());
      if (!smaller.isEmpty()) {
        all.add(resized(banks, bank, smaller.last()));
      }
    }
    for (int one = 0; one < banks.size(); one++) {
      for (int other = one + 1; other < banks.size(); other++) {
        all.add(joined(banks, one, other));
      }
    }
    return all;
  }

  /** Every bank larger, and every stage out of its bank in one of its own. */
  List<List<Allocation.Bank>> more(List<Allocation.Bank> banks) {
    List<List<Allocation.Bank>> all = new ArrayList<>();
    for (int bank = 0; bank < banks.size(); bank++) {
      for (int size : sizes(banks.get(bank)).tailSet(banks.get(bank).lanes() + 1)) {
        all.add(resized(banks, bank, size));
      }
    }
    for (int bank = 0; bank < banks.size(); bank++) {
      if (banks.get(bank).members().size() > 1) {
        for (String member : banks.get(bank).members()) {
          for (int size : sizes.get(member)) {
            all.add(apart(banks, bank, member, size));
          }
        }
      }
    }
    return all;
  }

  /** Every stage in another bank, and every two stages exchanged. */
  List<List<Allocation.Bank>> other(List<Allocation.Bank> banks) {
    List<List<Allocation.Bank>> all = new ArrayList<>();
    for (int from = 0; from < banks.size(); from++) {
      for (int to = 0; to < banks.size(); to++) {
        if (from != to) {
          for (String member : banks.get(from).members()) {
            all.add(moved(banks, from, to, member));
            if (from < to) {
              for (String back : banks.get(to).members()) {
                all.add(moved(moved(banks, from, to, member, false), to, from, back));
              }
            }
          }
        }
      }
    }
    return all;
  }

  private SortedSet<Integer> sizes(Allocation.Bank bank) {
    SortedSet<Integer> all = new TreeSet<>();
    bank.members().forEach(member -> all.addAll(sizes.get(member)));
    return all;
  }

  private static List<Allocation.Bank> resized(List<Allocation.Bank> banks, int bank, int size) {
    List<Allocation.Bank> all = new ArrayList<>(banks);
    all.set(bank, new Allocation.Bank(size, banks.get(bank).members()));
    return all;
  }

  private static List<Allocation.Bank> joined(List<Allocation.Bank> banks, int one, int other) {
    List<Allocation.Bank> all = new ArrayList<>(banks);
    Allocation.Bank second = all.remove(other);
    Allocation.Bank first = all.get(one);
    List<String> members = new ArrayList<>(first.members());
    members.addAll(second.members());
    all.set(one, new Allocation.Bank(Math.max(first.lanes(), second.lanes()), members));
    return all;
  }

  private static List<Allocation.Bank> apart(
      List<Allocation.Bank> banks, int bank, String member, int size) {
    List<Allocation.Bank> all = new ArrayList<>(banks);
    all.set(bank, without(banks.get(bank), member));
    all.add(new Allocation.Bank(size, List.of(member)));
    return all;
  }

  private static List<Allocation.Bank> moved(
      List<Allocation.Bank> banks, int from, int to, String member) {
    return moved(banks, from, to, member, true);
  }

  private static List<Allocation.Bank> moved(
      List<Allocation.Bank> banks, int from, int to, String member, boolean close) {
    List<Allocation.Bank> all = new ArrayList<>(banks);
    List<String> members = new ArrayList<>(banks.get(to).members());
    members.add(member);
    all.set(to, new Allocation.Bank(banks.get(to).lanes(), members));
    all.set(from, without(banks.get(from), member));
    if (close) {
      all.removeIf(bank -> bank.members().isEmpty());
    }
    return all;
  }

  private static Allocation.Bank without(Allocation.Bank bank, String member) {
    List<String> rest = new ArrayList<>(bank.members());
    rest.remove(member);
    return new Allocation.Bank(bank.lanes(), rest);
  }
}
