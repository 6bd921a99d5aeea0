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
  private static final Pattern DEPTH = parameter("DEPTH");
  private static final Pattern WIDTH = parameter("WIDTH");
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
      if (child.equals("kcp_rom2")) {
        set(at + ".q0", number(WIDTH, instance.group()));
        set(at + ".q1", number(WIDTH, instance.group()));
      }
      if (child.equals("kcp_credits")) {
        set(at + ".level", bits("CREDITS", instance.group()));
      }
      if (child.equals("kcp_requantiser")) {
        set(at + ".clips", bits("TOKENS", instance.group()));
      }
      if (child.equals("kcp_queue")) {
        queue(instance.group(), at);
      }
      if (modules.containsKey(child) && !child.startsWith("kcp_")) {
        module(child, at);
      }
    }
  }

  private void queue(String text, String at) {
    int depth = number(parameter("DEPTH"), text);
    int pushes = number(parameter("PUSHES"), text);
    int pops = number(parameter("POPS"), text);
    int beat = number(parameter("IN_BITS"), text);
    set(at + ".level", bits("DEPTH", text));
    if (depth > 1) {
      set(at + ".ring.tail", width(depth - 1));
      set(at + ".ring.front", width(depth - 1));
    }
    if (pushes > 1) {
      set(at + ".collects.part", width(pushes - 1));
      set(at + ".collects.collected", (pushes - 1) * beat);
    }
    if (pops > 1) {
      set(at + ".hands_out.sub", width(pops - 1));
    }
    int word = pushes * beat + number(parameter("FLAGS"), text);
    for (int i = 0; i < depth; i++) {
      set(at + ".words.mem[" + i + "]", word);
    }
  }

  private static Pattern parameter(String name) {
    return Pattern.compile("\\." + name + " *\\((\\d+)\\)");
  }

  /** Bits of a number up to the value of a parameter. */
  private static int bits(String parameter, String text) {
    return width(number(parameter(parameter), text));
  }

  private static int width(int largest) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(largest);
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
