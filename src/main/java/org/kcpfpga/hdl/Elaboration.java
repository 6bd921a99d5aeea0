package org.kcpfpga.hdl;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/** What one thread is building: the shells open on it, and the library modules used so far. */
public final class Elaboration {
  private static final ThreadLocal<Elaboration> CURRENT = new ThreadLocal<>();

  private final Deque<Shell<?>> open = new ArrayDeque<>();
  private final TreeSet<String> library = new TreeSet<>();
  private final Map<String, Heading> headings = new HashMap<>();

  private Elaboration() {}

  /** Starts an elaboration on this thread; the caller ends it. */
  public static Elaboration begin() {
    if (CURRENT.get() != null) {
      throw new IllegalStateException("elaboration: nested (expected: one at a time per thread)");
    }
    CURRENT.set(new Elaboration());
    return CURRENT.get();
  }

  public static void end() {
    CURRENT.remove();
  }

  static Elaboration current() {
    Elaboration elaboration = CURRENT.get();
    if (elaboration == null) {
      throw new IllegalStateException("no hardware is being built (expected: inside Verilog.emit)");
    }
    return elaboration;
  }

  void push(Shell<?> shell) {
    open.push(shell);
  }

  void pop() {
    open.pop();
  }

  /** The shell that waits for its block's constructor to claim it. */
  Shell<?> shell() {
    if (open.isEmpty()) {
      throw new IllegalStateException("no open block (expected: inside a block's constructor)");
    }
    return open.peek();
  }

  Block block() {
    return shell().block();
  }

  /** The block around the one whose shell is on top, or null for the top block. */
  Block enclosing() {
    return open.stream().skip(1).findFirst().map(Shell::block).orElse(null);
  }

  public TreeSet<String> library() {
    return library;
  }

  void declare(String module, Heading heading) {
    headings.putIfAbsent(module, heading);
  }

  /**
   * What stands at the head of {@code emitted}. Fails if that was renamed: its name belongs to a
   * block of another structure.
   */
  public Heading heading(String emitted) {
    String asked = emitted.replaceFirst("_[0-9]+$", "");
    Checks.require(
        headings.containsKey(emitted),
        "module " + asked,
        "blocks of different structure",
        "a name of its own for each");
    return headings.get(emitted);
  }
}
