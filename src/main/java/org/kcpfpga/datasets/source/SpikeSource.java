package org.kcpfpga.datasets.source;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.exceptions.HdfException;
import java.lang.reflect.Array;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.kcpfpga.common.JsonKeys;
import org.kcpfpga.common.UserError;
import org.kcpfpga.datasets.LabelledInputs;
import org.kcpfpga.tensor.Tensor;

/**
 * Spike trains in HDF5 files, laid out as the Spiking Heidelberg Digits: {@code spikes/times}, in
 * seconds, and {@code spikes/units}, lists of one length a sequence, and {@code labels}.
 *
 * <p>A step is a bin of time; a channel is 1 in it if it has a spike there, else 0.
 */
final class SpikeSource implements DataSource {
  private final Path train;
  private final Path test;
  private final Bins bins;

  /**
   * What becomes of a train.
   *
   * @param channels N
   * @param steps bins
   * @param milliseconds of a bin; what comes after the last bin is left out
   */
  record Bins(int channels, int steps, int milliseconds) {}

  private SpikeSource(Path train, Path test, Bins bins) {
    this.train = train;
    this.test = test;
    this.bins = bins;
  }

  static SpikeSource of(JsonKeys json, Path folder) {
    json.only(List.of("kind", "train", "test", "channels", "steps", "binMs"));
    return new SpikeSource(
        folder.resolve(json.text("train")),
        folder.resolve(json.text("test")),
        new Bins(
            json.positive("channels", 700),
            json.positive("steps", 100),
            json.positive("binMs", 10)));
  }

  @Override
  public String kind() {
    return "spikes";
  }

  @Override
  public List<String> classes() {
    int last = Math.max(last(train), last(test));
    return IntStream.rangeClosed(0, last).mapToObj(Integer::toString).toList();
  }

  private static int last(Path file) {
    double last = 0;
    try (HdfFile hdf = open(file)) {
      Object labels = dataset(hdf, file, "labels").getData();
      for (int i = 0; i < Array.getLength(labels); i++) {
        last = Math.max(last, number(labels, i));
      }
    }
    return (int) last;
  }

  @Override
  public DataPart part(Part part) {
    Path file = part == Part.TRAIN ? train : test;
    try (HdfFile hdf = open(file)) {
      Object times = dataset(hdf, file, "spikes/times").getData();
      Object units = dataset(hdf, file, "spikes/units").getData();
      Object labels = dataset(hdf, file, "labels").getData();
      int count = Array.getLength(labels);
      if (count == 0 || Array.getLength(times) != count || Array.getLength(units) != count) {
        throw UserError.at(
            file.toString(),
            Array.getLength(times)
                + " times, "
                + Array.getLength(units)
                + " units, "
                + count
                + " labels",
            "as many of each, at least 1");
      }
      return new ArrayPart(new LabelledInputs(inputs(file, times, units), classes(file, labels)));
    } catch (HdfException | ClassCastException | IllegalArgumentException e) {
      throw UserError.at(file.toString(), "broken: " + e.getMessage(), "spike trains in HDF5");
    }
  }

  private Tensor inputs(Path file, Object times, Object units) {
    int count = Array.getLength(times);
    Tensor inputs = Tensor.zeros(count, bins.steps(), bins.channels());
    for (int i = 0; i < count; i++) {
      Object time = Array.get(times, i);
      Object unit = Array.get(units, i);
      for (int spike = 0; spike < Array.getLength(time); spike++) {
        // bin = floor(t / width), the smallest excess over a whole number being rounding
        double bin = Math.floor(number(time, spike) * 1000 / bins.milliseconds() + 1e-6);
        double channel = number(unit, spike);
        if (!(channel >= 0 && channel < bins.channels() && bin >= 0)) {
          throw UserError.at(
              file + "[" + i + "][" + spike + "]",
              "unit " + channel + " at " + number(time, spike) + " s",
              "a unit from 0 to " + (bins.channels() - 1) + " at a time from 0");
        }
        if (bin < bins.steps()) {
          int step = i * bins.steps() + (int) bin;
          inputs.values()[step * bins.channels() + (int) channel] = 1;
        }
      }
    }
    return inputs;
  }

  private static Tensor classes(Path file, Object labels) {
    Tensor classes = Tensor.zeros(Array.getLength(labels));
    for (int i = 0; i < classes.size(); i++) {
      double label = number(labels, i);
      if (label != Math.rint(label) || label < 0) {
        throw UserError.at(file + ": labels[" + i + "]", label, "a whole number from 0");
      }
      classes.values()[i] = label;
    }
    return classes;
  }

  private static double number(Object array, int index) {
    return ((Number) Array.get(array, index)).doubleValue();
  }

  private static HdfFile open(Path file) {
    if (!Files.isRegularFile(file)) {
      throw UserError.at(file.toString(), "no such file", "spike trains in HDF5");
    }
    try {
      return new HdfFile(file);
    } catch (HdfException e) {
      throw UserError.at(file.toString(), "no HDF5", "spike trains in HDF5");
    }
  }

  private static Dataset dataset(HdfFile hdf, Path file, String name) {
    try {
      return hdf.getDatasetByPath(name);
    } catch (HdfException e) {
      throw UserError.at(file + ": " + name, "missing", "a data set of that name");
    }
  }
}
