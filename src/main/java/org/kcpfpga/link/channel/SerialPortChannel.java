package org.kcpfpga.link.channel;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.kcpfpga.common.UserError;

/** Bytes over a serial port, or a pseudo-terminal: eight bits, no parity, no flow control. */
public final class SerialPortChannel implements ByteChannel {
  /** The terminal driver counts time-outs in tenths of a second. */
  private static final int READ_MILLIS = 100;

  private static final int WRITE_MILLIS = 2000;

  private static final int BUFFER = 16_384;

  private final String name;
  private final String path;
  private final int baud;
  private SerialPort port;
  private ExecutorService writer;

  public SerialPortChannel(String name, String path, int baud) {
    this.name = name;
    this.path = path;
    this.baud = baud;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void open() {
    SerialPort next = find();
    next.setComPortParameters(baud, 8, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
    next.setFlowControl(SerialPort.FLOW_CONTROL_DISABLED);
    next.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, READ_MILLIS, 0);
    if (!next.openPort(0, BUFFER, BUFFER)) {
      throw PortError.of(name, next.getLastErrorCode(), SerialPortChannel::ports);
    }
    port = next;
    writer = Executors.newSingleThreadExecutor(SerialPortChannel::daemon);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "serial port");
    thread.setDaemon(true);
    return thread;
  }

  private SerialPort find() {
    try {
      return SerialPort.getCommPort(path);
    } catch (SerialPortInvalidPortException e) {
      throw UserError.at(name, "no such port", "one of this machine's: " + ports());
    }
  }

  private static String ports() {
    String all =
        Arrays.stream(SerialPort.getCommPorts())
            .map(SerialPort::getSystemPortPath)
            .collect(Collectors.joining(", "));
    return all.isEmpty() ? "none found" : all;
  }

  /**
   * Sends on a thread of its own: a port that takes no bytes would hold up the caller, and lets go
   * only when it is closed.
   */
  @Override
  public void write(byte[] bytes, int count) throws IOException {
    SerialPort now = port;
    if (now == null) {
      throw new IOException("write to a closed port");
    }
    try {
      Future<Integer> done = writer.submit(() -> now.writeBytes(bytes, count));
      if (done.get(WRITE_MILLIS, TimeUnit.MILLISECONDS) != count) {
        throw new IOException("write refused");
      }
    } catch (TimeoutException e) {
      close();
      throw new IOException("takes no bytes", e);
    } catch (ExecutionException e) {
      throw new IOException("write refused", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  /** Waits for a tenth of a second at most, whatever {@code millis} says. */
  @Override
  public int read(byte[] into, long millis) throws IOException {
    int count = port == null ? -1 : port.readBytes(into, into.length);
    if (count < 0) {
      throw new IOException("read refused");
    }
    return count;
  }

  @Override
  public void close() {
    if (port != null) {
      port.closePort();
      writer.shutdown();
      port = null;
    }
  }
}
