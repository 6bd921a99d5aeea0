// tiny_cell: The lstm cell, element by element: sums and bias, rounded; gates by table; state;
// output. NAME_rankN is NAME, N cycles behind issue.
// Parameters: elements = 6, sequences = 1, multipliers = 8, latency = 11
// Made by Cell.java and CIRCT firtool-1.155.0
module tiny_cell (
  // clock and synchronous reset
  input          clock,
  input          reset,

  // sums of the input operator, flags of the step above
  input  [104:0] input_data,
  input          input_valid,

  // sums of the hidden operator
  input  [103:0] hidden_data,
  input          hidden_valid,

  // both are taken
  output         pop,

  // output: value of h, end of the step, sequence
  input          output_credit,
  output         push,
  output [7:0]   value,
  output         last,

  // room on the way of h to the hidden side, which what is loaded takes too
  input          hidden_write,
  input          hidden_credit,
  output         hidden_room,

  // multipliers: claimed a cycle before operands, product a cycle behind
  input  [255:0] bank_products,
  output [127:0] bank_tokens,
  output [127:0] bank_factors,
  output         bank_claims,

  // window to the states, at rest
  input  [2:0]   window_element,
  input          state_capture,
  output [15:0]  state_word,
  input          state_write,
  input  [2:0]   write_element,
  input  [15:0]  state_data,

  // values clipped in the cycle before
  output [2:0]   pre_clips,
  output         state_clips,
  output         hidden_clips
);

  wire [11:0] sigmoid_lane6_token;
  wire [8:0]  sigmoid_lane6_factor;
  wire [15:0] sigmoid_lane6_value;
  wire [15:0] state_requantiser_results;
  wire [11:0] tanh_lane2_and_lane5_token0;
  wire [8:0]  tanh_lane2_and_lane5_factor0;
  wire [11:0] tanh_lane2_and_lane5_token1;
  wire [8:0]  tanh_lane2_and_lane5_factor1;
  wire [15:0] tanh_lane2_and_lane5_value0;
  wire [15:0] tanh_lane2_and_lane5_value1;
  wire [11:0] sigmoid_lane0_and_lane1_token0;
  wire [8:0]  sigmoid_lane0_and_lane1_factor0;
  wire [11:0] sigmoid_lane0_and_lane1_token1;
  wire [8:0]  sigmoid_lane0_and_lane1_factor1;
  wire [15:0] sigmoid_lane0_and_lane1_value0;
  wire [15:0] sigmoid_lane0_and_lane1_value1;
  wire [15:0] states_q;
  wire [63:0] pre_requantiser_results;
  wire        hidden_credits_available;
  wire        output_credits_available;
  wire        fire;
  assign fire =
    input_valid & hidden_valid & output_credits_available & hidden_credits_available;
  reg  [2:0]  element;
  wire        element_last = element == 3'h5;
  reg         bias_first;
  wire        bias_fetch = bias_first | fire;
  reg  [2:0]  bias_element;
  wire        bias_element_last = bias_element == 3'h5;
  reg         last_rank1;
  wire [28:0] products0 =
    {input_data[25], input_data[25:0], 2'h0} + {{3{hidden_data[25]}}, hidden_data[25:0]};
  wire [63:0] bias_word;
  wire [29:0] exact_input =
    {products0[28], products0} + {{8{bias_word[15]}}, bias_word[15:0], 6'h0};
  reg  [29:0] joint_input_rank1;
  wire [28:0] products1 =
    {input_data[51], input_data[51:26], 2'h0}
    + {{3{hidden_data[51]}}, hidden_data[51:26]};
  wire [29:0] exact_forget =
    {products1[28], products1} + {{8{bias_word[31]}}, bias_word[31:16], 6'h0};
  reg  [29:0] joint_forget_rank1;
  wire [28:0] products2 =
    {input_data[77], input_data[77:52], 2'h0}
    + {{3{hidden_data[77]}}, hidden_data[77:52]};
  wire [29:0] exact_candidate =
    {products2[28], products2} + {{8{bias_word[47]}}, bias_word[47:32], 6'h0};
  reg  [29:0] joint_candidate_rank1;
  wire [28:0] products3 =
    {input_data[103], input_data[103:78], 2'h0}
    + {{3{hidden_data[103]}}, hidden_data[103:78]};
  wire [29:0] exact_output =
    {products3[28], products3} + {{8{bias_word[63]}}, bias_word[63:48], 6'h0};
  reg  [29:0] joint_output_rank1;
  reg         valid_rank1;
  reg  [15:0] pre_input_rank2;
  reg  [15:0] pre_forget_rank2;
  reg  [15:0] pre_candidate_rank2;
  reg  [15:0] pre_output_rank2;
  wire [2:0]  state_address = fire ? element : window_element;
  reg         start_rank1;
  wire [15:0] old_state = start_rank1 ? 16'h0 : states_q;
  reg         valid_rank2;
  reg         valid_rank3;
  reg  [15:0] forget_gate_rank5;
  reg  [15:0] input_gate_rank5;
  reg  [15:0] candidate_gate_rank5;
  reg  [15:0] old_state_rank2;
  reg  [15:0] old_state_rank3;
  reg  [15:0] old_state_rank4;
  reg  [15:0] old_state_rank5;
  reg         valid_rank4;
  reg         valid_rank5;
  wire [31:0] forget_product = bank_products[127:96];
  wire [31:0] update_product = bank_products[159:128];
  wire [32:0] state_sum =
    {forget_product[31], forget_product} + {update_product[31], update_product};
  reg         valid_rank6;
  reg  [15:0] state_rank7;
  reg         valid_rank7;
  reg  [2:0]  written;
  wire        written_last = written == 3'h5;
  wire [16:0] state_rank7_plus_2 = {state_rank7[15], state_rank7} + 17'h2;
  wire [15:0] argument = {state_rank7_plus_2[16], state_rank7_plus_2[16:2]};
  reg         valid_rank8;
  reg  [15:0] state_tanh_rank10;
  reg  [15:0] output_gate_rank5;
  reg  [15:0] output_gate_rank6;
  reg  [15:0] output_gate_rank7;
  reg  [15:0] output_gate_rank8;
  reg  [15:0] output_gate_rank9;
  reg  [15:0] output_gate_rank10;
  reg         valid_rank9;
  reg         valid_rank10;
  wire [31:0] output_product = bank_products[255:224];
  reg         valid_rank11;
  reg         last_rank2;
  reg         last_rank3;
  reg         last_rank4;
  reg         last_rank5;
  reg         last_rank6;
  reg         last_rank7;
  reg         last_rank8;
  reg         last_rank9;
  reg         last_rank10;
  reg         last_rank11;
  always @(posedge clock) begin
    if (reset) begin
      element <= 3'h0;
      bias_first <= 1'h1;
      bias_element <= 3'h0;
      valid_rank1 <= 1'h0;
      valid_rank2 <= 1'h0;
      valid_rank3 <= 1'h0;
      valid_rank4 <= 1'h0;
      valid_rank5 <= 1'h0;
      valid_rank6 <= 1'h0;
      valid_rank7 <= 1'h0;
      written <= 3'h0;
      valid_rank8 <= 1'h0;
      valid_rank9 <= 1'h0;
      valid_rank10 <= 1'h0;
      valid_rank11 <= 1'h0;
    end
    else begin
      if (fire)
        element <= element_last ? 3'h0 : element + 3'h1;
      bias_first <= 1'h0;
      if (bias_fetch)
        bias_element <= bias_element_last ? 3'h0 : bias_element + 3'h1;
      valid_rank1 <= fire;
      valid_rank2 <= valid_rank1;
      valid_rank3 <= valid_rank2;
      valid_rank4 <= valid_rank3;
      valid_rank5 <= valid_rank4;
      valid_rank6 <= valid_rank5;
      valid_rank7 <= valid_rank6;
      if (valid_rank7)
        written <= written_last ? 3'h0 : written + 3'h1;
      valid_rank8 <= valid_rank7;
      valid_rank9 <= valid_rank8;
      valid_rank10 <= valid_rank9;
      valid_rank11 <= valid_rank10;
    end
    last_rank1 <= element_last;
    joint_input_rank1 <= exact_input;
    joint_forget_rank1 <= exact_forget;
    joint_candidate_rank1 <= exact_candidate;
    joint_output_rank1 <= exact_output;
    pre_input_rank2 <= pre_requantiser_results[15:0];
    pre_forget_rank2 <= pre_requantiser_results[31:16];
    pre_candidate_rank2 <= pre_requantiser_results[47:32];
    pre_output_rank2 <= pre_requantiser_results[63:48];
    start_rank1 <= input_data[104];
    forget_gate_rank5 <= sigmoid_lane0_and_lane1_value0;
    input_gate_rank5 <= sigmoid_lane0_and_lane1_value1;
    candidate_gate_rank5 <= tanh_lane2_and_lane5_value0;
    old_state_rank2 <= old_state;
    old_state_rank3 <= old_state_rank2;
    old_state_rank4 <= old_state_rank3;
    old_state_rank5 <= old_state_rank4;
    state_rank7 <= state_requantiser_results;
    state_tanh_rank10 <= tanh_lane2_and_lane5_value1;
    output_gate_rank5 <= sigmoid_lane6_value;
    output_gate_rank6 <= output_gate_rank5;
    output_gate_rank7 <= output_gate_rank6;
    output_gate_rank8 <= output_gate_rank7;
    output_gate_rank9 <= output_gate_rank8;
    output_gate_rank10 <= output_gate_rank9;
    last_rank2 <= last_rank1;
    last_rank3 <= last_rank2;
    last_rank4 <= last_rank3;
    last_rank5 <= last_rank4;
    last_rank6 <= last_rank5;
    last_rank7 <= last_rank6;
    last_rank8 <= last_rank7;
    last_rank9 <= last_rank8;
    last_rank10 <= last_rank9;
    last_rank11 <= last_rank10;
  end
  kcp_credits #(
    .AHEAD(0),
    .CREDITS(6),
    .NEEDED(1),
    .RETURNED(1),
    .SPENT(1)
  ) output_credits (
    .clock     (clock),
    .reset     (reset),
    .available (output_credits_available),
    .spend     (fire),
    .give_back (output_credit)
  );
  kcp_credits #(
    .AHEAD(0),
    .CREDITS(6),
    .NEEDED(1),
    .RETURNED(1),
    .SPENT(1)
  ) hidden_credits (
    .clock     (clock),
    .reset     (reset),
    .available (hidden_credits_available),
    .spend     (fire | hidden_write),
    .give_back (hidden_credit)
  );
  kcp_rom #(
    .ADDR(3),
    .BLOCK(0),
    .DEPTH(6),
    .INIT("tiny_bias.mem"),
    .WIDTH(64)
  ) bias (
    .clk  (clock),
    .en   (bias_fetch),
    .addr (bias_element),
    .q    (bias_word)
  );
  kcp_requantiser #(
    .BITS(16),
    .LEFT(0),
    .RANK(0),
    .SHIFT_BITS(4),
    .SUM_BITS(30),
    .TOKENS(4)
  ) pre_requantiser (
    .clock   (clock),
    .reset   (reset),
    .valid   (valid_rank1),
    .sums
      ({joint_output_rank1,
        joint_candidate_rank1,
        joint_forget_rank1,
        joint_input_rank1}),
    .shift   (4'hA),
    .results (pre_requantiser_results),
    .clips   (pre_clips)
  );
  kcp_ram #(
    .ADDR(3),
    .BLOCK(0),
    .DEPTH(6),
    .WIDTH(16),
    .ZERO(1)
  ) states (
    .clk   (clock),
    .we    (valid_rank7 | state_write),
    .waddr (state_write ? write_element : written),
    .wdata (state_write ? state_data : state_rank7),
    .re    (fire | state_capture),
    .raddr (state_address),
    .q     (states_q)
  );
  tiny_sigmoid_pair sigmoid_lane0_and_lane1 (
    .clock     (clock),
    .read0     (valid_rank2),
    .argument0 (pre_forget_rank2),
    .read1     (valid_rank2),
    .argument1 (pre_input_rank2),
    .token0    (sigmoid_lane0_and_lane1_token0),
    .factor0   (sigmoid_lane0_and_lane1_factor0),
    .product0  (bank_products[20:0]),
    .token1    (sigmoid_lane0_and_lane1_token1),
    .factor1   (sigmoid_lane0_and_lane1_factor1),
    .product1  (bank_products[52:32]),
    .value0    (sigmoid_lane0_and_lane1_value0),
    .value1    (sigmoid_lane0_and_lane1_value1)
  );
  tiny_tanh_pair tanh_lane2_and_lane5 (
    .clock     (clock),
    .read0     (valid_rank2),
    .argument0 (pre_candidate_rank2),
    .read1     (valid_rank7),
    .argument1 (argument),
    .token0    (tanh_lane2_and_lane5_token0),
    .factor0   (tanh_lane2_and_lane5_factor0),
    .product0  (bank_products[84:64]),
    .token1    (tanh_lane2_and_lane5_token1),
    .factor1   (tanh_lane2_and_lane5_factor1),
    .product1  (bank_products[180:160]),
    .value0    (tanh_lane2_and_lane5_value0),
    .value1    (tanh_lane2_and_lane5_value1)
  );
  kcp_requantiser #(
    .BITS(16),
    .LEFT(0),
    .RANK(0),
    .SHIFT_BITS(4),
    .SUM_BITS(33),
    .TOKENS(1)
  ) state_requantiser (
    .clock   (clock),
    .reset   (reset),
    .valid   (valid_rank6),
    .sums    (state_sum),
    .shift   (4'hE),
    .results (state_requantiser_results),
    .clips   (state_clips)
  );
  tiny_sigmoid_unit sigmoid_lane6 (
    .clock    (clock),
    .read     (valid_rank2),
    .argument (pre_output_rank2),
    .token    (sigmoid_lane6_token),
    .factor   (sigmoid_lane6_factor),
    .product  (bank_products[212:192]),
    .value    (sigmoid_lane6_value)
  );
  kcp_requantiser #(
    .BITS(8),
    .LEFT(0),
    .RANK(0),
    .SHIFT_BITS(5),
    .SUM_BITS(32),
    .TOKENS(1)
  ) hidden_requantiser (
    .clock   (clock),
    .reset   (reset),
    .valid   (valid_rank11),
    .sums    (output_product),
    .shift   (5'h15),
    .results (value),
    .clips   (hidden_clips)
  );
  assign pop = fire;
  assign push = valid_rank11;
  assign last = last_rank11;
  assign hidden_room = hidden_credits_available;
  assign bank_tokens =
    {state_tanh_rank10,
     {4{sigmoid_lane6_token[11]}},
     sigmoid_lane6_token,
     {4{tanh_lane2_and_lane5_token1[11]}},
     tanh_lane2_and_lane5_token1,
     candidate_gate_rank5,
     old_state_rank5,
     {4{tanh_lane2_and_lane5_token0[11]}},
     tanh_lane2_and_lane5_token0,
     {4{sigmoid_lane0_and_lane1_token1[11]}},
     sigmoid_lane0_and_lane1_token1,
     {4{sigmoid_lane0_and_lane1_token0[11]}},
     sigmoid_lane0_and_lane1_token0};
  assign bank_factors =
    {output_gate_rank10,
     {7{sigmoid_lane6_factor[8]}},
     sigmoid_lane6_factor,
     {7{tanh_lane2_and_lane5_factor1[8]}},
     tanh_lane2_and_lane5_factor1,
     input_gate_rank5,
     forget_gate_rank5,
     {7{tanh_lane2_and_lane5_factor0[8]}},
     tanh_lane2_and_lane5_factor0,
     {7{sigmoid_lane0_and_lane1_factor1[8]}},
     sigmoid_lane0_and_lane1_factor1,
     {7{sigmoid_lane0_and_lane1_factor0[8]}},
     sigmoid_lane0_and_lane1_factor0};
  assign bank_claims = valid_rank2 | valid_rank4 | valid_rank7 | valid_rank9;
  assign state_word = states_q;
endmodule
