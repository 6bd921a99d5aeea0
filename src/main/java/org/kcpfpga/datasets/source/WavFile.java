package org.kcpfpga.datasets.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.kcpfpga.common.UserError;

/**
 * A recording: channels averaged.
 *
 * @param rate samples a second
 * @param samples values in -1..1, at least one
 */
record WavFile(double rate, double[] samples) {
  /** Ten minutes at 48 kHz in four bytes: the longest that is read. */
  private static final int MOST_BYTES = 10 * 60 * 48_000 * 4;

  /**
   * Reads PCM of 8, 16, 24 or 32 bits.
   *
   * @throws UserError naming the file if it is no such recording, or an empty or a long one
   */
  static WavFile read(Path path) {
    try (InputStream file = new BufferedInputStream(Files.newInputStream(path));
        AudioInputStream audio = AudioSystem.getAudioInputStream(file)) {
      AudioFormat format = audio.getFormat();
      byte[] bytes = audio.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw UserError.at(path.toString(), "more than " + MOST_BYTES + " bytes", "a shorter one");
      }
      return of(path, format, bytes);
    } catch (UnsupportedAudioFileException | IllegalArgumentException e) {
      throw UserError.at(path.toString(), "no recording that can be read", "a .wav file of PCM");
    } catch (IOException e) {
      throw UserError.of(path, "cannot be read", e);
    }
  }

  private static WavFile of(Path path, AudioFormat format, byte[] bytes) {
    boolean signed = format.getEncoding().equals(AudioFormat.Encoding.PCM_SIGNED);
    boolean unsigned = format.getEncoding().equals(AudioFormat.Encoding.PCM_UNSIGNED);
    int size = format.getSampleSizeInBits() / 8;
    int frame = size * format.getChannels();
    boolean known = signed && size <= 4 || unsigned && size == 1;
    if (!known || size < 1 || format.getFrameSize() != frame) {
      throw UserError.at(path.toString(), format, "PCM: 8 bits unsigned, or 8 to 32 bits signed");
    }
    int count = bytes.length / frame;
    if (count == 0) {
      throw UserError.at(path.toString(), "no sample", "a recording of at least one sample");
    }
    ByteBuffer data = ByteBuffer.wrap(bytes);
    data.order(format.isBigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    double full = Math.scalb(1.0, 8 * size - 1);
    double[] samples = new double[count];
    for (int i = 0; i < count; i++) {
      double sum = 0;
      for (int channel = 0; channel < format.getChannels(); channel++) {
        int at = i * frame + channel * size;
        // bytes of .wav files have their zero at 128
        sum += unsigned ? (bytes[at] & 0xff) - full : integer(data, at, size);
      }
      samples[i] = sum / format.getChannels() / full;
    }
    return new WavFile(format.getSampleRate(), samples);
  }

  /** A sample of some bytes, two's complement. */
  private static long integer(ByteBuffer data, int at, int size) {
    boolean little = data.order() == ByteOrder.LITTLE_ENDIAN;
    return switch (size) {
      case 1 -> data.get(at);
      case 2 -> data.getShort(at);
      case 3 -> {
        int high = data.get(little ? at + 2 : at);
        int low = data.get(little ? at : at + 2) & 0xff;
        yield high << 16 | (data.get(at + 1) & 0xff) << 8 | low;
      }
      default -> data.getInt(at);
    };
  }
}
