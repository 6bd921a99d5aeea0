package org.kcpfpga.link.device;

/**
 * What a session did so far.
 *
 * @param bytesSent bytes on the wire to the device
 * @param bytesReceived bytes on the wire from it
 * @param sentAgain packets to the device that had to be sent again
 * @param damaged packets from the device that came damaged
 * @param timeouts waits that ended without progress
 * @param reconnects how often the channel was opened again
 */
public record LinkStatistics(
    long bytesSent,
    long bytesReceived,
    long sentAgain,
    long damaged,
    long timeouts,
    long reconnects) {}
