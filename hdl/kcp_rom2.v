// ROM in block RAM with two read ports: q0 holds mem[addr0] in the cycle after en0, and keeps it
// while en0 is 0; q1 likewise. Where a chip's RAM has one read port, synthesis makes two of it.
// INIT names the hexadecimal image, relative to the working folder, or to KCP_IMAGE_DIR if defined;
// without a name the words are undefined (Yosys elaborates the defaults before the instances).
module kcp_rom2 #(
  parameter WIDTH = 8,
  parameter DEPTH = 2,
  parameter ADDR = 1,
  parameter INIT = ""
) (
  input                  clk,
  input                  en0,
  input  [ADDR-1:0]      addr0,
  output reg [WIDTH-1:0] q0,
  input                  en1,
  input  [ADDR-1:0]      addr1,
  output reg [WIDTH-1:0] q1
);
  (* ram_style = "block", rom_style = "block" *)
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

  always @(posedge clk) if (en0) q0 <= mem[addr0];
  always @(posedge clk) if (en1) q1 <= mem[addr1];
endmodule
