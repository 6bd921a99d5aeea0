// Undoes COBS: a code byte n stands for n - 1 bytes that follow and a zero after them, 0x00 ends a
// packet and the last zero is not part of it. Packets are shorter than 254 bytes, so that code 0xFF
// (no zero after 254 bytes) is only seen in damaged ones and needs no rule.
// data is kept until the next byte; valid, ended and whole hold for one clock; empty packets give
// nothing. whole: no byte of the last block is missing.
module kcp_cobs_decoder (
  input            aclk,
  input            aresetn,
  input      [7:0] in_data,
  input            in_valid,
  output reg [7:0] data,
  output reg       valid,
  output reg       ended,
  output reg       whole
);
  reg [7:0] left; // bytes to the next code byte, it included
  reg       begun;

  wire zero = in_data == 8'd0;
  wire code = left == 8'd1;

  always @(posedge aclk) begin
    valid <= aresetn & in_valid & ~zero & (begun | ~code);
    ended <= aresetn & in_valid & zero & begun;
    if (in_valid) begin
      data <= code ? 8'd0 : in_data;
      whole <= code;
      left <= code ? in_data : left - 1'b1;
      begun <= ~zero;
    end
    if (!aresetn | (in_valid & zero)) left <= 8'd1;
    if (!aresetn) begun <= 1'b0;
  end
endmodule
