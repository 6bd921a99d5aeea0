// Keeps bytes until the packet they belong to is complete (0x00), so that a reader that cannot wait
// never finds a gap within one. Holds 512 bytes: one packet and most of the next.
module kcp_packet_queue (
  input        aclk,
  input        aresetn,
  input  [7:0] in_data,
  input        in_valid,
  output       in_ready,
  output [7:0] out_data,
  output       out_valid,
  input        out_ready
);
  reg [9:0] head;   // where the next byte goes
  reg [9:0] whole;  // end of the last complete packet
  reg [9:0] tail;   // the next byte to be read
  reg       loaded; // out_data is that byte

  wire [9:0] held = head - tail;
  wire       writes = in_valid & in_ready;
  wire       reads = out_valid & out_ready;

  assign in_ready = ~held[9];
  assign out_valid = loaded;

  kcp_ram #(.WIDTH(8), .DEPTH(512), .ADDR(9), .BLOCK(1)) bytes (
    .clk(aclk), .we(writes), .waddr(head[8:0]), .wdata(in_data),
    .re(~loaded), .raddr(tail[8:0]), .q(out_data)
  );

  always @(posedge aclk) begin
    loaded <= loaded ? ~reads : tail != whole;
    if (reads) tail <= tail + 1'b1;
    if (writes) head <= head + 1'b1;
    if (writes & in_data == 8'd0) whole <= head + 1'b1;
    if (!aresetn) begin
      head <= 10'd0;
      whole <= 10'd0;
      tail <= 10'd0;
      loaded <= 1'b0;
    end
  end
endmodule
