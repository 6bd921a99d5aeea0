// What proofs see instead of the hand-written ROMs and multipliers: any value, so that no proof
// depends on factors or products.

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
  (* anyseq *) wire [WIDTH-1:0] word;

  always @(posedge clk) if (en) q <= word;
endmodule

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
  (* anyseq *) wire [WIDTH-1:0] word0;
  (* anyseq *) wire [WIDTH-1:0] word1;

  always @(posedge clk) if (en0) q0 <= word0;
  always @(posedge clk) if (en1) q1 <= word1;
endmodule

module kcp_mul #(
  parameter AW = 8,
  parameter BW = 8
) (
  input  [AW-1:0]    a,
  input  [BW-1:0]    b,
  output [AW+BW-1:0] y
);
  (* anyseq *) wire [AW+BW-1:0] any;
  assign y = any;
endmodule
