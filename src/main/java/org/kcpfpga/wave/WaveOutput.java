package org.kcpfpga.wave;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.kcpfpga.common.UserError;

/**
 * Where a wave is written to.
 *
 * @param file for messages
 * @param stream into it
 */
record WaveOutput(Path file, OutputStream stream) {

  /**
   * Writes bytes and empties them.
   *
   * @throws UserError if the system refuses
   */
  void take(Bytes bytes) {
    try {
      bytes.writeTo(stream);
    } catch (IOException e) {
      throw UserError.of(file, "cannot be written", e);
    }
  }
}
