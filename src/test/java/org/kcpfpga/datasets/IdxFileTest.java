package org.kcpfpga.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kcpfpga.common.UserError;

class IdxFileTest {
  private static final byte[] WHOLE = IdxBytes.of(new int[] {2, 3}, new byte[] {1, 2, 3, 4, 5, -1});

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void extentsAndBytesAreReadPlainAndCompressed(boolean packed) {
    IdxFile idx = IdxFile.read(written(packed ? IdxBytes.gzip(WHOLE) : WHOLE), 2);

    assertThat(idx.shape()).containsExactly(2, 3);
    assertThat(idx.bytes()).containsExactly(1, 2, 3, 4, 5, -1);
  }

  @Test
  void everyShorterFileIsRefusedInOneLine() {
    byte[] packed = IdxBytes.gzip(WHOLE);
    int refused = 0;
    for (byte[] whole : new byte[][] {WHOLE, packed}) {
      for (int length = 0; length < whole.length; length++) {
        Path file = written(Arrays.copyOf(whole, length));
        assertThatThrownBy(() -> IdxFile.read(file, 2))
            .as("%d of %d bytes", length, whole.length)
            .isInstanceOf(UserError.class)
            .hasMessageStartingWith(file.toString())
            .hasMessageContaining("expected")
            .hasMessageNotContaining("null");
        refused++;
      }
    }
    assertThat(refused).isEqualTo(WHOLE.length + packed.length);
  }

  @Test
  void aDataByteTooManyIsRefused() {
    refuse(Arrays.copyOf(WHOLE, WHOLE.length + 1), ": data: more than 6 bytes (expected: 6 bytes");
  }

  @Test
  void aTruncatedFileSaysWhereItEnds() {
    refuse(
        Arrays.copyOf(WHOLE, WHOLE.length - 2),
        ": data: truncated after 4 bytes (expected: 6 bytes)");
    refuse(Arrays.copyOf(WHOLE, 9), ": extents: truncated after 5 bytes (expected: 8 bytes)");
    refuse(new byte[0], ": magic: truncated after 0 bytes (expected: 4 bytes)");
  }

  @Test
  void anotherElementTypeOrRankIsRefused() {
    refuse(
        IdxBytes.of(0x0d02, new int[] {1, 1}, new byte[4]),
        ": magic: 00000d02 (expected: 00000802, unsigned bytes in 2 dimensions)");
    refuse(IdxBytes.of(new int[] {1}, (byte) 0), ": magic: 00000801 (expected: 00000802");
  }

  @Test
  void extentsThatNoArrayCanHaveAreRefused() {
    refuse(IdxBytes.of(new int[] {-1, 3}), ": extents: [-1, 3] (expected: positive");
    refuse(IdxBytes.of(new int[] {0, 3}), ": extents: [0, 3] (expected: positive");
    refuse(IdxBytes.of(new int[] {1 << 30, 1 << 30}), "(expected: positive, below 2^31");
  }

  @Test
  void alsoADamagedGzipFileIsTheUsersMistake() {
    byte[] packed = IdxBytes.gzip(WHOLE);
    packed[packed.length - 8] ^= 1;
    refuse(packed, ": gzip: Corrupt GZIP trailer (expected: a whole gzip file)");
  }

  @Test
  void aMissingFileAndAFolderAreNamed() {
    Path missing = folder.resolve("none");
    assertThatThrownBy(() -> IdxFile.read(missing, 2))
        .isInstanceOf(UserError.class)
        .hasMessage(missing + ": no such file (expected: an IDX file)");
    assertThatThrownBy(() -> IdxFile.read(folder, 2))
        .isInstanceOf(UserError.class)
        .hasMessage(folder + ": no regular file (expected: an IDX file)");
  }

  private void refuse(byte[] bytes, String message) {
    Path file = written(bytes);
    assertThatThrownBy(() -> IdxFile.read(file, 2))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(message);
  }

  private Path written(byte[] bytes) {
    return IdxBytes.file(folder, "some.idx", bytes);
  }
}
