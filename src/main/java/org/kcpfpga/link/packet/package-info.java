/**
 * Packets in a stream of bytes: framing, numbers, checksums. In: bytes. Out: packets that are
 * whole. Separate because it knows neither a port nor a core.
 */
package org.kcpfpga.link.packet;
