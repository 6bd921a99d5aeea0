// Four words from a memory image, with a registered address.
module rom (
    input  wire       aclk,
    input  wire [1:0] address,
    output reg  [7:0] value
);
  reg [7:0] memory [0:3];
  initial $readmemh({`KCP_IMAGE_DIR, "rom.hex"}, memory);
  always @(posedge aclk) value <= memory[address];
endmodule
