package org.kcpfpga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The public face, used as somebody else would: from the jar, in a folder without a checkout. */
class LibraryTest {
  private static final Path CONSUMER = Path.of("src/test/consumer/src/main/java/example");
  private static final int MOST_TYPES = 25;

  @TempDir private Path folder;

  @Test
  void aProgramOfTwentyLinesPlansGeneratesAndVerifiesACoreFromTheJarAlone() throws Exception {
    Tools.require("verilator");
    Tools.require("g++");
    Path design = Files.copy(Path.of("designs/tiny.json"), folder.resolve("design.json"));
    compile(CONSUMER.resolve("TinyCore.java"));
    String out = run("example.TinyCore", design.toString(), "core", "CYCLE", "VERILATOR");
    assertThat(out)
        .contains("tiny_core: " + KcpPlan.of(KcpDesign.read(design)).interval() + " cycles")
        .contains("CYCLE equal: true")
        .contains("VERILATOR equal: true");
    assertThat(folder.resolve("core/tiny_core.v")).exists();
    long lines =
        Files.lines(CONSUMER.resolve("TinyCore.java")).dropWhile(l -> !l.contains("main(")).count();
    assertThat(lines).isLessThanOrEqualTo(20);
  }

  @Test
  void theExamplesOfTheDocumentationCompile() throws IOException {
    String info = Files.readString(Path.of("src/main/java/org/kcpfpga/package-info.java"));
    String design = Files.readString(Path.of("src/main/java/org/kcpfpga/KcpDesign.java"));
    List<String> bodies = new ArrayList<>(examples(info));
    bodies.addAll(examples(design));
    assertThat(bodies).hasSize(2);
    StringBuilder text = new StringBuilder("import org.kcpfpga.*;\nimport java.nio.file.Path;\n");
    text.append("class Examples {\n");
    for (int i = 0; i < bodies.size(); i++) {
      String body = bodies.get(i).replace("= ...;", "= new float[1][1][1];");
      text.append("static void example" + i + "() {\n" + body + "}\n");
    }
    Path file = folder.resolve("Examples.java");
    Files.writeString(file, text.append("}\n"));
    compile(file);
  }

  /** What stands between the marks of a block of code in a comment. */
  private static List<String> examples(String source) {
    return Stream.of(source.split("<pre>\\{@code\n"))
        .skip(1)
        .map(part -> part.substring(0, part.indexOf("}</pre>")))
        .map(code -> code.lines().map(l -> l.replaceFirst("^ \\* ?", "")).toList())
        .map(lines -> lines.subList(0, lines.size() - 1))
        .map(lines -> String.join("\n", lines) + "\n")
        .toList();
  }

  @Test
  void thePublicFaceIsSmallAndNamedInItsPackage() throws IOException {
    Path sources = Path.of("src/main/java/org/kcpfpga");
    String info = Files.readString(sources.resolve("package-info.java"));
    try (Stream<Path> files = Files.list(sources)) {
      List<String> types =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(LibraryTest::isPublic)
              .map(file -> file.getFileName().toString().replace(".java", ""))
              .toList();
      assertThat(types)
          .hasSizeBetween(5, MOST_TYPES)
          .allSatisfy(type -> assertThat(info).contains("org.kcpfpga." + type + "}"));
    }
  }

