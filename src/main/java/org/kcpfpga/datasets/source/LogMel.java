package org.kcpfpga.datasets.source;

import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;

/**
 * Log-mel features of a recording: the power in bands that are equally wide in mel, in decibels.
 *
 * <p>Mel scale: 1127 ln(1 + f / 700) (O'Shaughnessy, 1987); triangular bands from 0 Hz to half the
 * rate, Hann window. Values are 1 + dB / 80, where 0 dB is a sine of full scale, and at least 0:
 * silence, so that padding with zeros is padding with silence.
 */
final class LogMel {
  private static final double RANGE_DB = 80;

  private final int window;
  private final int hop;
  private final int size;
  private final double[][] bands;
  private final double[] hann;
  private final double scale;
  private final FastFourierTransformer transformer =
      new FastFourierTransformer(DftNormalization.STANDARD);

  /**
   * Features for recordings of one rate.
   *
   * @param rate samples a second
   * @param bands how many
   * @param windowMs length of a window, in milliseconds
   * @param hopMs from the start of a window to that of the next, in milliseconds
   */
  LogMel(double rate, int bands, double windowMs, double hopMs) {
    this.window = Math.max(2, (int) Math.round(rate * windowMs / 1000));
    this.hop = Math.max(1, (int) Math.round(rate * hopMs / 1000));
    // the transform is as long as the next power of two, so that any window fits
    this.size = Integer.highestOneBit(2 * window - 1);
    this.hann = hann(window);
    this.bands = bands(rate, bands, size);
    double sum = 0;
    for (double value : hann) {
      sum += value;
    }
    // a sine of amplitude 1 has magnitude sum / 2 at its frequency
    this.scale = 4 / (sum * sum);
  }

  /**
   * The features.
   *
   * @return [frames][bands], at least one frame; samples beyond the end are zeros
   */
  double[] of(double[] samples) {
    int frames = 1 + Math.max(0, (samples.length - window + hop - 1) / hop);
    double[] features = new double[frames * bands.length];
    double[] part = new double[size];
    for (int frame = 0; frame < frames; frame++) {
      for (int i = 0; i < window; i++) {
        int at = frame * hop + i;
        part[i] = at < samples.length ? samples[at] * hann[i] : 0;
      }
      var spectrum = transformer.transform(part, TransformType.FORWARD);
      for (int band = 0; band < bands.length; band++) {
        double power = 0;
        for (int i = 0; i < bands[band].length; i++) {
          double magnitude = bands[band][i] == 0 ? 0 : spectrum[i].abs();
          power += bands[band][i] * magnitude * magnitude;
        }
        features[frame * bands.length + band] = value(power * scale);
      }
    }
    return features;
  }

  /** 1 + dB / 80, at least 0. */
  private static double value(double power) {
    double db = 10 * Math.log10(Math.max(power, 1e-30));
    return Math.max(0, 1 + db / RANGE_DB);
  }

  private static double[] hann(int length) {
    double[] window = new double[length];
    for (int i = 0; i < length; i++) {
      // w_i = sin^2(pi (i + 1/2) / L)
      double sine = Math.sin(Math.PI * (i + 0.5) / length);
      window[i] = sine * sine;
    }
    return window;
  }

  /** Weights of the lines of a spectrum in each band: triangles over three neighbours in mel. */
  private static double[][] bands(double rate, int count, int size) {
    double top = mel(rate / 2);
    double[][] bands = new double[count][size / 2 + 1];
    for (int band = 0; band < count; band++) {
      double low = top * band / (count + 1);
      double middle = top * (band + 1) / (count + 1);
      double high = top * (band + 2) / (count + 1);
      double sum = 0;
      for (int line = 0; line <= size / 2; line++) {
        double mel = mel(line * rate / size);
        double rise = (mel - low) / (middle - low);
        double fall = (high - mel) / (high - middle);
        bands[band][line] = Math.max(0, Math.min(rise, fall));
        sum += bands[band][line];
      }
      if (sum == 0) {
        // a band narrower than the lines are apart takes the nearest one
        double hertz = 700 * (Math.exp(middle / 1127) - 1);
        bands[band][(int) Math.round(hertz * size / rate)] = 1;
      }
    }
    return bands;
  }

  private static double mel(double hertz) {
    return 1127 * Math.log(1 + hertz / 700);
  }
}
