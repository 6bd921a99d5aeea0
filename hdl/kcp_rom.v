// ROM with a registered output: q holds mem[addr] in the cycle after en, and keeps it while en
// is 0.
// INIT names the hexadecimal image, relative to the working folder, or to KCP_IMAGE_DIR if defined;
// without a name the words are undefined (Yosys elaborates the defaults before the instances).
module kcp_rom #(
  parameter WIDTH = 8,
  parameter DEPTH = 2,
  parameter ADDR = 1,
  parameter INIT = ""
) (
  input                  clk,
  input                  en,
  input  [ADDR-1:0]      addr,
  output reg [WIDTH-1:0] q
);
  reg [WIDTH-1:0] mem [0:DEPTH-1];

  generate
    if (INIT != "") begin : image
`ifdef KCP_IMAGE_DIR
      initial $readmemh({`KCP_IMAGE_DIR, "/", INIT}, mem);
`else
      initial $readmemh(INIT, mem);
`endif
    end
  endgenerate

  always @(posedge clk) if (en) q <= mem[addr];
endmodule
