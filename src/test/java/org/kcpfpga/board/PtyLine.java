package org.kcpfpga.board;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;

/** A pseudo-terminal with a simulated board behind it; a pass is a millisecond. */
final class PtyLine implements ByteLine {
  private final RandomAccessFile terminal;
  private final FileInputStream input;

  PtyLine(Path path) {
    try {
      terminal = new RandomAccessFile(path.toFile(), "rw");
      input = new FileInputStream(terminal.getFD());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void send(byte[] bytes) {
    try {
      terminal.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int unsent() {
    return 0;
  }

  @Override
  public byte[] pass() {
    try {
      Thread.sleep(1);
      byte[] bytes = new byte[input.available()];
      // not readNBytes, which seeks
      int count = bytes.length == 0 ? 0 : input.read(bytes);
      return Arrays.copyOf(bytes, count);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new byte[0];
    }
  }

  /** How long a pass is to the board depends on what else the machine does. */
  @Override
  public int hope() {
    return Integer.MAX_VALUE;
  }

  @Override
  public long cycles() {
    return 0;
  }

  @Override
  public void close() {
    try {
      terminal.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
