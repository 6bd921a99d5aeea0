package org.kcpfpga.wave;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kcpfpga.plan.boundary.TopPorts;

/**
 * The signals within the RTL: a value change dump of the simulator, one time a cycle, becomes part
 * of a wave. Of its scopes only the top module's is taken, with all that is in it.
 */
public final class InnerSignals {
  private static final Pattern CLOCK =
      Pattern.compile("\\$var wire +1 (\\S+) " + TopPorts.CLOCK + " \\$end");

  private final Map<String, Integer> signals = new HashMap<>();
  private final String header;
  private final String top;
  private Wave wave;

  /**
   * Signals that are yet to be named in a wave.
   *
   * @param header what comes before the first time
   * @param top the top module
   */
  public InnerSignals(String header, String top) {
    this.header = header;
    this.top = top;
  }

  /**
   * Names them in the open scope.
   *
   * @param clock takes the place of the simulator's own, which is low whenever the dump is made
   */
  void declare(Wave target, WaveClock clock) {
    wave = target;
    Matcher found = CLOCK.matcher(header);
    String clockCode = found.find() ? found.group(1) : null;
    int depth = 0;
    for (Iterator<String> lines = header.lines().iterator(); lines.hasNext(); ) {
      String[] words = lines.next().strip().split("\\s+");
      if (words[0].equals("$scope") && (depth > 0 || words[2].equals(top))) {
        wave.scope(words[2]);
        depth++;
      } else if (words[0].equals("$upscope") && depth > 0) {
        wave.up();
        depth--;
      } else if (words[0].equals("$var") && depth > 0) {
        if (words[3].equals(clockCode)) {
          clock.alias(words[4]);
        } else {
          declare(words);
        }
      }
    }
  }

  /** Of {@code $var wire WIDTH CODE NAME}. */
  private void declare(String[] words) {
    Integer known = signals.get(words[3]);
    if (known == null) {
      signals.put(words[3], wave.signal(words[4], Integer.parseInt(words[2])));
    } else {
      wave.alias(words[4], known);
    }
  }

  /** The changes of some cycles, of which {@link #next} then sets those of one after the other. */
  Iterator<String> cycles(String text) {
    Iterator<String> lines = text.lines().iterator();
    while (lines.hasNext() && !lines.next().startsWith("#")) {
      // what is before the first time are names
    }
    return lines;
  }

  /** Sets what changes in the next cycle. */
  void next(Iterator<String> lines) {
    while (lines.hasNext()) {
      String line = lines.next();
      if (line.startsWith("#")) {
        return;
      }
      if (line.startsWith("b")) {
        int space = line.indexOf(' ');
        set(line.substring(space + 1), line, 1, space);
      } else if (line.startsWith("0") || line.startsWith("1")) {
        set(line.substring(1), line, 0, 1);
      }
    }
  }

  /** Sets a signal to the binary digits between two places of a line. */
  private void set(String code, String line, int from, int to) {
    Integer signal = signals.get(code);
    if (signal == null) {
      return;
    }
    int[] value = new int[(to - from + Integer.SIZE - 1) / Integer.SIZE];
    for (int at = from; at < to; at++) {
      int bit = to - 1 - at;
      value[bit / Integer.SIZE] |= (line.charAt(at) & 1) << bit;
    }
    wave.set(signal, value, 0);
  }
}
