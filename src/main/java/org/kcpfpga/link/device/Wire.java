package org.kcpfpga.link.device;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.kcpfpga.link.channel.ByteChannel;
import org.kcpfpga.link.packet.LittleEndian;
import org.kcpfpga.link.packet.Packet;
import org.kcpfpga.link.packet.PacketCodec;
import org.kcpfpga.link.packet.PacketReader;

/** Packets over a channel: collects what is to be sent, finds what comes, counts both. */
final class Wire {
  private final ByteChannel channel;
  private final PacketReader reader = new PacketReader();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final byte[] in = new byte[4096];
  private long sent;
  private long received;

  Wire(ByteChannel channel) {
    this.channel = channel;
  }

  String name() {
    return channel.name();
  }

  long bytesSent() {
    return sent;
  }

  long bytesReceived() {
    return received;
  }

  /** Opens the channel, again if it was open; what was on its way is forgotten. */
  void open() {
    channel.close();
    out.reset();
    reader.clear();
    channel.open();
    // ends whatever the device has received the beginning of
    out.write(0);
  }

  void close() {
    channel.close();
  }

  void put(Packet packet) {
    out.writeBytes(PacketCodec.encode(packet));
  }

  /** Asks for the session {@code token}, telling the number that is {@code expected} next. */
  void putSync(int token, int expected) {
    byte[] payload = new byte[4];
    LittleEndian.put(payload, 0, token);
    put(new Packet(Packet.SYNC, 0, expected, payload));
  }

  /** Asks again for all numbered packets from {@code expected} on. */
  void putRepeat(int expected) {
    put(new Packet(Packet.REPEAT, 0, expected, new byte[] {(byte) expected}));
  }

  void flush() throws IOException {
    if (out.size() > 0) {
      byte[] bytes = out.toByteArray();
      out.reset();
      channel.write(bytes, bytes.length);
      sent += bytes.length;
    }
  }

  /** Waits for bytes and gives what is complete to {@code sink}. */
  void read(long millis, PacketReader.Sink sink) throws IOException {
    int count = channel.read(in, millis);
    received += count;
    reader.accept(in, count, sink);
  }
}
