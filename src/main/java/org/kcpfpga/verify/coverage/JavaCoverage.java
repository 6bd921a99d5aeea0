package org.kcpfpga.verify.coverage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.kcpfpga.common.UserError;
import org.kcpfpga.verify.Reasons;

/** Reads the report of JaCoCo: a line is covered if any of its instructions ran. */
public final class JavaCoverage {
  private JavaCoverage() {}

  /**
   * The lines of a report.
   *
   * @param report {@code jacoco.xml}
   * @param sources folder of the Java sources
   * @param reasons file of reasons why something cannot be covered
   */
  public static CoverageScore read(Path report, Path sources, Path reasons) {
    if (!Files.isRegularFile(report)) {
      throw UserError.at("coverage of Java", report, "a report of mvn -P coverage test");
    }
    try (InputStream in = Files.newInputStream(report)) {
      XMLInputFactory factory = XMLInputFactory.newInstance();
      // the DTD that the report names is not to be fetched
      factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      return CoverageScore.of(
          lines(factory.createXMLStreamReader(in), sources), Reasons.read(reasons));
    } catch (XMLStreamException e) {
      throw new UserError(report + ": no report of JaCoCo (" + e.getMessage() + ")", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Boolean> lines(XMLStreamReader xml, Path sources)
      throws XMLStreamException, IOException {
    Map<String, Boolean> lines = new TreeMap<>();
    String folder = "";
    String file = "";
    List<String> text = List.of();
    while (xml.hasNext()) {
      if (xml.next() != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      switch (xml.getLocalName()) {
        case "package" -> folder = xml.getAttributeValue(null, "name");
        case "sourcefile" -> {
          file = folder + "/" + xml.getAttributeValue(null, "name");
          Path source = sources.resolve(file);
          text = Files.isRegularFile(source) ? Files.readAllLines(source) : List.of();
        }
        case "line" -> {
          int number = Integer.parseInt(xml.getAttributeValue(null, "nr"));
          String code = number <= text.size() ? text.get(number - 1).strip() : "";
          boolean covered = !xml.getAttributeValue(null, "ci").equals("0");
          lines.put(String.format(Locale.ROOT, "java %s:%4d: %s", file, number, code), covered);
        }
        default -> {}
      }
    }
    return lines;
  }
}
