package org.kcpfpga.cli.option;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.kcpfpga.cli.tool.Home;
import org.kcpfpga.common.UserError;
import org.kcpfpga.datasets.SampleInputs;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.image.TrainedScales;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.rnn.ModelFile;
import org.kcpfpga.tensor.Npy;
import org.kcpfpga.tensor.Tensor;

/** Where a command's design, model and sample inputs come from. */
public final class InputFiles {
  /** Sequences that calibrate the scales. */
  public static final int CALIBRATION = 32;

  private InputFiles() {}

  /** The design in a file, or the one that suits a model if no file is named. */
  public static Design design(Path file, Path modelFile, Model model) {
    if (file != null) {
      return DesignFile.read(file);
    }
    BitWidths bits =
        TrainedScales.read(modelFile).map(TrainedScales::bits).orElse(BitWidths.DEFAULT);
    OperatorShape hidden = model.hidden() == null ? null : model.hidden().shape();
    return suiting(model.cell(), model.input().shape(), hidden, bits, name(modelFile));
  }

  /** A model file, or random factors with the variance of a trained layer. */
  public static Model model(Path file, Design design, long seed) {
    return file == null
        ? Model.random(design.cell(), design.input(), design.hidden(), 0, seed)
        : ModelFile.read(file);
  }

  /** Reads [sequences, steps, size] inputs: at least one of each, all finite. */
  public static Tensor inputs(Path file, int size) {
    return checked(Npy.read(file), file, size);
  }

  /** Inputs that are [sequences, steps, size], at least one of each, all finite. */
  public static Tensor checked(Tensor inputs, Path file, int size) {
    inputs.requireShape(file.toString(), -1, -1, size).requireFinite(file.toString());
    if (inputs.size() == 0) {
      String shape = Arrays.toString(inputs.shape());
      throw UserError.at(file.toString(), "shape " + shape, "at least one sequence of one step");
    }
    return inputs;
  }

  /** A deployment scales from the first sequences of its inputs. */
  public static Deployment deployment(Design design, Model model, Tensor inputs) {
    return Deployment.of(design, model, inputs.first(CALIBRATION));
  }

  /** Inputs made for a design: clips of real images for video shapes, else random numbers. */
  public static Tensor samples(Design design, int sequences, int steps, long seed) {
    Path images = Home.file("models/fashion/inputs.npy");
    return SampleInputs.of(design.inSize(), sequences, steps, seed, images);
  }

  /** The first sequences of [sequences, ...]. */
  public static Tensor first(Tensor all, int sequences) {
    return all.first(sequences);
  }

  /** A design for a model that will be written. */
  public static Design design(
      CellKind cell, OperatorShape input, OperatorShape hidden, BitWidths bits, Path modelFile) {
    return suiting(cell, input, hidden, bits, name(modelFile));
  }

  /** As many lanes as it takes that the input is not what limits, one output lane. */
  private static Design suiting(
      CellKind cell, OperatorShape input, OperatorShape hidden, BitWidths bits, String name) {
    int last = input.in(input.modes());
    int outputs = input.rowSize() / cell.gates();
    int lanes = 1;
    while (lanes < last && (last % lanes != 0 || input.inSize() / lanes > outputs)) {
      lanes++;
    }
    return Design.of(name, cell, input, hidden, lanes, 1, bits).checked("design of the model");
  }

  /** A line that shows a design that was chosen to suit a model. */
  public static String told(Design design, Path model) {
    return String.format(
        Locale.ROOT,
        "design chosen: inputLanes %d, outputLanes %d, bits %d/%d/%d/%d, %s; kcp plan --model %s"
            + " -o FILE writes it%n",
        design.lanes().input(),
        design.lanes().output(),
        design.bits().activation(),
        design.bits().factor(),
        design.bits().latent(),
        design.bits().state(),
        design.loadable() ? "loadable" : "rom",
        model);
  }

  private static String name(Path file) {
    String name = file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
    String legal = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "_");
    String begun = legal.matches("[a-z].*") ? legal : "m_" + legal;
    return begun.substring(0, Math.min(begun.length(), DesignFile.LONGEST_NAME));
  }
}
