/**
 * Bytes to and from a device: serial ports and TCP. In: an address. Out: a {@link
 * org.kcpfpga.link.channel.ByteChannel}. Separate because it knows no packet.
 */
package org.kcpfpga.link.channel;
