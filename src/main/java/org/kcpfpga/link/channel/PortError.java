package org.kcpfpga.link.channel;

import java.util.function.Supplier;
import org.kcpfpga.common.UserError;

/** Why a serial port cannot be opened: the numbers that Linux and macOS give, in words. */
final class PortError {
  private static final int EPERM = 1;
  private static final int ENOENT = 2;
  private static final int EIO = 5;
  private static final int ENXIO = 6;
  private static final int EACCES = 13;
  private static final int EBUSY = 16;
  private static final int ENODEV = 19;
  private static final int EISDIR = 21;
  private static final int EINVAL = 22;
  private static final int ENOTTY = 25;

  private PortError() {}

  /**
   * The user's error of a port that does not open.
   *
   * @param name what the user called it
   * @param number errno, as the library passes it on; 0 if it has none
   * @param ports the ports of this machine, for whom it does not exist
   */
  static UserError of(String name, int number, Supplier<String> ports) {
    return switch (number) {
      case EPERM, EACCES ->
          UserError.at(
              name, "permission denied", "a port that you may use; often by the group dialout");
      case ENOENT, ENXIO, ENODEV ->
          UserError.at(name, "no such port", "one of this machine's: " + ports.get());
      case EBUSY -> UserError.at(name, "in use", "a port that no other program has open");
      case EIO -> UserError.at(name, "no device answers at it", "a port that is plugged in");
      case 0, EINVAL, EISDIR, ENOTTY ->
          UserError.at(name, "no serial port, or not at this speed", "a serial port");
      default ->
          UserError.at(name, "cannot be opened (error " + number + ")", "a free serial port");
    };
  }
}
