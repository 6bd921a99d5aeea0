package org.kcpfpga.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kcpfpga.Tools;
import org.kcpfpga.bench.BenchOptions;
import org.kcpfpga.cli.CommandCalls;
import org.kcpfpga.cli.Kcp;
import org.kcpfpga.cli.tool.CallsTools;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Every command of every page is one, and those of the tutorial print what stands there. */
class DocumentedCommandsTest extends CommandCalls {
  private static final String RESULTS = "target/tour";
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*");

  /** Options of all commands, which the reference need not repeat. */
  private static final Set<String> COMMON = Set.of("--help", "--version", "--trace", "--json");

  private static CommandLine kcp() {
    return new CommandLine(new Kcp()).setCaseInsensitiveEnumValuesAllowed(true);
  }

  /** Parses a command as it stands in a page; a mistake is an exception that says which. */
  private static ParseResult parsed(String line) {
    String[] arguments = CommandLines.arguments(line);
    if (arguments.length > 0 && arguments[0].equals("test")) {
      return requireTests(line);
    }
    try {
      if (arguments.length > 0 && arguments[0].equals("bench")) {
        String[] own = Arrays.copyOfRange(arguments, 1, arguments.length);
        return BenchOptions.commandLine().parseArgs(own);
      }
      ParseResult parsed = kcp().parseArgs(arguments);
      while (parsed.hasSubcommand()) {
        parsed = parsed.subcommand();
      }
      return parsed;
    } catch (CommandLine.ParameterException e) {
      throw new AssertionError(line + ": " + e.getMessage(), e);
    }
  }

  /** The launcher's own: what is asked for by name is a class of the tests. */
  private static ParseResult requireTests(String line) {
    var named = Pattern.compile("-Dtest='?([\\w,]+)").matcher(line);
    while (named.find()) {
      for (String name : named.group(1).split(",")) {
        try (var files = Files.walk(Path.of("src/test/java"))) {
          String file = name + ".java";
          assertThat(files.anyMatch(path -> path.endsWith(file))).as(line).isTrue();
        } catch (IOException e) {
          throw new AssertionError(e);
        }
      }
    }
    return null;
  }

  @Test
  void everyCommandOfEveryPageIsUnderstood() throws IOException {
    int count = 0;
    List<String> mistakes = new ArrayList<>();
    for (Page page : Page.all()) {
      for (String line : CommandLines.of(page)) {
        try {
          parsed(line);
        } catch (AssertionError e) {
          mistakes.add(page.file() + ": " + e.getMessage());
        }
        count++;
      }
    }
    assertThat(mistakes).isEmpty();
    assertThat(count).isGreaterThan(80);
  }

  @Test
  void aCommandThatIsNoneIsSeenWhereverItStands() {
    List<String> text =
        List.of("```sh", "A=b ./kcp plan \\", "  'x y.json' --exp  # no", "```", "    ./kcp pla");
    Page page = Page.of(Path.of("p"), text);
    assertThat(CommandLines.of(page))
        .containsExactly("A=b ./kcp plan 'x y.json' --exp", "./kcp pla");
    for (String line : CommandLines.of(page)) {
      assertThatThrownBy(() -> parsed(line)).hasMessageContaining(line);
    }
    assertThatThrownBy(() -> parsed("./kcp test -Dtest=NoSuchTest"))
        .isInstanceOf(AssertionError.class);
    assertThat(CommandLines.arguments("./kcp plan 'x y.json'")).containsExactly("plan", "x y.json");
    Page quoted = Page.of(Path.of("p"), List.of("so `./kcp test", "-Dx=y` runs"));
    assertThat(CommandLines.of(quoted)).containsExactly("./kcp test -Dx=y");
  }

