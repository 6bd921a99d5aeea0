package org.kcpfpga;

import java.nio.file.Path;
import org.kcpfpga.design.Design;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.rnn.ModelFile;

/** The factors and biases of a network in floating point. Immutable. */
public final class KcpModel {
  private final Model model;

  private KcpModel(Model model) {
    this.model = model;
  }

  /**
   * Reads a model (safetensors).
   *
   * @throws KcpException if the file is not one
   */
  public static KcpModel read(Path file) {
    return KcpException.guarded(() -> new KcpModel(ModelFile.read(file)));
  }

  /** Random factors of the size that trained ones have, for the shapes of a design. */
  public static KcpModel random(KcpDesign design, long seed) {
    Design d = design.internal();
    return new KcpModel(Model.random(d.cell(), d.input(), d.hidden(), 0, seed));
  }

  /**
   * Writes it, whole or not at all.
   *
   * @throws KcpException if the file cannot be written
   */
  public void write(Path file) {
    KcpException.guarded(
        () -> {
          ModelFile.write(file, model);
          return file;
        });
  }

  /** Entries of all factors. */
  public long parameters() {
    return model.parametersCell();
  }

  Model internal() {
    return model;
  }
}