  private static boolean isPublic(Path file) {
    try {
      return Files.readString(file).contains("\npublic ");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** What Javadoc makes of the face: no mistake in it, and no internal type in a signature. */
  @Test
  void itsJavadocShowsNoInternalType() throws IOException {
    Path pages = folder.resolve("javadoc");
    StringWriter messages = new StringWriter();
    PrintWriter out = new PrintWriter(messages);
    int result =
        java.util.spi.ToolProvider.findFirst("javadoc")
            .orElseThrow()
            .run(
                out,
                out,
                "-quiet",
                "-Xdoclint:all,-missing",
                "-Werror",
                "-sourcepath",
                "src/main/java",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                pages.toString(),
                "org.kcpfpga");
    assertThat(result).as(messages.toString()).isZero();
    try (Stream<Path> all = Files.walk(pages.resolve("org/kcpfpga"))) {
      for (Path page : all.filter(file -> file.toString().endsWith(".html")).toList()) {
        assertThat(Files.readString(page))
            .as(page.toString())
            .doesNotContainPattern("org\\.kcpfpga\\.[a-z]");
      }
    }
  }

  @Test
  void mistakesComeAsOneLine() {
    KcpDesign tiny = KcpDesign.read(Path.of("designs/tiny.json"));
    KcpModel model = KcpModel.random(tiny, 1);
    float[][][] inputs = new float[1][2][tiny.inputs()];
    KcpCore core = KcpCore.of(tiny, model, inputs);
    refused(() -> KcpDesign.parse("{}"), "design: cell: missing");
    refused(() -> KcpDesign.read(Path.of("missing.json")), "missing.json");
    refused(() -> KcpModel.read(Path.of("missing.safetensors")), "missing.safetensors");
    refused(() -> core.run(KcpEngine.FIXED, new float[0][][]), "inputs: none");
    refused(() -> core.run(KcpEngine.FIXED, new float[1][0][]), "inputs: none");
    refused(() -> core.run(KcpEngine.FIXED, new float[1][1][3]), "inputs[0][0]: 3 elements");
    float[][][] ragged = {new float[1][tiny.inputs()], new float[2][tiny.inputs()]};
    refused(() -> core.run(KcpEngine.FIXED, ragged), "inputs[1]: 2 steps");
    inputs[0][1][2] = Float.NaN;
    refused(() -> core.run(KcpEngine.FIXED, inputs), "inputs", "NaN");
    refused(() -> core.board("nowhere"), "nowhere");
    refused(() -> core.generate(Path.of("pom.xml")), "pom.xml");
    KcpDesign other = KcpDesign.read(Path.of("designs/linear.json"));
    refused(() -> KcpCore.of(other, model, new float[1][1][other.inputs()]), "model: cell");
  }

  private static void refused(Runnable call, String... parts) {
    assertThatThrownBy(call::run)
        .isInstanceOf(KcpException.class)
        .hasMessageContainingAll(parts)
        .satisfies(e -> assertThat(e.getMessage().lines().count()).isEqualTo(1));
  }

  @Test
  void aDesignReadsBackWhatItWrites() {
    KcpDesign tiny = KcpDesign.read(Path.of("designs/tiny.json"));
    assertThat(KcpPlan.of(KcpDesign.parse(tiny.json()))).isEqualTo(KcpPlan.of(tiny));
    assertThat(tiny.name()).isEqualTo("tiny");
  }

  private String classPath() throws IOException {
    Path jar = folder.resolve("kcp-fpga.jar");
    if (!Files.exists(jar)) {
      pack(Path.of("target/classes"), jar);
    }
    String others =
        Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
            .filter(entry -> entry.endsWith(".jar"))
            .collect(Collectors.joining(java.io.File.pathSeparator));
    return jar + java.io.File.pathSeparator + others;
  }

  private static void pack(Path classes, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> all = Files.walk(classes)) {
      for (Path entry : all.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new ZipEntry(classes.relativize(entry).toString().replace('\\', '/')));
        Files.copy(entry, out);
      }
    }
  }

  private void compile(Path source) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    java.io.ByteArrayOutputStream errors = new java.io.ByteArrayOutputStream();
    int result =
        compiler.run(
            null, null, errors, "-cp", classPath(), "-d", folder.toString(), source.toString());
    assertThat(result).as(errors.toString(StandardCharsets.UTF_8)).isZero();
  }

  private String run(String main, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", classPath() + java.io.File.pathSeparator + folder, main));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return out;
  }
}
