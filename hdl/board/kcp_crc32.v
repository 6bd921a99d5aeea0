// CRC-32 (IEEE 802.3, reflected), STEP bits a clock, lowest first: after "begin_new" and all bits
// of a packet, ~crc is what follows it, lowest byte first.
module kcp_crc32 #(
  parameter STEP = 1
) (
  input                 aclk,
  input                 begin_new,
  input                 enable,
  input      [STEP-1:0] bits,
  output reg [31:0]     crc
);
  reg [31:0] next;
  integer    i;

  always @* begin
    next = crc;
    for (i = 0; i < STEP; i = i + 1)
      next = {1'b0, next[31:1]} ^ (next[0] ^ bits[i] ? 32'hEDB88320 : 32'h0);
  end

  always @(posedge aclk) begin
    if (begin_new) crc <= 32'hFFFFFFFF;
    else if (enable) crc <= next;
  end
endmodule
