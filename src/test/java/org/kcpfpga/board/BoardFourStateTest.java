package org.kcpfpga.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kcpfpga.Tools;
import org.kcpfpga.link.Frame;
import org.kcpfpga.plan.boundary.RegisterMap;

/** The board in a simulator that knows unknown values: all registers and memories begin so. */
@Tag("slow")
class BoardFourStateTest {
  private static final String BENCH =
      """
      `timescale 1ns/1ns
      module bench;
        reg aclk = 0, aresetn = 0, rx = 1;
        wire tx, miso, busy, error;
        reg [7:0] bytes [0:@COUNT-1];
        reg [7:0] got;
        integer k, i, j;

        always #5 aclk = ~aclk;

        kcp_board #(.CLOCKS_PER_BIT(8), .SPI(1)) board (
          .aclk(aclk), .aresetn(aresetn), .uart_rx(rx), .uart_tx(tx), .spi_sck(1'b0),
          .spi_cs_n(1'b1), .spi_mosi(1'b0), .spi_miso(miso), .busy(busy), .error(error)
        );

        always @(posedge aclk)
          if (aresetn & (^{tx, busy, error} === 1'bx)) begin
            $display("unknown");
            $finish(0);
          end

        initial begin
          $readmemh("bytes.hex", bytes);
          #100 aresetn = 1;
          #100;
          for (k = 0; k < @COUNT; k = k + 1) begin
            rx = 0;
            #80;
            for (i = 0; i < 8; i = i + 1) begin
              rx = bytes[k][i];
              #80;
            end
            rx = 1;
            #80;
          end
          #50000 $finish(0);
        end

        always @(negedge tx) begin
          #120;
          for (j = 0; j < 8; j = j + 1) begin
            got[j] = tx;
            #(j < 7 ? 80 : 40);
          end
          $display("%h", got);
        end
      endmodule
      """;

  @TempDir Path folder;

  @Test
  void nothingUnknownReachesAPinAndTheAnswersAreRight() throws Exception {
    Tools.require("iverilog");
    Frame frame = BoardLinkTest.frames(1).get(0);
    byte[] payload = new byte[13];
    payload[0] = (byte) frame.user();
    for (int i = 0; i < 12; i++) {
      payload[i + 1] = (byte) frame.x()[i];
    }
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    sent.writeBytes(WirePacket.of(WirePacket.SYNC, 0, 1, 2, 3, 0).encoded());
    sent.writeBytes(new WirePacket(WirePacket.LAST, 0, 0, payload).encoded());
    byte[] hash = {(byte) RegisterMap.PLAN_HASH, 0};
    sent.writeBytes(new WirePacket(WirePacket.READ, 1, 0, hash).encoded());
    List<WirePacket> answers = simulated(sent.toByteArray());
    assertThat(answers.stream().filter(p -> p.kind() == WirePacket.SYNC)).hasSize(1);
    List<WirePacket> numbered = answers.stream().filter(WirePacket::numbered).toList();
    assertThat(numbered).hasSize(2);
    for (WirePacket answer : numbered) {
      if (answer.kind() == WirePacket.READ) {
        assertThat(answer.word(1)).isEqualTo(Boards.TINY.plan().hash());
      } else {
        assertThat(answer.payload()).isEqualTo(BoardLinkTest.expected(List.of(frame)));
      }
    }
  }

  private List<WirePacket> simulated(byte[] bytes) throws Exception {
    String images = "\"" + Boards.tiny().get(0).getParent().toAbsolutePath() + "\"";
    HexFormat hex = HexFormat.ofDelimiter("\n");
    Files.writeString(folder.resolve("bytes.hex"), hex.formatHex(bytes) + "\n");
    Files.writeString(folder.resolve("bench.v"), BENCH.replace("@COUNT", "" + bytes.length));
    List<String> compile =
        new ArrayList<>(
            List.of("iverilog", "-g2005", "-DKCP_POISON", "-s", "bench", "-o", "bench.vvp"));
    compile.addAll(List.of("-DKCP_IMAGE_DIR=" + images, "bench.v"));
    Boards.tiny().forEach(file -> compile.add(file.toAbsolutePath().toString()));
    assertThat(Tools.run(folder, compile)).isEmpty();
    List<WirePacket> packets = new ArrayList<>();
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    for (String line : Tools.run(folder, List.of("vvp", "-n", "bench.vvp")).lines().toList()) {
      assertThat(line).matches("[0-9a-f]{2}");
      int value = Integer.parseInt(line, 16);
      if (value != 0) {
        packet.write(value);
      } else {
        Optional<WirePacket> whole = WirePacket.decoded(packet.toByteArray());
        packets.add(whole.orElseThrow());
        packet.reset();
      }
    }
    return packets;
  }
}
