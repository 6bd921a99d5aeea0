package org.kcpfpga.verilated.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.kcpfpga.common.UserError;

/**
 * The tools on the machine.
 *
 * @param verilator the command
 * @param compiler the C++ compiler's command
 * @param version what both say they are; part of every cache key
 * @param include folder of Verilator's run-time files
 * @param javaIncludes folders of the headers of this Java
 */
public record Toolchain(
    String verilator, String compiler, String version, Path include, List<Path> javaIncludes) {
  /** The oldest Verilator this was tested with. */
  static final String NEEDED = "5.006";

  private static final String ROOT = "VERILATOR_ROOT";
  private static final Pattern VERILATOR = Pattern.compile("Verilator (\\d+)\\.(\\d+)");

  private static Toolchain standard;

  /** Verilator and g++ from the path, looked up once. */
  static synchronized Toolchain standard() {
    if (standard == null) {
      standard = find("verilator", "g++");
    }
    return standard;
  }

  /** Asks both tools; a {@link UserError} names the one that is missing or too old. */
  static Toolchain find(String verilator, String compiler) {
    checkRoot(System.getenv());
    String version = ask(List.of(verilator, "--version"), "Verilator " + NEEDED + " or newer");
    checkVerilator(version);
    String root =
        ask(List.of(verilator, "--getenv", "VERILATOR_ROOT"), "a Verilator that knows its root");
    // The whole line: it also names the system, whose C library every object needs.
    String gcc =
        ask(List.of(compiler, "--version"), "a C++ compiler (g++)").lines().findFirst().get();
    String machine = ask(List.of(compiler, "-dumpmachine"), "a C++ compiler (g++)");
    Path include = Path.of(root).resolve("include");
    return new Toolchain(
        verilator,
        compiler,
        String.join("; ", version, include.toString(), gcc, machine),
        include,
        javaIncludes(Path.of(System.getProperty("java.home"))));
  }

  /**
   * Throws if the variable VERILATOR_ROOT, which Verilator obeys, names a folder without one: the
   * program itself then only says that some other program is not found.
   */
  public static void checkRoot(Map<String, String> environment) {
    String root = environment.getOrDefault(ROOT, "");
    if (root.isEmpty()) {
      return;
    }
    boolean binary =
        Stream.of("bin/verilator_bin", "verilator_bin")
            .anyMatch(file -> Files.isExecutable(Path.of(root, file)));
    if (!binary || !Files.isRegularFile(Path.of(root, "include/verilated.cpp"))) {
      throw UserError.at(ROOT, root, "unset, or the folder of a Verilator with its include folder");
    }
  }

  /** The folder of jni.h in the JDK {@code home}, and the one of its system beneath. */
  static List<Path> javaIncludes(Path home) {
    Path include = home.resolve("include");
    if (!Files.isRegularFile(include.resolve("jni.h"))) {
      throw UserError.at("Java", home, "a JDK, which has include/jni.h");
    }
    try (Stream<Path> entries = Files.list(include)) {
      List<Path> system = entries.filter(Files::isDirectory).toList();
      return Stream.concat(Stream.of(include), system.stream()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Throws unless {@code text}, what {@code verilator --version} prints, is new enough. */
  static void checkVerilator(String text) {
    Matcher found = VERILATOR.matcher(text);
    String needed = NEEDED + " or newer";
    if (!found.find()) {
      throw UserError.at("verilator --version", text, needed);
    }
    Matcher wanted = VERILATOR.matcher("Verilator " + NEEDED);
    wanted.find();
    if (number(found) < number(wanted)) {
      throw UserError.at("Verilator", found.group(1) + "." + found.group(2), needed);
    }
  }

  private static int number(Matcher version) {
    return Integer.parseInt(version.group(1)) * 1000 + Integer.parseInt(version.group(2));
  }

  private static String ask(List<String> words, String expected) {
    try {
      Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String text =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw UserError.at(String.join(" ", words), text, expected);
      }
      return text;
    } catch (IOException e) {
      throw new UserError(words.get(0) + ": not found (expected: " + expected + ")", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VerilatedFailure("interrupted while asking for a version", e);
    }
  }
}
