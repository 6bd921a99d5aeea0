// ROM with a registered output: q holds mem[addr] in the cycle after en, and keeps it while en
// is 0. BLOCK asks for block RAM, otherwise for logic.
// INIT names the hexadecimal image, relative to the working folder, or to KCP_IMAGE_DIR if defined;
// without a name the words are undefined (Yosys elaborates the defaults before the instances).
module kcp_rom #(
  parameter WIDTH = 8,
  parameter DEPTH = 2,
  parameter ADDR = 1,
  parameter INIT = "",
  parameter BLOCK = 0
) (
  input                  clk,
  input                  en,
  input  [ADDR-1:0]      addr,
  output reg [WIDTH-1:0] q
);
  generate
    if (BLOCK != 0) begin : block
      (* ram_style = "block", rom_style = "block" *)
      reg [WIDTH-1:0] mem [0:DEPTH-1];

      if (INIT != "") begin : image
`ifdef KCP_IMAGE_DIR
        initial $readmemh({`KCP_IMAGE_DIR, "/", INIT}, mem);
`else
        initial $readmemh(INIT, mem);
`endif
      end

      always @(posedge clk) if (en) q <= mem[addr];
    end else begin : tables
      (* ram_style = "logic", rom_style = "distributed" *)
      reg [WIDTH-1:0] mem [0:DEPTH-1];

      if (INIT != "") begin : image
`ifdef KCP_IMAGE_DIR
        initial $readmemh({`KCP_IMAGE_DIR, "/", INIT}, mem);
`else
        initial $readmemh(INIT, mem);
`endif
      end

      always @(posedge clk) if (en) q <= mem[addr];
    end
  endgenerate
endmodule
