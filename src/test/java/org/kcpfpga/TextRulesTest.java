package org.kcpfpga;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import java.io.File;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.text.Format;
import java.util.Locale;
import java.util.Scanner;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Text is formatted and parsed in Locale.ROOT and read and written in a charset that is named: in
 * an Arabic locale {@code %d} writes digits that no compiler reads, in a POSIX one the charset of
 * the system has no letters but ASCII.
 */
class TextRulesTest {
  private static final Set<String> FORMATS = Set.of("format", "formatted", "printf");
  private static final Set<String> CASES = Set.of("toLowerCase", "toUpperCase");
  private static final Set<Class<?>> ENCODERS =
      Set.of(
          String.class,
          FileReader.class,
          FileWriter.class,
          InputStreamReader.class,
          OutputStreamWriter.class,
          PrintStream.class,
          PrintWriter.class,
          Scanner.class);

  /** What a constructor of these converts; one that takes a writer or a string converts nothing. */
  private static final Set<Class<?>> CONVERTED =
      Set.of(byte[].class, InputStream.class, OutputStream.class, File.class, Path.class);

  private static JavaClasses all;

  @BeforeAll
  static void readClasses() {
    all =
        new ClassFileImporter()
            .withImportOption(TextRulesTest::written)
            .importPackages("org.kcpfpga");
    assertThat(all.size()).isGreaterThan(500);
  }

  /** What JMH generates is not ours, and one class breaks the rules on purpose. */
  private static boolean written(Location location) {
    return !location.contains("jmh_generated") && !location.contains("$Planted");
  }

  @Test
  void textIsFormattedInTheRootLocale() {
    never("format in the locale of the user", TextRulesTest::usesTheLocale).check(all);
  }

  @Test
  void textIsReadAndWrittenInANamedCharset() {
    never("convert in the charset of the system", TextRulesTest::usesTheCharset).check(all);
  }

  @Test
  void bothRulesSeeWhatTheyForbid() {
    JavaClasses planted = new ClassFileImporter().importClasses(Planted.class);
    assertThatThrownBy(() -> never("format", TextRulesTest::usesTheLocale).check(planted))
        .hasMessageContaining("String.format")
        .hasMessageContaining("toUpperCase")
        .hasMessageContaining("2 times");
    assertThatThrownBy(() -> never("convert", TextRulesTest::usesTheCharset).check(planted))
        .hasMessageContaining("getBytes")
        .hasMessageContaining("1 times");
  }

  private static boolean usesTheLocale(JavaCall<?> call) {
    String name = call.getName();
    if (CASES.contains(name)) {
      return call.getTargetOwner().isEquivalentTo(String.class) && !takes(call, Locale.class);
    }
    boolean jdk = call.getTargetOwner().getPackageName().startsWith("java.");
    return call.getTargetOwner().isAssignableTo(Format.class)
        || (jdk && FORMATS.contains(name) && !takes(call, Locale.class));
  }

  private static boolean usesTheCharset(JavaCall<?> call) {
    if (call.getName().equals("getBytes")) {
      return call.getTargetOwner().isEquivalentTo(String.class) && !takes(call, Charset.class);
    }
    return call.getName().equals("<init>")
        && ENCODERS.stream().anyMatch(call.getTargetOwner()::isEquivalentTo)
        && CONVERTED.stream().anyMatch(type -> takes(call, type))
        && !takes(call, Charset.class);
  }

  private static boolean takes(JavaCall<?> call, Class<?> type) {
    return call.getTarget().getRawParameterTypes().stream().anyMatch(t -> t.isEquivalentTo(type));
  }

  private static ArchRule never(String what, Predicate<JavaCall<?>> forbidden) {
    return noClasses().should().callCodeUnitWhere(DescribedPredicate.describe(what, forbidden));
  }

  /** What the rules forbid. */
  private static final class Planted {
    static byte[] text(int number) {
      return String.format("%d", number).toUpperCase().getBytes();
    }
  }
}
