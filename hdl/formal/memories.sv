// What proofs of a block see instead of the hand-written RAMs: a memory keeps one word, at an
// address that is any but never changes; every other read gives any word. So what is proven of the
// watched word holds of every word of the real memory, and depth costs nothing.

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
  parameter BLOCK = 0,
  parameter ZERO = 0
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
