// The device's side of the link (README.md): bytes of the wire on one side, a core on the other.
// Bytes come in at least 12 clocks apart. busy: something is under way; error: a packet that came
// was damaged, until the next reset.
module kcp_link #(
  parameter BEAT_IN = 1,      // bytes of a beat
  parameter BEAT_OUT = 1,
  parameter USER = 1,         // bits of s_axis_tuser
  parameter RX_SLOT_BITS = 2, // 2^n packets of 256 bytes; the window is one less
  parameter TX_SLOT_BITS = 2
) (
  input                   aclk,
  input                   aresetn,
  input  [7:0]            rx_data,
  input                   rx_valid,
  output [7:0]            tx_data,
  output                  tx_valid,
  input                   tx_ready,
  output                  busy,
  output reg              error,
  output                  core_resetn,
  output                  s_axis_tvalid,
  input                   s_axis_tready,
  output [8*BEAT_IN-1:0]  s_axis_tdata,
  output                  s_axis_tlast,
  output [USER-1:0]       s_axis_tuser,
  input                   m_axis_tvalid,
  output                  m_axis_tready,
  input  [8*BEAT_OUT-1:0] m_axis_tdata,
  input                   m_axis_tlast,
  output                  s_axil_awvalid,
  input                   s_axil_awready,
  output [11:0]           s_axil_awaddr,
  output [2:0]            s_axil_awprot,
  output                  s_axil_wvalid,
  input                   s_axil_wready,
  output [31:0]           s_axil_wdata,
  output [3:0]            s_axil_wstrb,
  input                   s_axil_bvalid,
  output                  s_axil_bready,
  input  [1:0]            s_axil_bresp,
  output                  s_axil_arvalid,
  input                   s_axil_arready,
  output [11:0]           s_axil_araddr,
  output [2:0]            s_axil_arprot,
  input                   s_axil_rvalid,
  output                  s_axil_rready,
  input  [31:0]           s_axil_rdata,
  input  [1:0]            s_axil_rresp
);
  localparam [31:0] WINDOW = (1 << RX_SLOT_BITS) - 1;
  localparam [31:0] IN_BYTES = BEAT_IN;
  localparam [31:0] OUT_BYTES = BEAT_OUT;

  wire       clear;
  wire       good, bad, numbered, is_sync, is_repeat, in_order, behind, accepted;
  wire [7:0] acknowledge;
  wire [7:0] expected, consumed, send;
  wire [TX_SLOT_BITS-1:0] fill_slot;
  wire       reading, alive, fresh;
  wire [1:0] read_byte;
  wire [31:0] token;
  wire       waiting, consumes, fills, room, write;
  wire [7:0] input_index, write_index, write_data, output_index;
  wire [7:0] received_data, kept_data;
  wire       idle, starts, sent, sync_due, sync_taken, repeat_due, repeat_taken;
  wire       number_due, ack_due;
  wire       asking, answered;

  kcp_packet_receiver #(.SLOT_BITS(RX_SLOT_BITS)) receiver (
    .aclk(aclk), .aresetn(aresetn), .in_data(rx_data), .in_valid(rx_valid),
    .expected(expected), .good(good), .bad(bad), .numbered(numbered), .is_sync(is_sync),
    .is_repeat(is_repeat), .in_order(in_order), .behind(behind), .acknowledge(acknowledge),
    .read_slot(reading ? expected[RX_SLOT_BITS-1:0] : consumed[RX_SLOT_BITS-1:0]),
    .read_index(reading ? {6'd0, read_byte} : input_index), .read_data(received_data)
  );

  kcp_link_session session (
    .aclk(aclk), .aresetn(aresetn), .sync_came(good & is_sync), .accepted(accepted),
    .sync_taken(sync_taken), .read_data(received_data), .reading(reading), .read_byte(read_byte),
    .token(token), .alive(alive), .fresh(fresh), .sync_due(sync_due), .clear(clear),
    .core_resetn(core_resetn)
  );

  kcp_link_order #(.RX_SLOT_BITS(RX_SLOT_BITS), .TX_SLOT_BITS(TX_SLOT_BITS)) order (
    .aclk(aclk), .clear(clear), .good(good & alive), .bad(bad & alive), .numbered(numbered),
    .is_repeat(is_repeat), .in_order(in_order), .behind(behind), .acknowledge(acknowledge),
    .accepted(accepted), .consumes(consumes), .waiting(waiting), .expected(expected),
    .consumed(consumed), .fills(fills), .room(room), .fill_slot(fill_slot), .idle(idle),
    .starts(starts),
    .repeat_taken(repeat_taken), .sent(sent), .send(send), .number_due(number_due),
    .repeat_due(repeat_due), .ack_due(ack_due)
  );

  kcp_link_input #(.BEAT_IN(BEAT_IN), .USER(USER)) from_host (
    .aclk(aclk), .clear(clear), .core_resetn(core_resetn), .waiting(waiting), .pause(reading),
    .read_index(input_index),
    .read_data(received_data), .consumes(consumes), .s_axis_tvalid(s_axis_tvalid),
    .s_axis_tready(s_axis_tready), .s_axis_tdata(s_axis_tdata), .s_axis_tlast(s_axis_tlast),
    .s_axis_tuser(s_axis_tuser), .s_axil_awvalid(s_axil_awvalid), .s_axil_awready(s_axil_awready),
    .s_axil_awaddr(s_axil_awaddr), .s_axil_wvalid(s_axil_wvalid), .s_axil_wready(s_axil_wready),
    .s_axil_wdata(s_axil_wdata), .s_axil_arvalid(s_axil_arvalid), .s_axil_arready(s_axil_arready),
    .s_axil_araddr(s_axil_araddr), .asking(asking), .answered(answered)
  );

  kcp_link_output #(.BEAT_OUT(BEAT_OUT)) to_host (
    .aclk(aclk), .clear(clear), .asking(asking), .room(room), .write(write),
    .write_index(write_index),
    .write_data(write_data), .fills(fills), .m_axis_tvalid(m_axis_tvalid),
    .m_axis_tready(m_axis_tready), .m_axis_tdata(m_axis_tdata), .m_axis_tlast(m_axis_tlast),
    .s_axil_bvalid(s_axil_bvalid), .s_axil_bresp(s_axil_bresp), .s_axil_rvalid(s_axil_rvalid),
    .s_axil_rresp(s_axil_rresp), .s_axil_rdata(s_axil_rdata), .answered(answered)
  );

  kcp_ram #(.WIDTH(8), .DEPTH(256 << TX_SLOT_BITS), .ADDR(8 + TX_SLOT_BITS), .BLOCK(1)) slots (
    .clk(aclk), .we(write), .waddr({fill_slot, write_index}), .wdata(write_data),
    .re(1'b1), .raddr({send[TX_SLOT_BITS-1:0], output_index}), .q(kept_data)
  );

  kcp_packet_sender #(
    .WINDOW(WINDOW[7:0]), .BEAT_IN(IN_BYTES[7:0]), .BEAT_OUT(OUT_BYTES[7:0])
  ) sender (
    .aclk(aclk), .aresetn(aresetn), .clear(clear), .sync_due(sync_due), .repeat_due(repeat_due),
    .number_due(number_due), .ack_due(ack_due), .number(send), .expected(expected),
    .consumed(consumed), .token(token), .fresh(fresh), .idle(idle), .starts(starts),
    .sync_taken(sync_taken), .repeat_taken(repeat_taken), .sent(sent), .read_index(output_index),
    .read_data(kept_data), .out_data(tx_data), .out_valid(tx_valid), .out_ready(tx_ready)
  );

  assign s_axil_wstrb = 4'hF;
  assign s_axil_awprot = 3'd0;
  assign s_axil_arprot = 3'd0;
  // The answer to an access of a session that was ended is dropped.
  assign s_axil_bready = answered | ~asking;
  assign s_axil_rready = answered | ~asking;
  assign busy = waiting | ~idle;

  always @(posedge aclk) begin
    if (!aresetn) error <= 1'b0;
    else if (bad & alive) error <= 1'b1;
  end
endmodule
