// tiny_hidden_contract1: Contracts hidden mode 1: multiplies each token by its factors, adds every
// product to a sum of its own, and rounds and pushes the sums after the last index. rankN is N
// cycles behind issue.
// Parameters: size = 2, terms = 2, multipliers = 4, operations of a beat = 1, sums = 8
// Made by ContractStage.java and CIRCT firtool-1.155.0
module tiny_hidden_contract1 (
  // clock and synchronous reset
  input         clock,
  input         reset,

  // beats to read
  input         in_valid,
  input  [31:0] in_data,
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

  wire        credits_available;
  reg         term_block;
  wire        term_block_last = term_block;
  reg         index;
  wire        index_last = index;
  wire        wants = in_valid & (credits_available | ~index_last);
  wire        fire = wants & bank_grant;
  reg         accumulator_address;
  wire        accumulator_address_last = accumulator_address;
  reg  [1:0]  factor_base;
  wire [1:0]  factor_address = factor_base;
  wire        emits = fire & index_last;
  reg  [31:0] operand;
  wire [15:0] factor_word;
  wire [23:0] product0 = bank_products[23:0];
  wire [23:0] product1 = bank_products[47:24];
  wire [23:0] product2 = bank_products[71:48];
  wire [23:0] product3 = bank_products[95:72];
  reg         emits_rank1;
  reg         emits_rank2;
  reg         emits_rank3;
  reg         fire_rank1;
  reg         fire_rank2;
  reg         first_rank1;
  reg         first_rank2;
  reg         accumulator_rank1;
  reg         accumulator_rank2;
  wire [99:0] accumulated;
  wire [99:0] accumulating =
    {(first_rank2 ? 25'h0 : accumulated[99:75]) + {product3[23], product3},
     (first_rank2 ? 25'h0 : accumulated[74:50]) + {product2[23], product2},
     (first_rank2 ? 25'h0 : accumulated[49:25]) + {product1[23], product1},
     (first_rank2 ? 25'h0 : accumulated[24:0]) + {product0[23], product0}};
  reg  [99:0] sums_rank1;
  always @(posedge clock) begin
    if (reset) begin
      term_block <= 1'h0;
      index <= 1'h0;
      accumulator_address <= 1'h0;
      factor_base <= 2'h0;
      emits_rank1 <= 1'h0;
      emits_rank2 <= 1'h0;
      emits_rank3 <= 1'h0;
      fire_rank1 <= 1'h0;
      fire_rank2 <= 1'h0;
    end
    else begin
      if (fire) begin
        term_block <= ~term_block_last & term_block - 1'h1;
        accumulator_address <= ~accumulator_address_last & accumulator_address - 1'h1;
      end
      if (fire & term_block_last)
        index <= ~index_last & index - 1'h1;
      if (fire & term_block_last & index_last)
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
    first_rank1 <= ~index;
    first_rank2 <= first_rank1;
    accumulator_rank1 <= accumulator_address;
    accumulator_rank2 <= accumulator_rank1;
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
    .DEPTH(4),
    .INIT("tiny_hidden_contract1_factors.mem"),
    .WIDTH(16)
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
    .SHIFT_BITS(3),
    .SUM_BITS(25),
    .TOKENS(4)
  ) requantiser (
    .clock   (clock),
    .reset   (reset),
    .valid   (emits_rank3),
    .sums    (sums_rank1),
    .shift   (3'h5),
    .results (push_data),
    .clips   (clips)
  );
  kcp_lutram #(
    .ADDR(1),
    .DEPTH(2),
    .WIDTH(100)
  ) accumulators (
    .clk   (clock),
    .we    (fire_rank2),
    .waddr (accumulator_rank2),
    .wdata (accumulating),
    .raddr (accumulator_rank2),
    .q     (accumulated)
  );
  assign in_pop = fire;
  assign bank_wants = wants;
  assign bank_tokens = {{2{operand[31:16]}}, {2{operand[15:0]}}};
  assign bank_factors = {2{factor_word}};
  assign push = emits_rank3;
endmodule
