/**
 * A core on a board, at the end of a line that is not safe.
 *
 * <p>In: an address ({@link org.kcpfpga.link.device.DeviceAddress}), frames and register accesses.
 * Out: outputs and register values, each once and as the core gave them, or one {@link
 * org.kcpfpga.common.UserError}. Separate because only here bytes can get lost: packets with a
 * checksum, numbers and acknowledgements, time-outs, reconnection. The device's side is in {@code
 * hdl/board}, and so is the protocol. Of it the host relies on these points in particular:
 *
 * <ul>
 *   <li>Bit 31 of a token: SYNC begins the link anew and leaves the core as it is, without reset.
 *   <li>The flag "anew" in the answer to SYNC stays 1 until a numbered packet was accepted, so that
 *       it is not lost with one answer.
 *   <li>SYNC with the session's own token is also how the host asks a silent device whether it is
 *       still there: it is answered at any time and changes nothing.
 *   <li>After a time-out the host asks for the packet it expects and sends its oldest one again,
 *       both: with only one of them two full rings could wait for each other for ever.
 *   <li>Beat bytes are told modulo 256.
 * </ul>
 */
package org.kcpfpga.link.device;
