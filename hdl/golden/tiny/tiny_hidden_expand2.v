// tiny_hidden_expand2: Expands hidden mode 2: reads a group of latents once for each output,
// multiplies them by its factors and adds the products up and pushes. rankN is N cycles behind
// issue.
// Parameters: size = 3, gates = 4, terms = 1, multipliers = 16, words of a group = 1
// Made by ExpandStage.java and CIRCT firtool-1.155.0
module tiny_hidden_expand2 (
  // clock and synchronous reset
  input          clock,
  input          reset,

  // beats to read
  input          in_valid,
  input  [255:0] in_data,
  output         in_pop,

  // multipliers: turn at issue, operands a cycle later, products two
  output         bank_wants,
  input          bank_grant,
  output [255:0] bank_tokens,
  output [255:0] bank_factors,
  input  [511:0] bank_products,

  // results, and credits of the channel they go to
  input          out_credit,
  output         push,
  output [103:0] push_data
);

  wire         buffer_group_valid;
  wire [255:0] buffer_word;
  wire         credits_available;
  wire         fire;
  wire         emits = fire;
  reg  [1:0]   index;
  wire         index_last = index == 2'h2;
  wire         fire_and_true_and_index_last = fire & index_last;
  wire         wants = buffer_group_valid & credits_available;
  assign fire = wants & bank_grant;
  reg  [1:0]   factor_block_base;
  wire [1:0]   factor_address = factor_block_base;
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
  wire [23:0]  product8 = bank_products[279:256];
  wire [23:0]  product9 = bank_products[311:288];
  wire [23:0]  product10 = bank_products[343:320];
  wire [23:0]  product11 = bank_products[375:352];
  wire [23:0]  product12 = bank_products[407:384];
  wire [23:0]  product13 = bank_products[439:416];
  wire [23:0]  product14 = bank_products[471:448];
  wire [23:0]  product15 = bank_products[503:480];
  reg  [25:0]  total0_1;
  reg  [25:0]  total1_1;
  reg  [25:0]  total2_1;
  reg  [25:0]  total3_1;
  reg          emits_rank1;
  reg          emits_rank2;
  reg          emits_rank3;
  wire [24:0]  product0_plus_product1 =
    {product0[23], product0} + {product1[23], product1};
  wire [24:0]  product2_plus_product3 =
    {product2[23], product2} + {product3[23], product3};
  wire [24:0]  product4_plus_product5 =
    {product4[23], product4} + {product5[23], product5};
  wire [24:0]  product6_plus_product7 =
    {product6[23], product6} + {product7[23], product7};
  wire [24:0]  product8_plus_product9 =
    {product8[23], product8} + {product9[23], product9};
  wire [24:0]  product10_plus_product11 =
    {product10[23], product10} + {product11[23], product11};
  wire [24:0]  product12_plus_product13 =
    {product12[23], product12} + {product13[23], product13};
  wire [24:0]  product14_plus_product15 =
    {product14[23], product14} + {product15[23], product15};
  always @(posedge clock) begin
    if (reset) begin
      index <= 2'h0;
      factor_block_base <= 2'h0;
      emits_rank1 <= 1'h0;
      emits_rank2 <= 1'h0;
      emits_rank3 <= 1'h0;
    end
    else begin
      if (fire)
        index <= index_last ? 2'h0 : index + 2'h1;
      if (fire_and_true_and_index_last)
        factor_block_base <= 2'h0;
      else if (fire)
        factor_block_base <= factor_block_base + 2'h1;
      emits_rank1 <= emits;
      emits_rank2 <= emits_rank1;
      emits_rank3 <= emits_rank2;
    end
    total0_1 <=
      {product0_plus_product1[24], product0_plus_product1}
      + {product2_plus_product3[24], product2_plus_product3};
    total1_1 <=
      {product4_plus_product5[24], product4_plus_product5}
      + {product6_plus_product7[24], product6_plus_product7};
    total2_1 <=
      {product8_plus_product9[24], product8_plus_product9}
      + {product10_plus_product11[24], product10_plus_product11};
    total3_1 <=
      {product12_plus_product13[24], product12_plus_product13}
      + {product14_plus_product15[24], product14_plus_product15};
  end
  kcp_credits #(
    .AHEAD(0),
    .CREDITS(6),
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
  tiny_hidden_expand2_buffer buffer (
    .clock       (clock),
    .reset       (reset),
    .in_data     (in_data),
    .in_valid    (in_valid),
    .in_pop      (in_pop),
    .group_done  (fire_and_true_and_index_last),
    .group_valid (buffer_group_valid),
    .word        (buffer_word),
    .read        (fire)
  );
  kcp_rom #(
    .ADDR(2),
    .BLOCK(0),
    .DEPTH(3),
    .INIT("tiny_hidden_expand2_factors.mem"),
    .WIDTH(32)
  ) factors (
    .clk  (clock),
    .en   (fire),
    .addr (factor_address),
    .q    (factor_word)
  );
  assign bank_wants = wants;
  assign bank_tokens =
    {buffer_word[255:240],
     buffer_word[191:176],
     buffer_word[127:112],
     buffer_word[63:48],
     buffer_word[239:224],
     buffer_word[175:160],
     buffer_word[111:96],
     buffer_word[47:32],
     buffer_word[223:208],
     buffer_word[159:144],
     buffer_word[95:80],
     buffer_word[31:16],
     buffer_word[207:192],
     buffer_word[143:128],
     buffer_word[79:64],
     buffer_word[15:0]};
  assign bank_factors =
    {bank_factor3,
     bank_factor2,
     bank_factor1,
     bank_factor0,
     bank_factor3,
     bank_factor2,
     bank_factor1,
     bank_factor0,
     bank_factor3,
     bank_factor2,
     bank_factor1,
     bank_factor0,
     bank_factor3,
     bank_factor2,
     bank_factor1,
     bank_factor0};
  assign push = emits_rank3;
  assign push_data = {total3_1, total2_1, total1_1, total0_1};
endmodule
