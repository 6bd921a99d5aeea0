package org.kcpfpga.datasets.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kcpfpga.common.UserError;

class WavFileTest {
  @TempDir private Path folder;

  /** Bytes of samples in the order of a .wav file: little end first. */
  static Path write(Path file, int bits, int channels, byte... bytes) throws IOException {
    boolean signed = bits > 8;
    AudioFormat format = new AudioFormat(8000, bits, channels, signed, false);
    int frames = bytes.length / (bits / 8 * channels);
    try (AudioInputStream in =
        new AudioInputStream(new ByteArrayInputStream(bytes), format, frames)) {
      AudioSystem.write(in, AudioFileFormat.Type.WAVE, file.toFile());
    }
    return file;
  }

  private double[] samples(int bits, int channels, int... bytes) throws IOException {
    byte[] raw = new byte[bytes.length];
    for (int i = 0; i < raw.length; i++) {
      raw[i] = (byte) bytes[i];
    }
    WavFile wav = WavFile.read(write(folder.resolve("a.wav"), bits, channels, raw));
    assertThat(wav.rate()).isEqualTo(8000);
    return wav.samples();
  }

  @Test
  void samplesOfEveryWidthAreFractionsOfFullScale() throws IOException {
    assertThat(samples(8, 1, 0, 128, 192)).containsExactly(-1, 0, 0.5);
    assertThat(samples(16, 1, 0, 0x80, 0, 0, 0, 0x40)).containsExactly(-1, 0, 0.5);
    assertThat(samples(24, 1, 0, 0, 0x80, 0, 0, 0, 0, 0, 0x40)).containsExactly(-1, 0, 0.5);
    assertThat(samples(32, 1, 0, 0, 0, 0x80, 0, 0, 0, 0x40)).containsExactly(-1, 0.5);
    assertThat(samples(24, 1, 1, 0, 0)[0]).isCloseTo(Math.scalb(1.0, -23), offset(1e-12));
  }

  @Test
  void channelsAreAveraged() throws IOException {
    assertThat(samples(16, 2, 0, 0x40, 0, 0, 0, 0x80, 0, 0x40)).containsExactly(0.25, -0.25);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 20, 44})
  void aBrokenFileIsNamed(int length) throws IOException {
    Path whole = write(folder.resolve("whole.wav"), 16, 1, new byte[64]);
    byte[] bytes = Arrays.copyOf(Files.readAllBytes(whole), length);
    Path broken = Files.write(folder.resolve("broken.wav"), bytes);
    assertThatThrownBy(() -> WavFile.read(broken))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("broken.wav");
  }
}
