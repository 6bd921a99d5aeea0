package org.kcpfpga.jobs;

import java.util.Collection;
import java.util.Iterator;
import java.util.TreeSet;

/**
 * One task of a job array, written {@code 17_3}.
 *
 * @param array number of the array's job
 * @param index of the task in it
 */
record ArrayTask(String array, int index) {
  /** What {@code --array} takes for some indices: {@code 0-3,7}. */
  static String indices(Collection<Integer> indices) {
    StringBuilder text = new StringBuilder();
    Iterator<Integer> ascending = new TreeSet<>(indices).iterator();
    Integer next = ascending.hasNext() ? ascending.next() : null;
    while (next != null) {
      int first = next;
      int last = first;
      next = ascending.hasNext() ? ascending.next() : null;
      while (next != null && next == last + 1) {
        last = next;
        next = ascending.hasNext() ? ascending.next() : null;
      }
      text.append(text.isEmpty() ? "" : ",").append(first);
      text.append(last == first ? "" : "-" + last);
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return array + "_" + index;
  }
}
