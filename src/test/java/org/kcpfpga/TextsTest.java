package org.kcpfpga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A failure over a long text is short. */
class TextsTest {
  @Test
  void theSameTextIsNoDifference() {
    assertThatCode(() -> Texts.assertSame("one\n", "one\n", "a.v")).doesNotThrowAnyException();
  }

  @Test
  void aDifferenceIsShownWithItsLine() {
    assertFails(
        () -> Texts.assertSame("one\ntwo\n", "one\nTWO\nthree\n", "a.v"),
        "a.v:2\n  expected: two\n  actual:   TWO\n" + "a.v:3\n  expected: null\n  actual:   three");
    assertFails(() -> Texts.assertSame("x\n", "x", "a.v"), "a.v: only the ends of lines differ");
  }

  @Test
  void aFileTooFewAndAFileTooManyAreNamed() {
    TreeMap<String, String> expected = new TreeMap<>(Map.of("a.v", "one\n", "b.v", "x\ny\n"));
    TreeMap<String, String> actual = new TreeMap<>(Map.of("a.v", "one\n", "c.v", "y\n"));
    assertFails(
        () -> Texts.assertSame(expected, actual, "hdl"),
        "hdl/b.v: is not there (expected: 2 lines)\nhdl/c.v: 1 lines (expected: no such file)");
  }

  @Test
  void aThousandDifferencesAreAFewLines() {
    String expected =
        String.join("\n", IntStream.range(0, 1000).mapToObj(String::valueOf).toList());
    assertThatThrownBy(() -> Texts.assertSame(expected, expected.replace("\n", "0\n"), "a.v"))
        .message()
        .hasLineCount(25)
        .endsWith("and 991 more");
  }

  @Test
  void aListOfThousandsIsAFewLinesToo() {
    List<String> some =
        IntStream.range(0, 5000).mapToObj(i -> "element of some length " + i).toList();
    List<String> others = IntStream.range(0, 5000).mapToObj(i -> "another element " + i).toList();
    assertThatThrownBy(() -> assertThat(some).containsExactlyElementsOf(others))
        .message()
        .satisfies(text -> assertThat(text.lines().count()).isBetween(10L, 30L));
  }

  private static void assertFails(ThrowingCallable comparison, String message) {
    assertThatThrownBy(comparison).isInstanceOf(AssertionError.class).hasMessage(message);
  }
}
