package org.kcpfpga.link.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.kcpfpga.link.device.DeviceWire;

class PacketCodecTest {
  private static String hex(byte[] bytes) {
    return HexFormat.ofDelimiter(" ").formatHex(bytes);
  }

  /** Packets and damages found in bytes; a damage is null. */
  private static List<Packet> read(byte[] bytes) {
    List<Packet> found = new ArrayList<>();
    new PacketReader()
        .accept(
            bytes,
            bytes.length,
            new PacketReader.Sink() {
              @Override
              public void packet(Packet packet) {
                found.add(packet);
              }

              @Override
              public void damaged() {
                found.add(null);
              }
            });
    return found;
  }

  @Test
  void theDevicesChecksumIsThatOfTheStandard() {
    byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
    assertThat(DeviceWire.crc(digits, 9)).isEqualTo(0xCBF43926);
  }

  @Test
  void packetsByHand() {
    byte[] ack = PacketCodec.encode(new Packet(Packet.ACK, 0, 5, new byte[0]));
    assertThat(hex(ack)).isEqualTo("01 01 02 05 05 59 2b 33 5c 00");
    byte[] read = PacketCodec.encode(new Packet(Packet.READ, 3, 7, new byte[] {8, 0}));
    assertThat(hex(read)).isEqualTo("06 10 03 07 02 08 05 37 bf 3e a3 00");
  }

  /** The examples by which somebody checks a host of their own. */
  @Test
  void theExamplesInTheDocumentAreThosePackets() throws IOException {
    byte[] token = {0x78, 0x56, 0x34, 0x12};
    byte[] greeting = {0x78, 0x56, 0x34, 0x12, 1, 3, 2, 2, 1};
    List<Packet> packets =
        List.of(
            new Packet(Packet.ACK, 0, 5, new byte[0]),
            new Packet(Packet.SYNC, 0, 0, token),
            new Packet(Packet.SYNC, 0, 0, greeting),
            new Packet(Packet.READ, 3, 7, new byte[] {8, 0}),
            new Packet(Packet.WRITE, 0, 0, new byte[] {12, 0, 1, 0, 0, 0}),
            new Packet(Packet.DATA_LAST, 1, 2, new byte[] {1, (byte) 0xFE, 0}),
            new Packet(Packet.REPEAT, 0, 9, new byte[] {9}));
    String page = Files.readString(Path.of("hdl/board/README.md"));
    List<String> bytes =
        Pattern.compile("(?m)^\\|.*\\| `([0-9a-f ]+)` \\|$")
            .matcher(page)
            .results()
            .map(row -> row.group(1))
            .toList();
    assertThat(bytes)
        .containsExactlyElementsOf(packets.stream().map(p -> hex(PacketCodec.encode(p))).toList());
  }

  @Test
  void payloadsOfEveryKindAndSizeAreTheSameOnBothSides() {
    int packets = 0;
    for (int size = 0; size <= Packet.LONGEST; size++) {
      byte[] counting = new byte[size];
      for (int i = 0; i < size; i++) {
        counting[i] = (byte) (i + 1);
      }
      byte[] ones = new byte[size];
      Arrays.fill(ones, (byte) 0xFF);
      byte[] lastZero = ones.clone();
      if (size > 0) {
        lastZero[size - 1] = 0;
      }
      for (byte[] payload : List.of(new byte[size], ones, counting, lastZero)) {
        byte[] wire = PacketCodec.encode(new Packet(Packet.DATA, 200, 100, payload));
        assertThat(wire).hasSize(size + 10).isEqualTo(DeviceWire.packet(0x20, 200, 100, payload));
        Packet back = read(wire).get(0);
        assertThat(back.payload()).isEqualTo(payload);
        assertThat(back.kind()).isEqualTo(Packet.DATA);
        assertThat(back.sequence()).isEqualTo(200);
        assertThat(back.acknowledge()).isEqualTo(100);
        packets++;
      }
    }
    assertThat(packets).isEqualTo(4 * 241);
  }

  @Test
  void everyChangedByteIsNoticed() {
    byte[] wire = PacketCodec.encode(new Packet(Packet.WRITE, 1, 2, new byte[] {8, 0, 1, 0, 0, 2}));
    for (int at = 0; at < wire.length - 1; at++) {
      for (int change = 1; change < 256; change++) {
        byte[] changed = wire.clone();
        changed[at] ^= (byte) change;
        assertThat(read(changed)).isNotEmpty().containsOnlyNulls();
      }
    }
  }

  @Test
  void emptyPacketsAreSkippedAndTooLongOnesAreDamagedOnce() {
    byte[] ack = PacketCodec.encode(new Packet(Packet.ACK, 0, 5, new byte[0]));
    byte[] bytes = new byte[3 + 1000 + 1 + ack.length];
    Arrays.fill(bytes, 3, 1003, (byte) 7);
    System.arraycopy(ack, 0, bytes, 1004, ack.length);
    List<Packet> found = read(bytes);
    assertThat(found).hasSize(2);
    assertThat(found.get(0)).isNull();
    assertThat(found.get(1).acknowledge()).isEqualTo(5);
  }

  @Test
  void aLengthThatIsNotThatOfThePacketIsDamage() {
    byte[] plain = new byte[9];
    plain[3] = 2;
    LittleEndian.put(plain, 5, DeviceWire.crc(plain, 5));
    byte[] coded = Cobs.encode(plain);
    assertThat(PacketCodec.decode(coded, coded.length)).isEmpty();
    plain[3] = 1;
    LittleEndian.put(plain, 5, DeviceWire.crc(plain, 5));
    coded = Cobs.encode(plain);
    assertThat(PacketCodec.decode(coded, coded.length)).isPresent();
  }
}
