package org.kcpfpga.importer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.kcpfpga.common.UserError;

/** Recurrent layers out of the files of other tools. */
public final class Importer {
  private Importer() {}

  /**
   * Reads the layer that is wanted, and the read-out behind it.
   *
   * @param path a file whose name ends in .onnx or .safetensors
   * @throws UserError naming the file, and what is wrong or cannot be built
   */
  public static Imported read(Path path, ImportChoice choice) {
    String name = path.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".onnx")) {
      return OnnxImport.read(path, choice);
    }
    if (name.endsWith(".safetensors")) {
      return StateDict.read(path, choice);
    }
    String found = Files.isDirectory(path) ? "a directory" : "a file of another kind";
    throw UserError.at(
        path.toString(),
        found,
        "NAME.onnx, or NAME.safetensors with a state dict of PyTorch; Keras models become ONNX by"
            + " tf2onnx");
  }
}
