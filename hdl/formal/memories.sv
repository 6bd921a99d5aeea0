// What proofs see instead of the hand-written memories and multipliers.
//
// A memory keeps one word, at an address that is any but never changes; every other read gives any
// word. So what is proven of the watched word holds of every word of the real memory, and depth
// costs nothing. ROMs and multipliers give any value: no proof depends on factors or products.

module kcp_lutram #(
  parameter WIDTH = 8,
  parameter DEPTH = 2,
  parameter ADDR = 1
) (
  input              clk,
  input              we,
  input  [ADDR-1:0]  waddr,
  input  [WIDTH-1:0] wdata,
  input  [ADDR-1:0]  raddr,
  output [WIDTH-1:0] q
);
  (* anyconst *) wire [ADDR-1:0] watched;
  (* anyseq *) wire [WIDTH-1:0] other;
  reg [WIDTH-1:0] held;

  always @(posedge clk) if (we && waddr == watched) held <= wdata;

  assign q = raddr == watched ? held : other;
endmodule

module kcp_ram #(
  parameter WIDTH = 8,
  parameter DEPTH = 2,
  parameter ADDR = 1,
  parameter BLOCK = 0
) (
  input                  clk,
  input                  we,
  input  [ADDR-1:0]      waddr,
  input  [WIDTH-1:0]     wdata,
  input                  re,
  input  [ADDR-1:0]      raddr,
  output reg [WIDTH-1:0] q
);
  (* anyconst *) wire [ADDR-1:0] watched;
  (* anyseq *) wire [WIDTH-1:0] other;
  reg [WIDTH-1:0] held;

  always @(posedge clk) if (we && waddr == watched) held <= wdata;
  always @(posedge clk)
    if (re) q <= raddr == watched && !(we && waddr == watched) ? held : other;
endmodule

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
