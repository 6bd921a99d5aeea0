// tiny_input_contract1: Contracts input mode 1: multiplies each token by its factors, adds every
// product to a sum of its own, and rounds and pushes the sums after the last index. rankN is N
// cycles behind issue.
// Parameters: size = 3, terms = 2, multipliers = 8, operations of a beat = 1, sums = 8
// Made by ContractStage.java and CIRCT firtool-1.155.0
module tiny_input_contract1 (
  // clock and synchronous reset
  input          clock,
  input          reset,

  // beats to read
  input          in_valid,
  input  [65:0]  in_data,
  output         in_pop,

  // multipliers: turn at issue, operands a cycle later, products two
  output         bank_wants,
  input          bank_grant,
  output [127:0] bank_tokens,
  output [127:0] bank_factors,
  input  [255:0] bank_products,

  // results, and credits of the channel they go to
  input          out_credit,
  output         push,
  output [129:0] push_data,

  // values clipped in the cycle before
  output [3:0]   clips
);

  wire [127:0] requantiser_results;
  wire         credits_available;
  wire         fire;
  wire         beat_ends = fire;
  wire         block_ends = beat_ends;
  wire         index_ends = block_ends;
  reg  [1:0]   index;
  wire         index_last = index == 2'h2;
  wire         wants = in_valid & (credits_available | ~index_last);
  assign fire = wants & bank_grant;
  reg  [1:0]   factor_base;
  wire [1:0]   factor_address = factor_base;
  wire         emits = fire & index_last;
  reg  [63:0]  operand;
  wire [31:0]  factor_word;
  wire [15:0]  bank_factor0 = {{8{factor_word[7]}}, factor_word[7:0]};
  wire [15:0]  bank_factor1 = {{8{factor_word[15]}}, factor_word[15:8]};
  wire [15:0]  bank_factor2 = {{8{factor_word[23]}}, factor_word[23:16]};
  wire [15:0]  bank_factor3 = {{8{factor_word[31]}}, factor_word[31:24]};
  wire [23:0]  product0 = bank_products[23:0];
  wire [23:0]  product1 = bank_products[55:32];
  wire [23:0]  product2 = bank_products[87:64];
  wire [23:0]  product3 = bank_products[119:96];
  wire [23:0]  product4 = bank_products[151:128];
  wire [23:0]  product5 = bank_products[183:160];
  wire [23:0]  product6 = bank_products[215:192];
  wire [23:0]  product7 = bank_products[247:224];
  reg          emits_rank1;
  reg          emits_rank2;
  reg          emits_rank3;
  reg          fire_rank1;
  reg          fire_rank2;
  reg          first_rank1;
  reg          first_rank2;
  wire [207:0] accumulated;
  wire [207:0] accumulating =
    {(first_rank2 ? 26'h0 : accumulated[207:182]) + {{2{product7[23]}}, product7},
     (first_rank2 ? 26'h0 : accumulated[181:156]) + {{2{product6[23]}}, product6},
     (first_rank2 ? 26'h0 : accumulated[155:130]) + {{2{product5[23]}}, product5},
     (first_rank2 ? 26'h0 : accumulated[129:104]) + {{2{product4[23]}}, product4},
     (first_rank2 ? 26'h0 : accumulated[103:78]) + {{2{product3[23]}}, product3},
     (first_rank2 ? 26'h0 : accumulated[77:52]) + {{2{product2[23]}}, product2},
     (first_rank2 ? 26'h0 : accumulated[51:26]) + {{2{product1[23]}}, product1},
     (first_rank2 ? 26'h0 : accumulated[25:0]) + {{2{product0[23]}}, product0}};
  reg  [207:0] sums_rank1;
  reg  [1:0]   flags_rank1;
  reg  [1:0]   flags_rank2;
  reg  [1:0]   flags_rank3;
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
      if (index_ends)
        index <= index_last ? 2'h0 : index + 2'h1;
      if (index_ends & index_last)
        factor_base <= 2'h0;
      else if (block_ends)
        factor_base <= factor_base + 2'h1;
      emits_rank1 <= emits;
      emits_rank2 <= emits_rank1;
      emits_rank3 <= emits_rank2;
      fire_rank1 <= fire;
      fire_rank2 <= fire_rank1;
    end
    if (fire)
      operand <= in_data[63:0];
    first_rank1 <= index == 2'h0;
    first_rank2 <= first_rank1;
    sums_rank1 <= accumulating;
    flags_rank1 <= in_data[65:64];
    flags_rank2 <= flags_rank1;
    flags_rank3 <= flags_rank2;
  end
  kcp_credits #(
    .CREDITS(8),
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
    .INIT("tiny_input_contract1_factors.mem"),
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
    .SHIFT_BITS(3),
    .SUM_BITS(26),
    .TOKENS(8)
  ) requantiser (
    .clock   (clock),
    .reset   (reset),
    .valid   (emits_rank3),
    .sums    (sums_rank1),
    .shift   (3'h7),
    .results (requantiser_results),
    .clips   (clips)
  );
  kcp_lutram #(
    .ADDR(1),
    .DEPTH(1),
    .WIDTH(208)
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
  assign bank_tokens =
    {{2{operand[63:48]}}, {2{operand[47:32]}}, {2{operand[31:16]}}, {2{operand[15:0]}}};
  assign bank_factors =
    {bank_factor3,
     bank_factor2,
     bank_factor3,
     bank_factor2,
     bank_factor1,
     bank_factor0,
     bank_factor1,
     bank_factor0};
  assign push = emits_rank3;
  assign push_data = {flags_rank3, requantiser_results};
endmodule
