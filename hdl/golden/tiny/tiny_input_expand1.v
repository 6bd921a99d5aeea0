// tiny_input_expand1: Expands input mode 1: reads a group of latents once for each output,
// multiplies them by its factors and adds the products up, rounds and pushes. rankN is N cycles
// behind issue.
// Parameters: size = 2, gates = 4, terms = 2, multipliers = 4, words of a group = 8
// Made by ExpandStage.java and CIRCT firtool-1.155.0
module tiny_input_expand1 (
  // clock and synchronous reset
  input         clock,
  input         reset,

  // beats to read
  input         in_valid,
  input  [17:0] in_data,
  output        in_pop,

  // steps: flags of a frame that is complete
  output        dropped,
  input         step_room,
  output        commit,
  output        commit_step,

  // state: h of a sequence is loaded
  input         state_loaded,

  // multipliers: turn at issue, operands a cycle later, products two
  output        bank_wants,
  input         bank_grant,
  output [63:0] bank_tokens,
  output [31:0] bank_factors,
  input  [95:0] bank_products,

  // results, and credits of the channel they go to
  input         out_credit,
  output        push,
  output [64:0] push_data,

  // values clipped in the cycle before
  output [2:0]  clips
);

  wire [31:0] factor_word;
  wire [63:0] requantiser_results;
  wire        buffer_group_valid;
  wire        buffer_group_flags;
  wire [15:0] buffer_word;
  wire        credits_available;
  reg         reduction;
  wire        reduction_last = reduction;
  wire        fire;
  wire        emits = fire & reduction_last;
  reg         group_context;
  wire        group_context_last = group_context;
  wire        reduction_last_and_more = reduction_last & group_context_last;
  reg         term_block;
  wire        term_block_last = term_block;
  wire        reduction_last_and_more_1 = reduction_last_and_more & term_block_last;
  reg         index;
  wire        index_last = index;
  wire        fire_and_reduction_last_and_more_4 =
    fire & reduction_last_and_more_1 & index_last;
  wire        wants = buffer_group_valid & (credits_available | ~reduction_last);
  assign fire = wants & bank_grant;
  reg  [2:0]  word_context_base;
  reg  [2:0]  word_reduction_base;
  wire [2:0]  word_address = word_context_base + word_reduction_base;
  reg  [2:0]  factor_block_base;
  wire [2:0]  factor_address = factor_block_base + {2'h0, reduction};
  wire [23:0] product0 = bank_products[23:0];
  wire [23:0] product1 = bank_products[47:24];
  wire [23:0] product2 = bank_products[71:48];
  wire [23:0] product3 = bank_products[95:72];
  reg         first_rank1;
  reg         first_rank2;
  reg         fire_rank1;
  reg         fire_rank2;
  reg  [24:0] total0;
  reg  [24:0] total1;
  reg  [24:0] total2;
  reg  [24:0] total3;
  reg         emits_rank1;
  reg         emits_rank2;
  reg         emits_rank3;
  reg         flags_rank1;
  reg         flags_rank2;
  reg         flags_rank3;
  wire        fire_and_reduction_last_and_more_1 = fire & reduction_last_and_more;
  always @(posedge clock) begin
    if (reset) begin
      reduction <= 1'h0;
      group_context <= 1'h0;
      term_block <= 1'h0;
      index <= 1'h0;
      word_context_base <= 3'h0;
      word_reduction_base <= 3'h0;
      factor_block_base <= 3'h0;
      fire_rank1 <= 1'h0;
      fire_rank2 <= 1'h0;
      emits_rank1 <= 1'h0;
      emits_rank2 <= 1'h0;
      emits_rank3 <= 1'h0;
    end
    else begin
      if (fire)
        reduction <= ~reduction_last & reduction - 1'h1;
      if (emits)
        group_context <= ~group_context_last & group_context - 1'h1;
      if (fire_and_reduction_last_and_more_1)
        term_block <= ~term_block_last & term_block - 1'h1;
      if (fire & reduction_last_and_more_1) begin
        index <= ~index_last & index - 1'h1;
        word_context_base <= 3'h0;
      end
      else if (emits)
        word_context_base <= word_context_base + 3'h2;
      if (emits)
        word_reduction_base <= 3'h0;
      else if (fire)
        word_reduction_base <= word_reduction_base + 3'h1;
      if (fire_and_reduction_last_and_more_4)
        factor_block_base <= 3'h0;
      else if (fire_and_reduction_last_and_more_1)
        factor_block_base <= factor_block_base + 3'h2;
      fire_rank1 <= fire;
      fire_rank2 <= fire_rank1;
      emits_rank1 <= emits;
      emits_rank2 <= emits_rank1;
      emits_rank3 <= emits_rank2;
    end
    first_rank1 <= ~reduction;
    first_rank2 <= first_rank1;
    if (fire_rank2) begin
      total0 <= (first_rank2 ? 25'h0 : total0) + {product0[23], product0};
      total1 <= (first_rank2 ? 25'h0 : total1) + {product1[23], product1};
      total2 <= (first_rank2 ? 25'h0 : total2) + {product2[23], product2};
      total3 <= (first_rank2 ? 25'h0 : total3) + {product3[23], product3};
    end
    flags_rank1 <= buffer_group_flags;
    flags_rank2 <= flags_rank1;
    flags_rank3 <= flags_rank2;
  end
  kcp_credits #(
    .AHEAD(0),
    .CREDITS(8),
    .NEEDED(1),
    .RETURNED(4),
    .SPENT(1)
  ) credits (
    .clock     (clock),
    .reset     (reset),
    .available (credits_available),
    .spend     (emits),
    .give_back (out_credit)
  );
  tiny_input_expand1_buffer buffer (
    .clock        (clock),
    .reset        (reset),
    .in_data      (in_data),
    .in_valid     (in_valid),
    .in_pop       (in_pop),
    .step_room    (step_room),
    .dropped      (dropped),
    .commit       (commit),
    .commit_step  (commit_step),
    .state_loaded (state_loaded),
    .group_done   (fire_and_reduction_last_and_more_4),
    .group_valid  (buffer_group_valid),
    .group_flags  (buffer_group_flags),
    .read_word    (word_address),
    .word         (buffer_word),
    .read         (fire)
  );
  kcp_rom #(
    .ADDR(3),
    .BLOCK(0),
    .DEPTH(8),
    .INIT("tiny_input_expand1_factors.mem"),
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
    .SHIFT_BITS(3),
    .SUM_BITS(25),
    .TOKENS(4)
  ) requantiser (
    .clock   (clock),
    .reset   (reset),
    .valid   (emits_rank3),
    .sums    ({total3, total2, total1, total0}),
    .shift   (3'h7),
    .results (requantiser_results),
    .clips   (clips)
  );
  assign bank_wants = wants;
  assign bank_tokens = {4{buffer_word}};
  assign bank_factors = factor_word;
  assign push = emits_rank3;
  assign push_data = {flags_rank3, requantiser_results};
endmodule
