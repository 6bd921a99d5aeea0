package org.kcpfpga;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read at once is short: a method, a file, a package. */
class SizeRulesTest {
  private static final Path MAIN = Path.of("src/main/java");
  private static final int METHOD = 40;
  private static final int FILE = 300;
  private static final int PACKAGE = 20;

  /** What half of the files, and nine of ten, have at most. */
  private static final int MEDIAN_FILE = 75;

  private static final int MOST_FILES = 160;

  /** What is given by position: components of a record, parameters of a method or constructor. */
  private static final int POSITIONS = 8;

  /** The facade over Chisel: its types see what they hide from all others. */
  private static final List<String> LARGE_PACKAGES = List.of("org/kcpfpga/hdl");

  @TempDir Path folder;

  @Test
  void noMethodIsLong() throws IOException {
    List<Path> files = files(MAIN);
    assertThat(files).hasSizeGreaterThan(300);
    assertThat(longMethods(files)).isEmpty();
  }

  @Test
  void noFileIsLong() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path root : List.of(MAIN, Path.of("src/test/java"))) {
      for (Path file : files(root)) {
        int lines = Files.readAllLines(file).size();
        if (lines > FILE) {
          found.add(file + ": " + lines + " lines (expected: at most " + FILE + ")");
        }
      }
    }
    assertThat(found).isEmpty();
  }

  /** Where this fails, a file of 160 to 200 lines does two things, and becomes two. */
  @Test
  void filesAreShort() throws IOException {
    List<Integer> lines = new ArrayList<>();
    for (Path file : files(MAIN)) {
      lines.add(Files.readAllLines(file).size());
    }
    lines.sort(null);
    assertThat(lines.get(lines.size() / 2)).as("median lines").isLessThanOrEqualTo(MEDIAN_FILE);
    assertThat(lines.get(lines.size() * 9 / 10))
        .as("lines of nine files in ten")
        .isLessThanOrEqualTo(MOST_FILES);
  }

  @Test
  void noPackageHasManyFiles() throws IOException {
    Map<String, Integer> counts = new TreeMap<>();
    for (Path file : files(MAIN)) {
      counts.merge(MAIN.relativize(file.getParent()).toString(), 1, Integer::sum);
    }
    counts.keySet().removeAll(LARGE_PACKAGES);
    counts.values().removeIf(count -> count <= PACKAGE);
    assertThat(counts).as("packages of more than %d files", PACKAGE).isEmpty();
  }

  @Test
  void aLongMethodIsSeen() throws IOException {
    Path file = folder.resolve("Long.java");
    String body = "    x++;\n".repeat(METHOD - 2);
    Files.writeString(
        file,
        "class Long {\n  int x;\n\n  /** Fits. */\n  void fits() {\n"
            + body
            + "  }\n\n  @Deprecated\n  void tooLong() {\n"
            + body
            + "  }\n}\n");
    assertThat(longMethods(List.of(file)))
        .containsExactly(file + ":46 tooLong: 41 lines (expected: at most 40)");
  }

  @Test
  void nothingHasManyPositions() throws IOException {
    assertThat(wide(files(MAIN))).isEmpty();
  }

  @Test
  void aWideRecordIsSeenAndAWideMethod() throws IOException {
    Path file = folder.resolve("Wide.java");
    Files.writeString(
        file,
        """
        class Wide {
          record Fits(int a, int b, int c, int d, int e, int f, int g, int h) {
            static final int NINTH = 9;
          }
          record Large(int a, int b, int c, int d, int e, int f, int g, int h, int i) {}

          void many(int a, int b, int c, int d, int e, int f, int g, int h, int i) {}
        }
        """);
    assertThat(wide(List.of(file)))
        .containsExactly(
            file + ": record Large: 9 (expected: at most 8)",
            file + ": many: 9 (expected: at most 8)");
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  /** Annotations count as lines of a method, its comment does not. */
  private static List<String> longMethods(List<Path> files) throws IOException {
    List<String> found = new ArrayList<>();
    parsed(files, (positions, unit) -> new Lengths(positions, unit, found).scan(unit, null));
    return found;
  }

  private static List<String> wide(List<Path> files) throws IOException {
    List<String> found = new ArrayList<>();
    parsed(files, (positions, unit) -> new Widths(unit, found).scan(unit, null));
    return found;
  }

  private static void parsed(
      List<Path> files, BiConsumer<SourcePositions, CompilationUnitTree> each) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      task.parse().forEach(unit -> each.accept(positions, unit));
    }
  }

  private static final class Widths extends TreeScanner<Void, Void> {
    private final CompilationUnitTree unit;
    private final List<String> found;

    Widths(CompilationUnitTree unit, List<String> found) {
      this.unit = unit;
      this.found = found;
    }

    @Override
    public Void visitClass(ClassTree type, Void nothing) {
      if (type.getKind() == Tree.Kind.RECORD) {
        check(
            "record " + type.getSimpleName(),
            type.getMembers().stream().filter(Widths::part).count());
      }
      return super.visitClass(type, nothing);
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      check(method.getName().toString(), method.getParameters().size());
      return super.visitMethod(method, nothing);
    }

    private static boolean part(Tree member) {
      return member instanceof VariableTree field
          && !field.getModifiers().getFlags().contains(Modifier.STATIC);
    }

    private void check(String what, long positions) {
      if (positions > POSITIONS) {
        Path file = Path.of(unit.getSourceFile().toUri());
        found.add(file + ": " + what + ": " + positions + " (expected: at most " + POSITIONS + ")");
      }
    }
  }

  private static final class Lengths extends TreeScanner<Void, Void> {
    private final SourcePositions positions;
    private final CompilationUnitTree unit;
    private final List<String> found;

    Lengths(SourcePositions positions, CompilationUnitTree unit, List<String> found) {
      this.positions = positions;
      this.unit = unit;
      this.found = found;
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      long first = line(positions.getStartPosition(unit, method));
      long lines = line(positions.getEndPosition(unit, method) - 1) - first + 1;
      if (lines > METHOD) {
        found.add(
            String.format(
                Locale.ROOT,
                "%s:%d %s: %d lines (expected: at most %d)",
                Path.of(unit.getSourceFile().toUri()),
                first,
                method.getName(),
                lines,
                METHOD));
      }
      return super.visitMethod(method, nothing);
    }

    private long line(long position) {
      return unit.getLineMap().getLineNumber(position);
    }
  }
}
