package org.kcpfpga.fpga;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.Tools;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.design.SystemPart;
import org.kcpfpga.emit.EmittedDesign;
import org.kcpfpga.emit.Emitter;
import org.kcpfpga.emit.OutputFolder;
import org.kcpfpga.emit.VectorBench;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.plan.boundary.Port;
import org.kcpfpga.plan.boundary.RegisterMap;
import org.kcpfpga.verilated.build.Command;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

@Tag("locale")
class PackagingTest {
  private static Deployment deployment;
  private static EmittedDesign design;
  private static Packaging packaging;

  @TempDir Path folder;

  @BeforeAll
  static void packageTiny() {
    deployment = RandomDesigns.deployment(DesignFile.read(Path.of("designs/tiny.json")), 1);
    design = withBench(deployment);
    packaging = Packaging.of(deployment.plan(), design, "0.1.0");
  }

  private static EmittedDesign withBench(Deployment deployment) {
    return Emitter.emit(deployment.core()).with(VectorBench.files(deployment.core(), 3, 1));
  }

  private static Element component(String text) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return factory.newDocumentBuilder().parse(new ByteArrayInputStream(bytes)).getDocumentElement();
  }

  private static Element component() throws Exception {
    return component(packaging.files().get("component.xml"));
  }

  /** The texts of all elements of one name below elements of another. */
  private static List<String> texts(Element root, String parent, String name) {
    List<String> texts = new ArrayList<>();
    NodeList parents = root.getElementsByTagNameNS(XmlElement.SPIRIT, parent);
    for (int i = 0; i < parents.getLength(); i++) {
      for (Element child : IpXactSchema.children((Element) parents.item(i))) {
        if (child.getLocalName().equals(name)) {
          texts.add(child.getTextContent());
        }
      }
    }
    return texts;
  }

  @Test
  void everyElementIsWhereTheStandardWantsIt() throws Exception {
    assertThat(component().getNamespaceURI()).isEqualTo(XmlElement.SPIRIT);
    assertThat(IpXactSchema.mistakes(component())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'<spirit:library>kcp</spirit:library>', ''",
    "'<spirit:usage>register</spirit:usage>', ''",
    "'<spirit:direction>in</spirit:direction>', '<spirit:way>in</spirit:way>'"
  })
  void whatIsMissingOrUnknownIsSeen(String good, String bad) throws Exception {
    String text = packaging.files().get("component.xml");
    assertThat(text).contains(good);
    boolean optional = good.contains("usage");
    assertThat(IpXactSchema.mistakes(component(text.replaceFirst(good, bad))).isEmpty())
        .isEqualTo(optional);
  }

  @Test
  void everyPinIsAPortAndInOneInterface() throws Exception {
    List<String> pins = new ArrayList<>(List.of("aclk"));
    design.ports().stream().map(Port::name).forEach(pins::add);
    assertThat(texts(component(), "port", "name")).containsExactlyElementsOf(pins);
    assertThat(texts(component(), "physicalPort", "name"))
        .containsExactlyInAnyOrderElementsOf(pins);
    assertThat(texts(component(), "busInterface", "name"))
        .containsExactly("s_axis", "m_axis", "s_axil", "aclk", "aresetn");
    List<String> logical = texts(component(), "logicalPort", "name");
    assertThat(logical).contains("TDATA", "TUSER", "AWADDR", "RRESP", "CLK", "RST");
    List<String> left =
        design.ports().stream()
            .filter(port -> port.width() > 1)
            .map(port -> "" + (port.width() - 1))
            .toList();
    assertThat(texts(component(), "vector", "left")).isEqualTo(left);
  }

  @Test
  void everyRegisterIsInTheMemoryMap() throws Exception {
    List<RegisterMap.Register> registers = RegisterMap.of(deployment.plan());
    assertThat(texts(component(), "register", "name"))
        .containsExactlyElementsOf(registers.stream().map(RegisterMap.Register::name).toList());
    assertThat(texts(component(), "register", "addressOffset").stream().map(Integer::decode))
        .containsExactlyElementsOf(registers.stream().map(RegisterMap.Register::address).toList());
    // control, errors, state and hidden window; of the state window a read goes on, too
    assertThat(texts(component(), "field", "modifiedWriteValue"))
        .containsExactly("modify", "oneToClear", "modify", "modify");
    assertThat(texts(component(), "field", "readAction")).containsExactly("modify");
  }

  @Test
  void anInterruptIsASignalOfItsOwn() throws Exception {
    Design all = deployment.plan().design().withSystem(SystemPart.values());
    Deployment system = RandomDesigns.deployment(all, 1);
    EmittedDesign emitted = withBench(system);
    Map<String, String> files = Packaging.of(system.plan(), emitted, "0.1.0").files();
    Element component = component(files.get("component.xml"));
    assertThat(texts(component, "busInterface", "name")).last().isEqualTo("irq");
    assertThat(IpXactSchema.mistakes(component)).isEmpty();
    assertThat(texts(component(), "busInterface", "name")).doesNotContain("irq");
  }

  @Test
  void everyFileThatIsNamedIsWritten() throws Exception {
    write();
    for (String name : texts(component(), "file", "name")) {
      assertThat(folder.resolve(name)).isNotEmptyFile();
    }
    TreeSet<String> sources = new TreeSet<>(design.verilog().keySet());
    sources.addAll(design.images().keySet());
    String script = packaging.files().get("tiny_core.tcl");
    Matcher file = Pattern.compile("file join \\$here (\\S+)\\] \\\\").matcher(script);
    assertThat(file.results().map(found -> found.group(1)))
        .containsExactlyInAnyOrderElementsOf(sources);
    assertThat(script).contains("Not run here").doesNotContain("@");
    String core = packaging.files().get("tiny_core.core");
    assertThat(core)
        .startsWith("CAPI=2:\n")
        .contains("  sim:", "  lint:", "  synth:")
        .doesNotContain("@");
    Matcher listed = Pattern.compile("(?m)^      - ([^:\\s]+)").matcher(core);
    sources.add("tiny_bench.v");
    sources.add("tiny_bench_input.mem");
    sources.add("tiny_bench_output.mem");
    sources.add("lint.vlt");
    List<String> expected = new ArrayList<>(sources);
    // twice, as Vivado and the others look for them in different places
    expected.addAll(design.images().keySet());
    assertThat(listed.results().map(found -> found.group(1)))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void aCoreWithoutImagesIsPackagedWithout() {
    Design loadable = DesignFile.read(Path.of("designs/linear.json")).withLoadableFactors();
    Deployment linear = RandomDesigns.deployment(loadable, 1);
    EmittedDesign emitted = withBench(linear);
    assertThat(emitted.images()).isEmpty();
    Packaging without = Packaging.of(linear.plan(), emitted, "0.1.0");
    assertThat(without.files().values()).allMatch(text -> !text.matches("(?s).*@[A-Z].*"));
    assertThat(without.files().get("linear_core.core").replaceAll("linear_bench\\w+\\.mem", ""))
        .contains("      - load.txt: {copyto: load.txt, file_type: user}")
        .doesNotContain(".mem");
    assertThat(without.files().get("linear_core.core"))
        .contains("  waivers:\n", "filesets: [rtl]\n", "filesets: [rtl, bench]\n");
  }

  /** What the simulation target of the core file runs: all in one folder, by their names. */
  @Test
  void theBenchPassesAndFailsOnAnotherIdentity() throws Exception {
    Tools.require("iverilog");
    write();
    assertThat(simulated()).isEqualTo("0 PASS: 3 steps");
    Path bench = folder.resolve("tiny_bench.v");
    Files.writeString(bench, Files.readString(bench).replace("32'h4b43", "32'h4b44"));
    assertThat(simulated()).isEqualTo("1 FAIL: identity: 4b435046 (expected: 4b445046)");
  }

  /** Core and package in one folder. */
  private void write() {
    Map<String, String> files = new TreeMap<>(design.files());
    files.putAll(packaging.files());
    OutputFolder.write(folder, files);
  }

  private String simulated() throws Exception {
    List<String> words = new ArrayList<>(List.of("iverilog", "-s", "tiny_bench", "-o", "sim"));
    try (Stream<Path> files = Files.list(folder)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".v"))
          .forEach(words::add);
    }
    Command.Result compiled = Command.run(folder, words);
    assertThat(compiled.exitCode()).as(compiled.text()).isZero();
    Command.Result ran = Command.run(folder, List.of("vvp", "-n", "sim"));
    String verdict =
        ran.text().lines().filter(line -> line.matches("(PASS|FAIL).*")).findFirst().orElse("");
    return ran.exitCode() + " " + verdict;
  }
}
