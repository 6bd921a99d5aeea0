package org.kcpfpga.link.device;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.util.Arrays;
import org.kcpfpga.link.packet.DeviceModel;

/** A device model at a pseudo-terminal, as a serial port would show it. Linux only. */
public final class DevicePty implements AutoCloseable {
  private static final int O_RDWR = 2;
  private static final int O_NOCTTY = 0x100;
  private static final int O_NONBLOCK = 0x800;

  /** What of the C library makes pseudo-terminals. */
  interface Terminals extends Library {
    int posix_openpt(int flags);

    int grantpt(int master);

    int unlockpt(int master);

    String ptsname(int master);

    long read(int file, byte[] into, long size);

    long write(int file, byte[] from, long size);

    int close(int file);
  }

  private static final Terminals C = Native.load("c", Terminals.class);

  private final DeviceModel device;
  private final int master;
  private final String path;
  private final Thread thread;
  private volatile boolean closed;

  /** Takes bytes for a device; without a device they are never taken. */
  public DevicePty(DeviceModel device) {
    this.device = device;
    master = C.posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK);
    if (master < 0 || C.grantpt(master) != 0 || C.unlockpt(master) != 0) {
      throw new IllegalStateException("no pseudo-terminal");
    }
    path = C.ptsname(master);
    thread = new Thread(this::serve, "device terminal");
    thread.setDaemon(true);
    if (device != null) {
      thread.start();
    }
  }

  /** The terminal's path. */
  public String path() {
    return path;
  }

  private void serve() {
    byte[] bytes = new byte[4096];
    while (!closed) {
      // an error says that nobody has opened the terminal yet, or that nothing came
      int count = (int) Math.max(0, C.read(master, bytes, bytes.length));
      device.receive(Arrays.copyOf(bytes, count));
      do {
        device.run();
        send(device.take());
      } while (!device.idle());
      if (count == 0) {
        Time.REAL.sleep(1);
      }
    }
  }

  private void send(byte[] bytes) {
    byte[] rest = bytes;
    while (rest.length > 0 && !closed) {
      int done = (int) Math.max(0, C.write(master, rest, rest.length));
      rest = Arrays.copyOfRange(rest, done, rest.length);
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join(2000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    C.close(master);
  }
}
