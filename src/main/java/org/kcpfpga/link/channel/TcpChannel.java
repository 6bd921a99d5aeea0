package org.kcpfpga.link.channel;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.kcpfpga.common.UserError;

/** Bytes over a TCP connection, such as to a board behind a serial server. */
public final class TcpChannel implements ByteChannel {
  private static final int CONNECT_MILLIS = 2000;

  private final String name;
  private final String host;
  private final int port;
  private Socket socket;

  public TcpChannel(String name, String host, int port) {
    this.name = name;
    this.host = host;
    this.port = port;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void open() {
    Socket next = new Socket();
    try {
      InetSocketAddress address = new InetSocketAddress(host, port);
      if (address.isUnresolved()) {
        throw UserError.at(name, "no such host", "the name or number of a machine");
      }
      next.connect(address, CONNECT_MILLIS);
      next.setTcpNoDelay(true);
      socket = next;
    } catch (IOException e) {
      throw UserError.at(name, "cannot connect: " + e.getMessage(), "a board that listens there");
    } finally {
      if (socket != next) {
        quietly(next);
      }
    }
  }

  @Override
  public void write(byte[] bytes, int count) throws IOException {
    open("write").getOutputStream().write(bytes, 0, count);
  }

  @Override
  public int read(byte[] into, long millis) throws IOException {
    Socket now = open("read");
    now.setSoTimeout((int) Math.max(1, millis));
    int count;
    try {
      count = now.getInputStream().read(into);
    } catch (SocketTimeoutException e) {
      return 0;
    }
    if (count < 0) {
      throw new IOException("closed by the other side");
    }
    return count;
  }

  private Socket open(String doing) throws IOException {
    if (socket == null) {
      throw new IOException(doing + " of a closed connection");
    }
    return socket;
  }

  @Override
  public void close() {
    if (socket != null) {
      quietly(socket);
      socket = null;
    }
  }

  private static void quietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // nothing more can be done with it
    }
  }
}
