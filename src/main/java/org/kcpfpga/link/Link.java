package org.kcpfpga.link;

import java.util.List;
import java.util.Locale;
import org.kcpfpga.common.UserError;
import org.kcpfpga.image.LoadImage;

/** A core that can be talked to: streams and registers. Not for several threads at once. */
public interface Link extends AutoCloseable {

  /**
   * Streams frames and collects one output vector for each.
   *
   * @throws StreamStalled when nothing moves for the idle limit
   */
  Transfer stream(List<Frame> frames, Traffic traffic);

  /**
   * Reads a register.
   *
   * @throws UserError if the core answers with an error
   */
  int read(int address);

  /**
   * Writes a register.
   *
   * @throws UserError if the core answers with an error, and has done nothing
   */
  void write(int address, int value);

  /**
   * Writes registers in order; what follows a refused write may or may not be done.
   *
   * @throws UserError if the core answers one of them with an error
   */
  default void writeAll(List<LoadImage.Write> writes) {
    writes.forEach(write -> write(write.address(), write.data()));
  }

  /** The error of an access to which the core did not answer OKAY. */
  static UserError refused(boolean write, int address) {
    String place =
        String.format(
            Locale.ROOT, "core: %s of register 0x%03x", write ? "write" : "read", address);
    return UserError.at(place, "refused", "a register that is there, and a core at rest");
  }

  @Override
  void close();
}
