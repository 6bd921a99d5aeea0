package org.kcpfpga.board;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Queue;
import org.kcpfpga.verilated.VerilatedModel;

/** The UART pins of a board, bit by bit. */
final class UartLine implements ByteLine {
  private static final int CHUNK = 20 * Boards.CLOCKS_PER_BIT;

  /** Start bit, eight data bits, stop bit. */
  private static final int FRAME_BITS = 10;

  private final VerilatedModel board;
  private final Queue<Byte> queue = new ArrayDeque<>();
  private int sending = -1;
  private int sentClocks;
  private int receivedClocks = -1;
  private int received;
  private long cycles;

  UartLine(VerilatedModel board) {
    this.board = board;
    pass(10, false);
  }

  @Override
  public void send(byte[] bytes) {
    for (byte b : bytes) {
      queue.add(b);
    }
  }

  @Override
  public int unsent() {
    return queue.size();
  }

  @Override
  public byte[] pass() {
    return pass(CHUNK, true);
  }

  private byte[] pass(int count, boolean running) {
    int inWords = board.inputs().words();
    int outWords = board.outputs().words();
    int[] in = new int[count * inWords];
    int[] out = new int[count * outWords];
    for (int c = 0; c < count; c++) {
      in[c * inWords + board.inputs().offset("aresetn")] = running ? 1 : 0;
      in[c * inWords + board.inputs().offset("spi_cs_n")] = 1;
      in[c * inWords + board.inputs().offset("uart_rx")] = running ? nextLevel() : 1;
    }
    board.run(count, in, out);
    cycles += count;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int c = 0; running && c < count; c++) {
      take(out[c * outWords + board.outputs().offset("uart_tx")], bytes);
    }
    return bytes.toByteArray();
  }

  private int nextLevel() {
    if (sending < 0) {
      if (queue.isEmpty()) {
        return 1;
      }
      sending = 1 << FRAME_BITS - 1 | (queue.remove() & 0xFF) << 1;
      sentClocks = 0;
    }
    int level = sending >> sentClocks / Boards.CLOCKS_PER_BIT & 1;
    if (++sentClocks == FRAME_BITS * Boards.CLOCKS_PER_BIT) {
      sending = -1;
    }
    return level;
  }

  private void take(int level, ByteArrayOutputStream bytes) {
    if (receivedClocks < 0) {
      receivedClocks = level == 0 ? 0 : -1;
      received = 0;
      return;
    }
    receivedClocks++;
    if (receivedClocks % Boards.CLOCKS_PER_BIT == Boards.CLOCKS_PER_BIT / 2) {
      int bit = receivedClocks / Boards.CLOCKS_PER_BIT;
      received |= level << bit;
      if (bit == FRAME_BITS - 1) {
        if (level == 0 || (received & 1) != 0) {
          throw new AssertionError("uart_tx: start or stop bit is wrong");
        }
        bytes.write(received >> 1);
        receivedClocks = -1;
      }
    }
  }

  VerilatedModel board() {
    return board;
  }

  @Override
  public long cycles() {
    return cycles;
  }

  @Override
  public void close() {
    board.close();
  }
}
