// tiny_hidden_contract2: Contracts hidden mode 2: multiplies each token by its factors, adds every
// product to a sum of its own, and rounds and pushes the sums after the last index. rankN is N
// cycles behind issue.
// Parameters: size = 3, terms = 1, multipliers = 4, operations of a beat = 1, sums = 4
// Made by ContractStage.java and CIRCT firtool-1.155.0
module tiny_hidden_contract2 (
  // clock and synchronous reset
  input         clock,
  input         reset,

  // beats to read
  input         in_valid,
  input  [7:0]  in_data,
  output        in_pop,

  // multipliers: turn at issue, operands a cycle later, products two
  output        bank_wants,
  input         bank_grant,
  output [63:0] bank_tokens,
  output [31:0] bank_factors,
  input  [95:0] bank_products,

  // results, and credits of the channel they go to
  input         out_credit,
  output        push,
  output [63:0] push_data,

  // values clipped in the cycle before
  output [2:0]  clips
);

  wire [31:0] factor_word;
  wire        credits_available;
  reg  [1:0]  index;
  wire        index_last = index == 2'h2;
  wire        wants = in_valid & (credits_available | ~index_last);
  wire        fire = wants & bank_grant;
  reg  [1:0]  factor_base;
  wire [1:0]  factor_address = factor_base;
  wire        emits = fire & index_last;
  reg  [7:0]  operand;
  wire [15:0] bank_token0 = {{8{operand[7]}}, operand};
  wire [15:0] product0 = bank_products[15:0];
  wire [15:0] product1 = bank_products[39:24];
  wire [15:0] product2 = bank_products[63:48];
  wire [15:0] product3 = bank_products[87:72];
  reg         emits_rank1;
  reg         emits_rank2;
  reg         emits_rank3;
  reg         fire_rank1;
  reg         fire_rank2;
  reg         first_rank1;
  reg         first_rank2;
  wire [71:0] accumulated;
  wire [71:0] accumulating =
    {(first_rank2 ? 18'h0 : accumulated[71:54]) + {{2{product3[15]}}, product3},
     (first_rank2 ? 18'h0 : accumulated[53:36]) + {{2{product2[15]}}, product2},
     (first_rank2 ? 18'h0 : accumulated[35:18]) + {{2{product1[15]}}, product1},
     (first_rank2 ? 18'h0 : accumulated[17:0]) + {{2{product0[15]}}, product0}};
  reg  [71:0] sums_rank1;
  always @(posedge clock) begin
    if (reset) begin
      index <= 2'h0;
      factor_base <= 2'h0;
      emits_rank1 <= 1'h0;
      emits_rank2 <= 1'h0;
      emits_rank3 <= 1'h0;
      fire_rank1 <= 1'h0;
      fire_rank2 <= 1'h0;
    end
    else begin
      if (fire)
        index <= index_last ? 2'h0 : index + 2'h1;
      if (fire & index_last)
        factor_base <= 2'h0;
      else if (fire)
        factor_base <= factor_base + 2'h1;
      emits_rank1 <= emits;
      emits_rank2 <= emits_rank1;
      emits_rank3 <= emits_rank2;
      fire_rank1 <= fire;
      fire_rank2 <= fire_rank1;
    end
    if (fire)
      operand <= in_data;
    first_rank1 <= index == 2'h0;
    first_rank2 <= first_rank1;
    sums_rank1 <= accumulating;
  end
  kcp_credits #(
    .AHEAD(0),
    .CREDITS(2),
    .NEEDED(1),
    .RETURNED(1),
    .SPENT(1)
  ) credits (
    .clock     (clock),
    .reset     (reset),
    .available (credits_available),
    .spend     (emits),
    .give_back (out_credit)
  );
  kcp_rom #(
    .ADDR(2),
    .BLOCK(0),
    .DEPTH(3),
    .INIT("tiny_hidden_contract2_factors.mem"),
    .WIDTH(32)
  ) factors (
    .clk  (clock),
    .en   (fire),
    .addr (factor_address),
    .q    (factor_word)
  );
  kcp_requantiser #(
    .BITS(16),
    .LEFT(0),
    .RANK(0),
    .SHIFT_BITS(1),
    .SUM_BITS(18),
    .TOKENS(4)
  ) requantiser (
    .clock   (clock),
    .reset   (reset),
    .valid   (emits_rank3),
    .sums    (sums_rank1),
    .shift   (1'h0),
    .results (push_data),
    .clips   (clips)
  );
  kcp_lutram #(
    .ADDR(1),
    .DEPTH(1),
    .WIDTH(72)
  ) accumulators (
    .clk   (clock),
    .we    (fire_rank2),
    .waddr (1'h0),
    .wdata (accumulating),
    .raddr (1'h0),
    .q     (accumulated)
  );
  assign in_pop = fire;
  assign bank_wants = wants;
  assign bank_tokens = {4{bank_token0}};
  assign bank_factors = factor_word;
  assign push = emits_rank3;
endmodule
