package org.kcpfpga.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kcpfpga.common.UserError;
import org.kcpfpga.tensor.TestSeed;

/**
 * What every reader does with any file: a value, or a {@link UserError} of one line that names the
 * file; nothing else, with memory in proportion to the file.
 *
 * <p>A file that once was answered otherwise is kept in the corpus, and read again here.
 */
public abstract class ReaderContract {
  /** One folder a reader; the name of a file begins with its answer: {@code read} or refused. */
  private static final Path CORPUS = Path.of("src/test/resources/corpus");

  /** More with {@code -Dfuzz=N}. */
  private static final int FILES = Integer.getInteger("fuzz", 10_000);

  /** Of a reader's buffers and of the error. */
  private static final long MEMORY = 2 << 20;

  /** Of what JSON becomes when it is read; doubles need at most 8 bytes for one. */
  private static final long MEMORY_A_BYTE = 200;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @TempDir protected Path directory;

  private final String folder;
  private int accepted;
  private int refused;

  /** A contract whose corpus is in {@code folder}. */
  protected ReaderContract(String folder) {
    this.folder = folder;
  }

  /** Reads {@code path}, throwing whatever it likes. */
  protected abstract void read(Path path);

  /** Files that are good, each of another kind. */
  protected abstract List<Whole> wholes();

  /** What bytes become in a file; a reader of packed files packs some. */
  protected byte[] wrapped(Random random, byte[] bytes) {
    return bytes;
  }

  /** Once, so that what only the first reading needs is not measured. */
  @BeforeEach
  void warmUp() throws IOException {
    Path path = directory.resolve("first." + folder);
    Files.write(path, wholes().get(0).with(wholes().get(0).text()));
    read(path);
  }

  @Test
  void wholeFilesAreRead() throws IOException {
    for (Whole whole : wholes()) {
      assertThat(answer(whole.with(whole.text()))).isEqualTo("read");
    }
  }

  @Test
  void damagedFilesAreReadOrRefused() throws IOException {
    Random random = TestSeed.random("damagedFilesAreReadOrRefused " + folder, 11);
    List<Whole> wholes = wholes();
    for (int i = 0; i < FILES; i++) {
      answer(wrapped(random, damaged(random, wholes.get(random.nextInt(wholes.size())))));
    }
    assertThat(accepted + refused).isEqualTo(FILES);
    assertThat(refused).as("damage that is seen").isGreaterThan(FILES / 4);
    assertThat(accepted).as("damage that leaves a valid file").isPositive();
  }

  @Test
  void theCorpusIsAnsweredAsItsNamesSay() throws IOException {
    int files = 0;
    try (Stream<Path> corpus = Files.list(CORPUS.resolve(folder))) {
      for (Path path : (Iterable<Path>) corpus.sorted()::iterator) {
        String answer = answer(Files.readAllBytes(path));
        assertThat(path.getFileName().toString()).startsWith(answer + "-");
        files++;
      }
    }
    assertThat(files).isPositive();
  }

  private static byte[] damaged(Random random, Whole whole) {
    boolean structured = !whole.text().isEmpty() && random.nextInt(3) > 0;
    String text = whole.text();
    for (int i = random.nextInt(3); structured && i >= 0; i--) {
      text = TextDamage.of(random, text);
    }
    byte[] bytes = whole.with(text);
    for (int i = random.nextInt(3); !structured && i >= 0; i--) {
      bytes = ByteDamage.of(random, bytes);
    }
    return bytes;
  }

  /** {@code read} or {@code refused}; a failure keeps the file where its message says. */
  private String answer(byte[] bytes) throws IOException {
    Path path = directory.resolve("some." + folder);
    // some file systems wait for the disk when a file is written over
    Files.deleteIfExists(path);
    Files.write(path, bytes);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    String answer = "read";
    try {
      read(path);
      accepted++;
    } catch (UserError e) {
      refused++;
      answer = "refused";
      check(path, e.getMessage(), bytes);
    } catch (RuntimeException | Error e) {
      throw new AssertionError(kept(bytes) + ": " + e, e);
    }
    long used = THREADS.getCurrentThreadAllocatedBytes() - before;
    if (used > MEMORY + MEMORY_A_BYTE * bytes.length) {
      throw new AssertionError(kept(bytes) + ": " + used + " bytes for " + bytes.length);
    }
    return answer;
  }

  private void check(Path path, String message, byte[] bytes) throws IOException {
    boolean oneLine = message.chars().noneMatch(ReaderContract::breaksLine);
    boolean shortEnough = message.length() < 3_000;
    boolean form = message.startsWith(path.toString()) && message.contains("(expected: ");
    if (!oneLine || !shortEnough || !form) {
      throw new AssertionError(kept(bytes) + ": " + message);
    }
  }

  private static boolean breaksLine(int character) {
    int type = Character.getType(character);
    return type == Character.CONTROL
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }

  private Path kept(byte[] bytes) throws IOException {
    return Files.write(Files.createTempFile("kcp-fuzz-", "." + folder), bytes);
  }
}
