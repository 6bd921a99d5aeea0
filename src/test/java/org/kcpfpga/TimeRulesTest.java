package org.kcpfpga;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No test has a limit in time: on a busy machine it would fail, and say nothing of the product. */
class TimeRulesTest {
  private static final ArchRule NO_WAIT =
      noClasses()
          .should()
          .callCodeUnitWhere(DescribedPredicate.describe("wait so long", TimeRulesTest::waits));

  private static final ArchRule NO_TIMEOUT =
      noClasses().should().dependOnClassesThat().areAssignableTo(Timeout.class);

  @Test
  void noTestEndsByTheClock() {
    JavaClasses all =
        new ClassFileImporter()
            .withImportOption(location -> location.contains("test-classes"))
            // benchmarks measure time
            .withImportOption(location -> !location.contains("/bench/"))
            .withImportOption(location -> !location.contains("$Planted"))
            .importPackages("org.kcpfpga");
    assertThat(all.size()).isGreaterThan(200);
    NO_WAIT.check(all);
    // this class names what it forbids
    NO_TIMEOUT.check(all.that(not(type(TimeRulesTest.class))));
  }

  @Test
  void bothRulesSeeWhatTheyForbid() {
    JavaClasses planted = new ClassFileImporter().importClasses(Planted.class);
    assertThatThrownBy(() -> NO_WAIT.check(planted)).hasMessageContaining("waitFor");
    assertThatThrownBy(() -> NO_TIMEOUT.check(planted)).hasMessageContaining("Timeout");
  }

  private static boolean waits(JavaCall<?> call) {
    boolean timed =
        call.getTarget().getRawParameterTypes().stream()
            .anyMatch(type -> type.isEquivalentTo(TimeUnit.class));
    return timed || call.getName().startsWith("assertTimeout");
  }

  /** What the rules forbid. */
  private static final class Planted {
    @Timeout(1)
    static boolean ended(Process process) throws InterruptedException {
      return process.waitFor(1, TimeUnit.SECONDS);
    }
  }
}
