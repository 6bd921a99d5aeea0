package org.kcpfpga.link.device;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import org.kcpfpga.link.packet.DeviceModel;

/** A device model at a TCP port of this machine; one host at a time. */
public final class DeviceServer implements AutoCloseable {
  private static final int POLL_MILLIS = 2;

  private final DeviceModel device;
  private final ServerSocket server;
  private final Thread thread;

  /** The device loses power once after so many frames. */
  public volatile long powerCycleAfter = Long.MAX_VALUE;

  /** The connection is cut once after so many frames. */
  public volatile long hangUpAfter = Long.MAX_VALUE;

  public DeviceServer(DeviceModel device) {
    this.device = device;
    try {
      server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    thread = new Thread(this::serve, "device server");
    thread.setDaemon(true);
    thread.start();
  }

  /** Its address as a user gives it. */
  public String address() {
    return "tcp:localhost:" + server.getLocalPort();
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket host = server.accept()) {
        host.setTcpNoDelay(true);
        host.setSoTimeout(POLL_MILLIS);
        talk(host);
      } catch (IOException e) {
        // the host went away, or the server is closed
      }
    }
  }

  private void talk(Socket host) throws IOException {
    InputStream in = host.getInputStream();
    OutputStream out = host.getOutputStream();
    byte[] bytes = new byte[4096];
    while (device.frames < hangUpAfter) {
      int count;
      try {
        count = in.read(bytes);
      } catch (SocketTimeoutException e) {
        count = 0;
      }
      if (count < 0) {
        return;
      }
      device.receive(Arrays.copyOf(bytes, count));
      do {
        device.run();
        out.write(device.take());
      } while (!device.idle());
      if (device.frames >= powerCycleAfter) {
        powerCycleAfter = Long.MAX_VALUE;
        device.powerCycle();
      }
    }
    hangUpAfter = Long.MAX_VALUE;
  }

  @Override
  public void close() throws IOException {
    server.close();
    try {
      thread.join(2000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
