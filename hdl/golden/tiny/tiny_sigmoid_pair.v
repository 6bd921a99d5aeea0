// tiny_sigmoid_pair: A gate function by table, looked up in two places at once: value = base +
// slope * rest, by a multiplier of the cell's bank.
// Made by GateFunction.java and CIRCT firtool-1.155.0
module tiny_sigmoid_pair (
  // clock and synchronous reset
  input         clock,

  // argument
  input         read0,
  input  [15:0] argument0,
  input         read1,
  input  [15:0] argument1,

  // multiplication, a cycle later; its product another cycle later
  output [11:0] token0,
  output [8:0]  factor0,
  input  [20:0] product0,
  output [11:0] token1,
  output [8:0]  factor1,
  input  [20:0] product1,

  // result
  output [15:0] value0,
  output [15:0] value1
);

  reg  [7:0]  rest0_rank1;
  wire [27:0] entry0;
  wire [11:0] slope0 = entry0[27:16];
  reg  [15:0] base0_rank1;
  wire [21:0] product0_plus_128 = {product0[20], product0} + 22'h80;
  reg  [7:0]  rest1_rank1;
  wire [27:0] entry1;
  wire [11:0] slope1 = entry1[27:16];
  reg  [15:0] base1_rank1;
  wire [21:0] product1_plus_128 = {product1[20], product1} + 22'h80;
  always @(posedge clock) begin
    rest0_rank1 <= argument0[7:0];
    base0_rank1 <= entry0[15:0];
    rest1_rank1 <= argument1[7:0];
    base1_rank1 <= entry1[15:0];
  end
  kcp_rom2 #(
    .ADDR(8),
    .DEPTH(256),
    .INIT("tiny_sigmoid.mem"),
    .WIDTH(28)
  ) segments (
    .clk   (clock),
    .en0   (read0),
    .addr0 (argument0[15:8]),
    .q0    (entry0),
    .en1   (read1),
    .addr1 (argument1[15:8]),
    .q1    (entry1)
  );
  assign token0 = slope0;
  assign factor0 = {1'h0, rest0_rank1};
  assign token1 = slope1;
  assign factor1 = {1'h0, rest1_rank1};
  assign value0 = base0_rank1 + {{2{product0_plus_128[21]}}, product0_plus_128[21:8]};
  assign value1 = base1_rank1 + {{2{product1_plus_128[21]}}, product1_plus_128[21:8]};
endmodule
