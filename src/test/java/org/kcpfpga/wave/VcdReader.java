package org.kcpfpga.wave;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.TreeMap;

/** Reads value change dumps word by word, as IEEE 1364 has it, ours or those of other tools. */
public final class VcdReader {
  private final Map<String, String> codes = new LinkedHashMap<>();
  private final Map<String, TreeMap<Long, BigInteger>> changes = new HashMap<>();
  private final Deque<String> scopes = new ArrayDeque<>();
  private long time;

  private VcdReader() {}

  public static VcdReader of(Path file) throws IOException {
    return of(Files.readString(file));
  }

  public static VcdReader of(String text) {
    VcdReader reader = new VcdReader();
    try (Scanner words = new Scanner(text)) {
      while (words.hasNext()) {
        reader.take(words.next(), words);
      }
    }
    return reader;
  }

  private void take(String word, Scanner words) {
    switch (word.charAt(0)) {
      case '$' -> command(word, words);
      case '#' -> time = Long.parseLong(word.substring(1));
      case 'b' -> change(words.next(), word.substring(1));
      default -> change(word.substring(1), word.substring(0, 1));
    }
  }

  private void command(String word, Scanner words) {
    switch (word) {
      case "$scope" -> {
        words.next();
        scopes.addLast(words.next());
      }
      case "$upscope" -> scopes.removeLast();
      case "$var" -> {
        words.next();
        words.nextInt();
        String code = words.next();
        codes.put(String.join(".", scopes) + "." + words.next(), code);
        changes.putIfAbsent(code, new TreeMap<>());
      }
      case "$dumpvars", "$end" -> {
        return;
      }
      default -> {}
    }
    while (!words.next().equals("$end")) {
      // whatever else there is
    }
  }

  private void change(String code, String value) {
    if (!value.startsWith("x")) {
      changes.get(code).put(time, new BigInteger(value, 2));
    }
  }

  /** All names with their scopes, in the order of the file. */
  public List<String> names() {
    return List.copyOf(codes.keySet());
  }

  /** The last time of the file. */
  public long end() {
    return time;
  }

  /** The times at which a signal changes, and its values. */
  public TreeMap<Long, BigInteger> changes(String name) {
    return changes.get(codes.get(name));
  }

  /** What a signal holds at a time. */
  public BigInteger at(String name, long when) {
    return changes(name).floorEntry(when).getValue();
  }

  /** When a signal of one bit rises for the first time, or -1. */
  public long rises(String name) {
    return changes(name).entrySet().stream()
        .filter(change -> change.getValue().signum() > 0)
        .mapToLong(Map.Entry::getKey)
        .findFirst()
        .orElse(-1);
  }
}