  /** The reference names every command and option that there is, and no option that is none. */
  @Test
  void theReferenceIsComplete() throws IOException {
    String page = Files.readString(Path.of("docs/commands.md"));
    Set<String> options = new TreeSet<>(COMMON);
    List<CommandLine> commands = new ArrayList<>(kcp().getSubcommands().values());
    for (int i = 0; i < commands.size(); i++) {
      commands.addAll(commands.get(i).getSubcommands().values());
      assertThat(page)
          .contains("./kcp " + commands.get(i).getCommandSpec().qualifiedName().substring(4));
      for (OptionSpec option : commands.get(i).getCommandSpec().options()) {
        options.addAll(List.of(option.names()));
        options.addAll(List.of(option.negatable() ? "--no-toggles" : option.longestName()));
      }
    }
    options.removeIf(name -> !name.startsWith("--"));
    Set<String> named = new TreeSet<>();
    OPTION.matcher(page).results().forEach(found -> named.add(found.group()));
    BenchOptions.commandLine().getCommandSpec().optionsMap().keySet().forEach(options::add);
    options.add("--fast"); // the launcher's own, of kcp test
    assertThat(options).containsAll(named);
    Set<String> wanted = new TreeSet<>(options);
    wanted.removeAll(Set.of("--help", "--version", "--design", "--seconds"));
    wanted.removeIf(name -> !name.startsWith("--"));
    assertThat(named).containsAll(wanted);
  }

  /** Runs commands of a page; what each block prints begins with what the page shows of it. */
  private int follow(Page page, Predicate<String> chosen) throws IOException {
    int ran = 0;
    StringBuilder printed = new StringBuilder();
    for (Page.Block block : page.blocks()) {
      if (block.language().equals("text") && !printed.isEmpty()) {
        requireShown(block, printed.toString());
      }
      printed.setLength(0);
      for (String line : CommandLines.of(block)) {
        if (line.startsWith("mkdir ")) {
          Files.createDirectories(Path.of(placed(line.replace("mkdir -p ", ""))));
        } else if (CommandLines.isKcp(line) && chosen.test(line)) {
          printed.append(output(line));
          ran++;
        }
      }
    }
    return ran;
  }

  private String placed(String text) {
    return text.replace(RESULTS, folder.toString());
  }

  /** Whether a command ends by itself, on this machine, and calls no tools but these. */
  private static boolean runs(String line, Set<String> tools) {
    if (line.contains("serial:") || line.matches("\\./kcp (board|test).*")) {
      return false;
    }
    Object command = parsed(line).commandSpec().userObject();
    return !(command instanceof CallsTools caller) || tools.containsAll(caller.tools());
  }

  private String output(String line) {
    int code = kcp(CommandLines.arguments(placed(line)));
    assertThat(code).as(line + err).isEqualTo(line.contains("--plant-fault") ? 1 : 0);
    return out + "" + err;
  }

  /** The lines of a block begin lines of what was printed, in this order; "..." is any number. */
  private void requireShown(Page.Block block, String printed) {
    Iterator<String> lines = printed.lines().filter(line -> !line.isBlank()).iterator();
    for (String shown : block.lines()) {
      if (!shown.isBlank() && !shown.equals("...")) {
        boolean found = false;
        while (!found && lines.hasNext()) {
          found = lines.next().startsWith(placed(shown));
        }
        assertThat(found).as(shown + "\nis not in\n" + printed).isTrue();
      }
    }
  }

  @Test
  @Tag("slow")
  void theTutorialPrintsWhatItShows() throws IOException {
    Page tutorial = Page.read(Path.of("docs/tutorial.md"));
    assertThat(follow(tutorial, line -> runs(line, Set.of()))).isGreaterThanOrEqualTo(8);
  }

  @Test
  @Tag("slow")
  void readmeAndTutorialShowWhatSimulationPrints() throws IOException {
    Tools.require("verilator");
    Set<String> simulation = Set.copyOf(CallsTools.SIMULATION);
    Page readme = Page.read(Path.of("README.md"));
    assertThat(follow(readme, line -> runs(line, simulation))).isEqualTo(1);
    // the core is needed, what needs no simulation was seen above
    Page tutorial = Page.read(Path.of("docs/tutorial.md"));
    Predicate<String> chosen =
        line -> line.matches(".* (generate designs/.*|cosim|--engine (cycle|verilator)) .*");
    assertThat(follow(tutorial, line -> runs(line, simulation) && chosen.test(line))).isEqualTo(5);
    assertThat(folder.resolve("cycle.npy")).hasSameBinaryContentAs(folder.resolve("rtl.npy"));
  }

  @Test
  void whatIsNotPrintedIsSeen() {
    Page page = Page.of(Path.of("p"), List.of("```text", "a", "...", "c", "```"));
    requireShown(page.blocks().get(0), "a\nb\nc d\n");
    assertThatThrownBy(() -> requireShown(page.blocks().get(0), "c\na\n"))
        .isInstanceOf(AssertionError.class);
  }
}
