package org.kcpfpga.link.device;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kcpfpga.common.UserError;
import org.kcpfpga.link.channel.ByteChannel;
import org.kcpfpga.link.channel.SerialPortChannel;
import org.kcpfpga.link.channel.TcpChannel;

/** Where a device is: {@code serial:PORT[@BAUD]} or {@code tcp:HOST:PORT}. */
public final class DeviceAddress {
  /** What an address looks like, for messages and help. */
  public static final String FORMS = "serial:/dev/ttyUSB0[@baud] or tcp:host:port";

  /** Bits a second of a serial line where the address does not say. */
  public static final int BAUD = 1_000_000;

  private static final Pattern SERIAL = Pattern.compile("serial:(.+?)(?:@(\\d{1,8}))?");
  private static final Pattern TCP = Pattern.compile("tcp:(?:\\[(.+)]|(.+)):(\\d{1,5})");
  private static final int LARGEST_PORT = 65_535;
  private static final int SLOWEST = 300;

  private final String text;
  private final ByteChannel channel;
  private final Timeouts patience;

  private DeviceAddress(String text, ByteChannel channel, Timeouts patience) {
    this.text = text;
    this.channel = channel;
    this.patience = patience;
  }

  /** Whether a text is meant as an address, be it right or wrong. */
  public static boolean looksLike(String text) {
    return text.startsWith("serial:") || text.startsWith("tcp:");
  }

  /**
   * Reads an address.
   *
   * @throws UserError if it is none
   */
  public static DeviceAddress parse(String text) {
    Matcher serial = SERIAL.matcher(text);
    if (serial.matches()) {
      int baud = serial.group(2) == null ? BAUD : Integer.parseInt(serial.group(2));
      if (baud < SLOWEST) {
        throw UserError.at(text, baud + " baud", "at least " + SLOWEST);
      }
      ByteChannel channel = new SerialPortChannel(text, serial.group(1), baud);
      return new DeviceAddress(text, channel, Timeouts.at(baud));
    }
    Matcher tcp = TCP.matcher(text);
    if (!tcp.matches()) {
      throw UserError.at("address", text, FORMS);
    }
    int port = Integer.parseInt(tcp.group(3));
    if (port < 1 || port > LARGEST_PORT) {
      throw UserError.at(text, "port " + port, "1 to " + LARGEST_PORT);
    }
    String host = tcp.group(1) == null ? tcp.group(2) : tcp.group(1);
    return new DeviceAddress(text, new TcpChannel(text, host, port), Timeouts.USUAL);
  }

  /** A session with a core that is reset, to be used as a {@link PacketLink}. */
  public Session begin() {
    return Session.begin(channel, patience, Time.REAL, false);
  }

  /** A session with a core that is left as it is, to read its registers. */
  public Session observe() {
    return Session.begin(channel, patience, Time.REAL, true);
  }

  @Override
  public String toString() {
    return text;
  }
}
