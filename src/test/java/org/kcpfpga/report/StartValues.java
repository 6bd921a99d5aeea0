package org.kcpfpga.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kcpfpga.emit.EmittedDesign;

/** Statements that give every register and every RAM of a core random contents. */
final class StartValues {
  private static final Pattern REGISTER =
      Pattern.compile("(?m)^ *reg +(?:\\[(\\d+):0\\])? *(\\w+) *;");
  private static final Pattern INSTANCE =
      Pattern.compile("(?m)^ *([a-z]\\w*) +(?:#\\((?:[^()]|\\([^()]*\\))*\\) *)?(\\w+) *\\(");
  private static final Pattern DEPTH = Pattern.compile("\\.DEPTH *\\((\\d+)\\)");
  private static final Pattern WIDTH = Pattern.compile("\\.WIDTH *\\((\\d+)\\)");
  private static final Pattern BLOCK = Pattern.compile("\\.BLOCK *\\(1\\)");

  private final Map<String, String> modules = new LinkedHashMap<>();
  private final String top;
  private final SplittableRandom random;
  private final List<String> statements = new ArrayList<>();

  StartValues(EmittedDesign design, long seed) {
    design.verilog().forEach((file, text) -> modules.put(file.replace(".v", ""), text));
    this.top = design.top();
    this.random = new SplittableRandom(seed);
  }

  /** For the core at this hierarchical name. */
  List<String> statements(String path) {
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
    StringBuilder bits = new StringBuilder();
    for (int i = 0; i < width; i++) {
      bits.append(random.nextBoolean() ? '1' : '0');
    }
    statements.add(String.format(Locale.ROOT, "%s = %d'b%s;", name, width, bits));
  }
}
