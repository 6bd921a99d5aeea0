// tiny_hidden_expand1: Expands hidden mode 1: reads a group of latents once for each output,
// multiplies them by its factors and adds the products up, rounds and pushes. rankN is N cycles
// behind issue.
// Parameters: size = 2, gates = 4, terms = 2, multipliers = 16, words of a group = 2
// Made by ExpandStage.java and CIRCT firtool-1.155.0
module tiny_hidden_expand1 (
  // clock and synchronous reset
  input          clock,
  input          reset,

  // beats to read
  input          in_valid,
  input  [63:0]  in_data,
  output         in_pop,

  // steps: flags of a frame that is complete
  input          step_valid,
  output         step_done,
  input          step_start,

  // state: h of a sequence is loaded
  input          place_emptied,
  output         all_full,

  // multipliers: turn at issue, operands a cycle later, products two
  output         bank_wants,
  input          bank_grant,
  output [255:0] bank_tokens,
  output [255:0] bank_factors,
  input  [511:0] bank_products,

  // results, and credits of the channel they go to
  input          out_credit,
  output         push,
  output [127:0] push_data,

  // values clipped in the cycle before
  output [3:0]   clips
);

  wire        buffer_group_valid;
  wire [63:0] buffer_word;
  wire        credits_available;
  wire        step_ready = buffer_group_valid & step_valid;
  wire        fire;
  wire        emits = fire;
  reg         term_block;
  wire        term_block_last = term_block;
  reg         index;
  wire        index_last = index;
  wire        fire_and_more_2 = fire & term_block_last & index_last;
  wire        wants = step_ready & credits_available;
  assign fire = wants & bank_grant;
  reg         word_context_base;
  wire        word_address = word_context_base;
  reg  [1:0]  factor_block_base;
  wire [1:0]  factor_address = factor_block_base;
  reg         blank_rank1;
  wire [63:0] tokens = blank_rank1 ? 64'h0 : buffer_word;
  wire [63:0] factor_word;
  wire [15:0] bank_factor0 = {{8{factor_word[7]}}, factor_word[7:0]};
  wire [15:0] bank_factor1 = {{8{factor_word[15]}}, factor_word[15:8]};
  wire [15:0] bank_factor2 = {{8{factor_word[23]}}, factor_word[23:16]};
  wire [15:0] bank_factor3 = {{8{factor_word[31]}}, factor_word[31:24]};
  wire [15:0] bank_factor4 = {{8{factor_word[39]}}, factor_word[39:32]};
  wire [15:0] bank_factor5 = {{8{factor_word[47]}}, factor_word[47:40]};
  wire [15:0] bank_factor6 = {{8{factor_word[55]}}, factor_word[55:48]};
  wire [15:0] bank_factor7 = {{8{factor_word[63]}}, factor_word[63:56]};
  wire [23:0] product0 = bank_products[23:0];
  wire [23:0] product1 = bank_products[55:32];
  wire [23:0] product2 = bank_products[87:64];
  wire [23:0] product3 = bank_products[119:96];
  wire [23:0] product4 = bank_products[151:128];
  wire [23:0] product5 = bank_products[183:160];
  wire [23:0] product6 = bank_products[215:192];
  wire [23:0] product7 = bank_products[247:224];
  wire [23:0] product8 = bank_products[279:256];
  wire [23:0] product9 = bank_products[311:288];
  wire [23:0] product10 = bank_products[343:320];
  wire [23:0] product11 = bank_products[375:352];
  wire [23:0] product12 = bank_products[407:384];
  wire [23:0] product13 = bank_products[439:416];
  wire [23:0] product14 = bank_products[471:448];
  wire [23:0] product15 = bank_products[503:480];
  reg  [24:0] total0_1;
  reg  [24:0] total1_1;
  reg  [24:0] total2_1;
  reg  [24:0] total3_1;
  reg  [24:0] total4_1;
  reg  [24:0] total5_1;
  reg  [24:0] total6_1;
  reg  [24:0] total7_1;
  reg         emits_rank1;
  reg         emits_rank2;
  reg         emits_rank3;
  wire        fire_and_more_1 = fire & term_block_last;
  always @(posedge clock) begin
    if (reset) begin
      term_block <= 1'h0;
      index <= 1'h0;
      word_context_base <= 1'h0;
      factor_block_base <= 2'h0;
      emits_rank1 <= 1'h0;
      emits_rank2 <= 1'h0;
      emits_rank3 <= 1'h0;
    end
    else begin
      if (fire)
        term_block <= ~term_block_last & term_block - 1'h1;
      if (fire_and_more_1)
        index <= ~index_last & index - 1'h1;
      word_context_base <=
        ~fire_and_more_1 & (fire ? word_context_base - 1'h1 : word_context_base);
      if (fire_and_more_2)
        factor_block_base <= 2'h0;
      else if (fire)
        factor_block_base <= factor_block_base + 2'h1;
      emits_rank1 <= emits;
      emits_rank2 <= emits_rank1;
      emits_rank3 <= emits_rank2;
    end
    blank_rank1 <= step_start;
    total0_1 <= {product0[23], product0} + {product1[23], product1};
    total1_1 <= {product2[23], product2} + {product3[23], product3};
    total2_1 <= {product4[23], product4} + {product5[23], product5};
    total3_1 <= {product6[23], product6} + {product7[23], product7};
    total4_1 <= {product8[23], product8} + {product9[23], product9};
    total5_1 <= {product10[23], product10} + {product11[23], product11};
    total6_1 <= {product12[23], product12} + {product13[23], product13};
    total7_1 <= {product14[23], product14} + {product15[23], product15};
  end
  kcp_credits #(
    .AHEAD(0),
    .CREDITS(4),
    .NEEDED(1),
    .RETURNED(2),
    .SPENT(1)
  ) credits (
    .clock     (clock),
    .reset     (reset),
    .available (credits_available),
    .spend     (emits),
    .give_back (out_credit)
  );
  tiny_hidden_expand1_buffer buffer (
    .clock         (clock),
    .reset         (reset),
    .in_data       (in_data),
    .in_valid      (in_valid),
    .in_pop        (in_pop),
    .place_emptied (place_emptied),
    .all_full      (all_full),
    .group_done    (fire_and_more_2),
    .group_valid   (buffer_group_valid),
    .read_word     (word_address),
    .word          (buffer_word),
    .read          (fire)
  );
  kcp_rom #(
    .ADDR(2),
    .BLOCK(0),
    .DEPTH(4),
    .INIT("tiny_hidden_expand1_factors.mem"),
    .WIDTH(64)
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
    .TOKENS(8)
  ) requantiser (
    .clock   (clock),
    .reset   (reset),
    .valid   (emits_rank3),
    .sums
      ({total7_1, total6_1, total5_1, total4_1, total3_1, total2_1, total1_1, total0_1}),
    .shift   (3'h7),
    .results (push_data),
    .clips   (clips)
  );
  assign step_done = fire_and_more_2;
  assign bank_wants = wants;
  assign bank_tokens = {{3{tokens[63:32]}}, tokens, {2{tokens[31:0]}}, tokens[31:0]};
  assign bank_factors =
    {bank_factor7,
     bank_factor6,
     bank_factor5,
     bank_factor4,
     bank_factor3,
     bank_factor2,
     bank_factor1,
     bank_factor0,
     bank_factor7,
     bank_factor6,
     bank_factor5,
     bank_factor4,
     bank_factor3,
     bank_factor2,
     bank_factor1,
     bank_factor0};
  assign push = emits_rank3;
endmodule
