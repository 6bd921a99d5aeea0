package org.kcpfpga.board;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Queue;
import org.kcpfpga.verilated.VerilatedModel;

/** The SPI pins of a board: mode 0, sck = aclk / 12; 0x00 when there is nothing to send. */
final class SpiLine implements ByteLine {
  private static final int HALF = 6;
  private static final int BYTES = 4;

  private final VerilatedModel board;
  private final Queue<Byte> queue = new ArrayDeque<>();
  private long cycles;

  SpiLine(VerilatedModel board) {
    this.board = board;
    int[] in = new int[10 * board.inputs().words()];
    board.run(10, in, new int[10 * board.outputs().words()]);
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

  /** Some bytes with cs_n low, then a pause with cs_n high. */
  @Override
  public byte[] pass() {
    int bits = 8 * BYTES;
    int count = 2 * HALF * (bits + 2);
    int inWords = board.inputs().words();
    int outWords = board.outputs().words();
    int[] in = new int[count * inWords];
    int[] out = new int[count * outWords];
    int sent = 0;
    for (int b = 0; b < BYTES; b++) {
      sent = sent << 8 | (queue.isEmpty() ? 0 : queue.remove() & 0xFF);
    }
    for (int c = 0; c < count; c++) {
      int bit = c / (2 * HALF) - 1;
      boolean clocked = bit >= 0 && bit < bits;
      in[c * inWords + board.inputs().offset("aresetn")] = 1;
      in[c * inWords + board.inputs().offset("uart_rx")] = 1;
      in[c * inWords + board.inputs().offset("spi_cs_n")] = bit <= bits - 1 ? 0 : 1;
      in[c * inWords + board.inputs().offset("spi_sck")] =
          clocked && c % (2 * HALF) >= HALF ? 1 : 0;
      in[c * inWords + board.inputs().offset("spi_mosi")] =
          clocked ? sent >>> bits - 1 - bit & 1 : 0;
    }
    board.run(count, in, out);
    cycles += count;
    int got = 0;
    for (int bit = 0; bit < bits; bit++) {
      int rising = (bit + 1) * 2 * HALF + HALF;
      got = got << 1 | out[rising * outWords + board.outputs().offset("spi_miso")];
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int b = BYTES - 1; b >= 0; b--) {
      bytes.write(got >>> 8 * b);
    }
    return bytes.toByteArray();
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
