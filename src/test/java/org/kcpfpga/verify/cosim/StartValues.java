package org.kcpfpga.verify.cosim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.kcpfpga.emit.EmittedDesign;

/** Statements that give every register and every RAM of a core random or unknown contents. */
public final class StartValues {
  private static final Pattern REGISTER =
      Pattern.compile("(?m)^ *reg +(?:\\[(\\d+):0\\])? *(\\w+) *;");
  private static final Pattern INSTANCE =
      Pattern.compile("(?m)^ *([a-z]\\w*) +(?:#\\((?:[^()]|\\([^()]*\\))*\\) *)?(\\w+) *\\(");
  private static final Pattern DEPTH = Pattern.compile("\\.DEPTH *\\((\\d+)\\)");
  private static final Pattern WIDTH = Pattern.compile("\\.WIDTH *\\((\\d+)\\)");
  private static final Pattern BLOCK = Pattern.compile("\\.BLOCK *\\(1\\)");

  private final Map<String, String> modules = new LinkedHashMap<>();
  private final String top;
  private final IntFunction<String> contents;
  private final Predicate<String> spared;
  private final List<String> statements = new ArrayList<>();

  private StartValues(
      EmittedDesign design, IntFunction<String> contents, Predicate<String> spared) {
    design.verilog().forEach((file, text) -> modules.put(file.replace(".v", ""), text));
    this.top = design.top();
    this.contents = contents;
    this.spared = spared;
  }

  public static StartValues random(EmittedDesign design, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    IntFunction<String> contents =
        width -> random.ints(width, 0, 2).mapToObj(String::valueOf).collect(Collectors.joining());
    return new StartValues(design, contents, name -> false);
  }

  /** Unknown, but for names that are spared. */
  public static StartValues unknown(EmittedDesign design, Predicate<String> spared) {
    return new StartValues(design, "x"::repeat, spared);
  }

  /** For the core at this hierarchical name. */
  public List<String> statements(String path) {
    module(top, path);
    return statements;
  }

  private void module(String name, String path) {
    String text = modules.get(name);
    Matcher register = REGISTER.matcher(text);
    while (register.find()) {
      int width = register.group(1) == null ? 1 : Integer.parseInt(register.group(1)) + 1;
      set(path + "." + register.group(2), width);
    }
    Matcher instance = INSTANCE.matcher(text);
    while (instance.find()) {
      String child = instance.group(1);
      String at = path + "." + instance.group(2);
      if (child.equals("kcp_ram") || child.equals("kcp_lutram")) {
        memory(child, instance.group(), at);
      }
      if (child.equals("kcp_ram") || child.equals("kcp_rom")) {
        set(at + ".q", number(WIDTH, instance.group()));
      }
      if (modules.containsKey(child) && !child.startsWith("kcp_")) {
        module(child, at);
      }
    }
  }

  private void memory(String kind, String text, String at) {
    String place = at;
    if (kind.equals("kcp_ram")) {
      place = at + (BLOCK.matcher(text).find() ? ".block" : ".tables");
    }
    for (int word = 0; word < number(DEPTH, text); word++) {
      set(place + ".mem[" + word + "]", number(WIDTH, text));
    }
  }

  private static int number(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    if (!found.find()) {
      throw new IllegalStateException(text);
    }
    return Integer.parseInt(found.group(1));
  }

  private void set(String name, int width) {
    if (!spared.test(name)) {
      statements.add(
          String.format(Locale.ROOT, "%s = %d'b%s;", name, width, contents.apply(width)));
    }
  }
}
