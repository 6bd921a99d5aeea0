package org.kcpfpga.datasets.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogMelTest {
  private static final int RATE = 8000;

  private static double[] sine(double hertz, double amplitude, int length) {
    double[] samples = new double[length];
    for (int i = 0; i < length; i++) {
      samples[i] = amplitude * Math.sin(2 * Math.PI * hertz * i / RATE);
    }
    return samples;
  }

  private static int loudest(double[] frame) {
    int loudest = 0;
    for (int i = 0; i < frame.length; i++) {
      loudest = frame[i] > frame[loudest] ? i : loudest;
    }
    return loudest;
  }

  @Test
  void silenceIsZero() {
    assertThat(new LogMel(RATE, 8, 32, 16).of(new double[1000])).containsOnly(0);
  }

  @Test
  void framesCoverTheWholeRecording() {
    LogMel mel = new LogMel(RATE, 4, 32, 16);
    // a window of 256 samples, moving on by 128
    assertThat(mel.of(new double[1])).hasSize(4);
    assertThat(mel.of(new double[256])).hasSize(4);
    assertThat(mel.of(new double[257])).hasSize(2 * 4);
    assertThat(mel.of(new double[384])).hasSize(2 * 4);
    assertThat(mel.of(new double[385])).hasSize(3 * 4);
  }

  @Test
  void aSineIsLoudestInItsBandAndTenTimesLessIsTwentyDecibelsLess() {
    LogMel mel = new LogMel(RATE, 20, 32, 16);
    for (double hertz : new double[] {250, 500, 1000, 2000, 3000}) {
      double[] loud = mel.of(sine(hertz, 1, 256));
      double[] soft = mel.of(sine(hertz, 0.1, 256));
      // the band whose middle is nearest in mel: mel(4000) = 2146, bands 2146 / 21 apart
      double place = 1127 * Math.log(1 + hertz / 700) / (1127 * Math.log(1 + 4000 / 700.0) / 21);
      int band = loudest(loud);
      assertThat(band).as("%s Hz", hertz).isBetween((int) place - 1, (int) place);
      // near full scale: a triangle weighs its neighbours too, so some decibels either way
      assertThat(loud[band]).isBetween(1 - 6 / 80.0, 1 + 6 / 80.0);
      assertThat(loud[band] - soft[band]).isCloseTo(20 / 80.0, offset(1e-9));
    }
  }

  @Test
  void moreBandsThanLinesAreNotEmpty() {
    double[] noise = new double[64];
    Random random = new Random(3);
    for (int i = 0; i < noise.length; i++) {
      noise[i] = random.nextGaussian();
    }
    double[] features = new LogMel(RATE, 30, 8, 8).of(noise);
    assertThat(Arrays.stream(features, 0, 30).filter(v -> v == 0).count()).isZero();
  }
}
