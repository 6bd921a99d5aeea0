package org.kcpfpga.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final StringWriter err = new StringWriter();

  private Progress begin() {
    return Progress.begin(new PrintWriter(err, true), "kcp plan");
  }

  @Test
  void withoutATerminalThereIsNothing() throws InterruptedException {
    try (Progress progress = begin()) {
      progress.say("planning");
      Thread.sleep(1500);
    }
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void onATerminalALineComesAndIsRemovedAtTheEnd() throws InterruptedException {
    System.setProperty(Progress.TERMINAL, "true");
    try (Progress progress = begin()) {
      progress.say("planning");
      while (!err.toString().contains("kcp plan: planning, ")) {
        Thread.sleep(50);
      }
      progress.clear();
      assertThat(err.toString()).endsWith("\r\033[K");
    } finally {
      System.clearProperty(Progress.TERMINAL);
    }
    String all = err.toString();
    assertThat(all).endsWith("\r\033[K").doesNotContain("\n");
    Thread.sleep(1500);
    assertThat(err.toString()).isEqualTo(all);
  }

  @Test
  void aLineFitsTheTerminal() {
    try (Progress progress = begin()) {
      progress.say("x".repeat(200));
      assertThat(progress.line(12)).hasSize(78).endsWith("xx, 12 s");
    }
  }
}
