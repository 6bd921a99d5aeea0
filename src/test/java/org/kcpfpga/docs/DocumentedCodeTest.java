package org.kcpfpga.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kcpfpga.Tools;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.planner.Planner;

/** Designs and programs that the pages show are designs and programs. */
class DocumentedCodeTest {
  @TempDir Path folder;

  @Test
  void everyDesignOfThePageCanBePlanned() throws IOException {
    List<Page.Block> designs = Page.read(Path.of("docs/design-file.md")).blocks("json");
    assertThat(designs).hasSize(3);
    for (Page.Block block : designs) {
      Design design = DesignFile.parse("line " + block.line(), block.text());
      assertThat(Planner.plan(design).cycles().interval()).isPositive();
    }
  }

  /** Both are files of the checkout, too. */
  @Test
  void theDesignsThatAreQuotedAreThoseOfTheFiles() throws IOException {
    List<Page.Block> designs = Page.read(Path.of("docs/design-file.md")).blocks("json");
    assertThat(DesignFile.parse("0", designs.get(0).text()))
        .isEqualTo(DesignFile.read(Path.of("designs/ytc-212.json")));
    assertThat(DesignFile.parse("1", designs.get(1).text()))
        .isEqualTo(DesignFile.read(Path.of("fpga/designs/ytc-212-up5k.json")));
  }

  @Test
  void everyJavaProgramRunsAndPrintsWhatStandsBelowIt() throws IOException {
    int count = 0;
    for (Page page : Page.all()) {
      for (int i = 0; i < page.blocks().size(); i++) {
        if (page.blocks().get(i).language().equals("java")) {
          String printed = run(page.blocks().get(i).text());
          assertThat(printed).as(page.file().toString()).isEqualTo(page.blocks().get(i + 1).text());
          count++;
        }
      }
    }
    assertThat(count).isEqualTo(1);
  }

  /** Compiles it, then runs it in a machine of its own; results go to the folder of the test. */
  private String run(String program) throws IOException {
    Path source = folder.resolve("Example.java");
    Files.writeString(source, program.replace("\"target/", "\"" + folder + "/"));
    String classes = System.getProperty("java.class.path");
    String[] options = {"-Xlint:all", "-d", folder.toString(), "-cp", classes, source.toString()};
    assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, options)).isZero();
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String path = folder + File.pathSeparator + classes;
    return Tools.run(Path.of("").toAbsolutePath(), List.of(java, "-cp", path, "Example"));
  }

  @Test
  void everyCProgramCompilesWithoutAWarning() throws IOException {
    Tools.require("g++");
    int count = 0;
    for (Page page : Page.all()) {
      for (Page.Block block : page.blocks("c")) {
        String name = String.format(Locale.ROOT, "c%d.c", count++);
        Files.writeString(folder.resolve(name), block.text());
        List<String> check = List.of("g++", "-x", "c", "-Wall", "-Wextra", "-Werror", "-c", name);
        assertThat(Tools.run(folder, check)).isEmpty();
      }
    }
    assertThat(count).isEqualTo(2);
  }
}
