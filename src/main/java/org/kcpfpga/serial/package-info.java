/**
 * A core on a board, at the end of a line that is not safe.
 *
 * <p>In: an address ({@link org.kcpfpga.serial.DeviceAddress}), frames and register accesses. Out:
 * outputs and register values, each once and as the core gave them, or one {@link
 * org.kcpfpga.tensor.UserError}. Separate because only here bytes can get lost: packets with a
 * checksum, numbers and acknowledgements, time-outs, reconnection. The device's side is in {@code
 * hdl/board}.
 */
package org.kcpfpga.serial;
