// Takes packets from the wire into a ring of slots and says what came.
//
// In a slot the header lies at 252..255 (kind, number, acknowledge, length) and the payload from 0
// on, so that one counter is both address and count of payload bytes. The packet is always written
// to "slot", which belongs to no accepted packet; good and bad are high for one clock after its
// end, and the fields hold until the next packet's header.
//
// The CRC is taken bit by bit: bytes must be at least 12 clocks apart.
module kcp_packet_receiver #(
  parameter SLOT_BITS = 2
) (
  input                      aclk,
  input                      aresetn,
  input      [7:0]           in_data,
  input                      in_valid,
  // numbers
  input      [7:0]           expected,
  output reg                 good,
  output reg                 bad,
  output reg                 numbered,
  output reg                 is_sync,
  output reg                 is_repeat,
  output reg                 in_order,
  output reg                 behind,
  output reg [7:0]           acknowledge,
  // reading of slots
  input      [SLOT_BITS-1:0] read_slot,
  input      [7:0]           read_index,
  output     [7:0]           read_data
);
  localparam [31:0] RESIDUE = 32'hDEBB20E3; // of a packet with its own CRC

  wire [7:0]  data;
  wire        valid;
  wire        ended;
  wire        whole;
  reg  [7:0]  index;
  reg  [7:0]  length;
  reg         oversize;
  reg  [2:0]  tail;      // bytes after the payload, up to 7
  reg  [2:0]  crc_bit;
  reg         crc_runs;
  wire [31:0] crc;

  wire       header = &index[7:2];
  wire [7:0] ahead_by = data - expected;

  kcp_cobs_decoder decoder (
    .aclk(aclk), .aresetn(aresetn), .in_data(in_data), .in_valid(in_valid),
    .data(data), .valid(valid), .ended(ended), .whole(whole)
  );

  kcp_crc32 #(.STEP(1)) check (
    .aclk(aclk), .begin_new(~aresetn | ended), .enable(crc_runs),
    .bits(data[crc_bit]), .crc(crc)
  );

  kcp_ram #(.WIDTH(8), .DEPTH(256 << SLOT_BITS), .ADDR(8 + SLOT_BITS), .BLOCK(1)) slots (
    .clk(aclk), .we(valid), .waddr({expected[SLOT_BITS-1:0], index}), .wdata(data),
    .re(1'b1), .raddr({read_slot, read_index}), .q(read_data)
  );

  wire fits = whole & ~oversize & tail == 3'd4 & crc == RESIDUE;

  always @(posedge aclk) begin
    good <= aresetn & ended & fits;
    bad <= aresetn & ended & ~fits;

    crc_runs <= aresetn & (valid | (crc_runs & crc_bit != 3'd7));
    crc_bit <= crc_runs ? crc_bit + 1'b1 : 3'd0;

    if (!aresetn | ended) begin
      index <= 8'd252;
      tail <= 3'd0;
    end else if (valid) begin
      index <= index + 1'b1;
      // begins after the last payload byte and stops at 7, where a packet that is too long stays
      if (tail != 3'd7 & ~header & (tail != 3'd0 | index == length)) tail <= tail + 1'b1;
    end

    if (valid & header)
      case (index[1:0])
        2'd0: begin
          numbered <= data[7:4] != 4'd0;
          is_sync <= data == 8'd1;
          is_repeat <= data == 8'd2;
        end
        2'd1: begin
          in_order <= ahead_by == 8'd0;
          behind <= ahead_by[7];
        end
        2'd2: acknowledge <= data;
        default: begin
          length <= data;
          oversize <= data > 8'd240;
        end
      endcase
  end
endmodule
