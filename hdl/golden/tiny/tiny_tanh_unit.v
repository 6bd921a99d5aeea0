// tiny_tanh_unit: A gate function by table: value = base + slope * rest, by a multiplier of the
// cell's bank.
// Made by GateFunction.java and CIRCT firtool-1.155.0
module tiny_tanh_unit (
  // clock and synchronous reset
  input         clock,

  // argument
  input         read,
  input  [15:0] argument,

  // multiplication, a cycle later; its product another cycle later
  output [11:0] token,
  output [8:0]  factor,
  input  [20:0] product,

  // result
  output [15:0] value
);

  reg  [7:0]  rest_rank1;
  wire [27:0] entry;
  wire [11:0] slope = entry[27:16];
  reg  [15:0] base_rank1;
  wire [21:0] product_plus_128 = {product[20], product} + 22'h80;
  always @(posedge clock) begin
    rest_rank1 <= argument[7:0];
    base_rank1 <= entry[15:0];
  end
  kcp_rom #(
    .ADDR(8),
    .BLOCK(1),
    .DEPTH(256),
    .INIT("tiny_tanh.mem"),
    .WIDTH(28)
  ) segments (
    .clk  (clock),
    .en   (read),
    .addr (argument[15:8]),
    .q    (entry)
  );
  assign token = slope;
  assign factor = {1'h0, rest_rank1};
  assign value = base_rank1 + {{2{product_plus_128[21]}}, product_plus_128[21:8]};
endmodule
