package org.kcpfpga.jobs;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.common.IntMath;
import org.kcpfpga.common.UserError;

/**
 * One of several shares of a list, written {@code 2/3}: neighbours, so that the shares in their
 * order are the list.
 *
 * @param number from 1
 * @param of how many there are
 */
public record Share(int number, int of) {
  /** All of a list. */
  public static final Share ALL = new Share(1, 1);

  /** The shares of so many things, none of more than {@code most}. */
  public static List<Share> of(int things, int most) {
    int count = Math.max(1, IntMath.ceilDiv(things, most));
    List<Share> shares = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      shares.add(new Share(number, count));
    }
    return shares;
  }

  /**
   * Reads one.
   *
   * @param place for messages
   */
  public static Share parse(String place, String text) {
    if (text.matches("\\d{1,6}/\\d{1,6}")) {
      String[] numbers = text.split("/");
      Share share = new Share(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
      if (share.number >= 1 && share.number <= share.of) {
        return share;
      }
    }
    throw UserError.at(place, text, "I/N with I from 1 to N");
  }

  /** What is in this share. */
  public <T> List<T> of(List<T> all) {
    int begin = (int) ((long) (number - 1) * all.size() / of);
    int end = (int) ((long) number * all.size() / of);
    return all.subList(begin, end);
  }

  @Override
  public String toString() {
    return number + "/" + of;
  }
}
