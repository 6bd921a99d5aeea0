// tiny_bank1: Multipliers that stages share: the first member that asks is served; operands come a
// cycle later, their products another cycle later.
// Parameters: multipliers = 4, token bits = 16, factor bits = 8
// Made by Bank.java and CIRCT firtool-1.155.0
module tiny_bank1 (
  // clock and synchronous reset
  input         clock,

  // who asks, and is granted
  input         input_contract1_wants,
  input         hidden_contract2_wants,
  output        hidden_contract2_grant,
  input         hidden_contract1_wants,
  output        hidden_contract1_grant,
  input         input_expand1_wants,
  output        input_expand1_grant,

  // operands of each member, by lane
  input  [63:0] input_contract1_tokens,
  input  [31:0] input_contract1_factors,
  input  [63:0] hidden_contract2_tokens,
  input  [31:0] hidden_contract2_factors,
  input  [63:0] hidden_contract1_tokens,
  input  [31:0] hidden_contract1_factors,
  input  [63:0] input_expand1_tokens,
  input  [31:0] input_expand1_factors,

  // results
  output [95:0] products
);

  wire        taken_with_input_contract1 = input_contract1_wants;
  wire        taken_with_hidden_contract2 =
    taken_with_input_contract1 | hidden_contract2_wants;
  wire        taken_with_hidden_contract1 =
    taken_with_hidden_contract2 | hidden_contract1_wants;
  reg  [1:0]  user;
  wire [15:0] token0 =
    user[1]
      ? (user[0] ? input_expand1_tokens[15:0] : hidden_contract1_tokens[15:0])
      : user[0] ? hidden_contract2_tokens[15:0] : input_contract1_tokens[15:0];
  wire [7:0]  factor0 =
    user[1]
      ? (user[0] ? input_expand1_factors[7:0] : hidden_contract1_factors[7:0])
      : user[0] ? hidden_contract2_factors[7:0] : input_contract1_factors[7:0];
  reg  [23:0] product0_rank1;
  wire [15:0] token1 =
    user[1]
      ? (user[0] ? input_expand1_tokens[31:16] : hidden_contract1_tokens[31:16])
      : user[0] ? hidden_contract2_tokens[31:16] : input_contract1_tokens[31:16];
  wire [7:0]  factor1 =
    user[1]
      ? (user[0] ? input_expand1_factors[15:8] : hidden_contract1_factors[15:8])
      : user[0] ? hidden_contract2_factors[15:8] : input_contract1_factors[15:8];
  reg  [23:0] product1_rank1;
  wire [15:0] token2 =
    user[1]
      ? (user[0] ? input_expand1_tokens[47:32] : hidden_contract1_tokens[47:32])
      : user[0] ? hidden_contract2_tokens[47:32] : input_contract1_tokens[47:32];
  wire [7:0]  factor2 =
    user[1]
      ? (user[0] ? input_expand1_factors[23:16] : hidden_contract1_factors[23:16])
      : user[0] ? hidden_contract2_factors[23:16] : input_contract1_factors[23:16];
  reg  [23:0] product2_rank1;
  wire [15:0] token3 =
    user[1]
      ? (user[0] ? input_expand1_tokens[63:48] : hidden_contract1_tokens[63:48])
      : user[0] ? hidden_contract2_tokens[63:48] : input_contract1_tokens[63:48];
  wire [7:0]  factor3 =
    user[1]
      ? (user[0] ? input_expand1_factors[31:24] : hidden_contract1_factors[31:24])
      : user[0] ? hidden_contract2_factors[31:24] : input_contract1_factors[31:24];
  reg  [23:0] product3_rank1;
  wire [23:0] lane0;
  wire [23:0] lane1;
  wire [23:0] lane2;
  wire [23:0] lane3;
  always @(posedge clock) begin
    user <=
      {1'h0, hidden_contract2_wants & ~taken_with_input_contract1}
      | {hidden_contract1_wants & ~taken_with_hidden_contract2, 1'h0}
      | {2{input_expand1_wants & ~taken_with_hidden_contract1}};
    product0_rank1 <= lane0;
    product1_rank1 <= lane1;
    product2_rank1 <= lane2;
    product3_rank1 <= lane3;
  end
  kcp_mul #(
    .AW(16),
    .BW(8)
  ) lane0_mul (
    .a (token0),
    .b (factor0),
    .y (lane0)
  );
  kcp_mul #(
    .AW(16),
    .BW(8)
  ) lane1_mul (
    .a (token1),
    .b (factor1),
    .y (lane1)
  );
  kcp_mul #(
    .AW(16),
    .BW(8)
  ) lane2_mul (
    .a (token2),
    .b (factor2),
    .y (lane2)
  );
  kcp_mul #(
    .AW(16),
    .BW(8)
  ) lane3_mul (
    .a (token3),
    .b (factor3),
    .y (lane3)
  );
  assign hidden_contract2_grant = ~taken_with_input_contract1;
  assign hidden_contract1_grant = ~taken_with_hidden_contract2;
  assign input_expand1_grant = ~taken_with_hidden_contract1;
  assign products = {product3_rank1, product2_rank1, product1_rank1, product0_rank1};
endmodule
