package org.kcpfpga.hdl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What stands at the head of a module's text: what it does, what distinguishes it from others of
 * its kind, and its ports in groups. Ports stand in the order of their groups, clock and reset
 * first.
 */
public final class Heading {
  /** The first group, of those blocks whose clock is implicit. */
  private static final Group CLOCKING =
      new Group("clock and synchronous reset", List.of("clock", "reset"));

  /** The last group, of ports that the block says nothing of. */
  private static final String OTHERS = "other ports";

  private final String madeBy;
  private final Map<String, String> parameters = new LinkedHashMap<>();
  private final List<Group> groups = new ArrayList<>();
  private String purpose = "";

  /**
   * Ports that belong together.
   *
   * @param names of ports; {@code *} stands for any part of a name
   */
  private record Group(String title, List<String> names) {
    private boolean holds(String port) {
      return names.stream().anyMatch(name -> port.matches(name.replace("*", "\\w*")));
    }
  }

  Heading(Class<?> block) {
    madeBy = block.getSimpleName();
    groups.add(CLOCKING);
  }

  /** What the module does, in sentences. */
  public Heading says(String sentences) {
    purpose = sentences;
    return this;
  }

  /** A number of the plan that shapes the module. */
  public Heading parameter(String name, Object value) {
    parameters.put(name, value.toString());
    return this;
  }

  /**
   * The next group of ports; those that the module has not are left out.
   *
   * @param names of ports; {@code *} stands for any part of a name
   */
  public Heading ports(String title, String... names) {
    groups.add(new Group(title, List.of(names)));
    return this;
  }

  public String purpose() {
    return purpose;
  }

  /** The Java class. */
  public String madeBy() {
    return madeBy;
  }

  /** Names and values, in order. */
  public Map<String, String> parameters() {
    return parameters;
  }

  /** The title of a port's group. */
  public String group(String port) {
    int place = place(port);
    return place == groups.size() ? OTHERS : groups.get(place).title();
  }

  /** The place of a port's group among all, behind them if it is in none. */
  int place(String port) {
    for (int i = 0; i < groups.size(); i++) {
      if (groups.get(i).holds(port)) {
        return i;
      }
    }
    return groups.size();
  }
}
