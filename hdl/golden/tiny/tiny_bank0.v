// tiny_bank0: Multipliers that stages share: the first member that asks is served; operands come a
// cycle later, their products another cycle later.
// Parameters: multipliers = 16, token bits = 16, factor bits = 16
// Made by Bank.java and CIRCT firtool-1.155.0
module tiny_bank0 (
  // clock and synchronous reset
  input          clock,

  // who asks, and is granted
  input          cell_claims,
  input          hidden_expand2_wants,
  output         hidden_expand2_grant,
  input          hidden_expand1_wants,
  output         hidden_expand1_grant,
  input          input_expand2_wants,
  output         input_expand2_grant,

  // operands of each member, by lane
  input  [127:0] cell_tokens,
  input  [127:0] cell_factors,
  input  [255:0] hidden_expand2_tokens,
  input  [255:0] hidden_expand2_factors,
  input  [255:0] hidden_expand1_tokens,
  input  [255:0] hidden_expand1_factors,
  input  [255:0] input_expand2_tokens,
  input  [255:0] input_expand2_factors,

  // results
  output [511:0] products
);

  wire        taken_with_cell = cell_claims;
  wire        taken_with_hidden_expand2 = taken_with_cell | hidden_expand2_wants;
  wire        taken_with_hidden_expand1 =
    taken_with_hidden_expand2 | hidden_expand1_wants;
  reg  [1:0]  user;
  wire [15:0] token0 =
    user[1]
      ? (user[0] ? cell_tokens[15:0] : input_expand2_tokens[15:0])
      : user[0] ? hidden_expand1_tokens[15:0] : hidden_expand2_tokens[15:0];
  wire [15:0] factor0 =
    user[1]
      ? (user[0] ? cell_factors[15:0] : input_expand2_factors[15:0])
      : user[0] ? hidden_expand1_factors[15:0] : hidden_expand2_factors[15:0];
  reg  [31:0] product0_rank1;
  wire [15:0] token1 =
    user[1]
      ? (user[0] ? cell_tokens[31:16] : input_expand2_tokens[31:16])
      : user[0] ? hidden_expand1_tokens[31:16] : hidden_expand2_tokens[31:16];
  wire [15:0] factor1 =
    user[1]
      ? (user[0] ? cell_factors[31:16] : input_expand2_factors[31:16])
      : user[0] ? hidden_expand1_factors[31:16] : hidden_expand2_factors[31:16];
  reg  [31:0] product1_rank1;
  wire [15:0] token2 =
    user[1]
      ? (user[0] ? cell_tokens[47:32] : input_expand2_tokens[47:32])
      : user[0] ? hidden_expand1_tokens[47:32] : hidden_expand2_tokens[47:32];
  wire [15:0] factor2 =
    user[1]
      ? (user[0] ? cell_factors[47:32] : input_expand2_factors[47:32])
      : user[0] ? hidden_expand1_factors[47:32] : hidden_expand2_factors[47:32];
  reg  [31:0] product2_rank1;
  wire [15:0] token3 =
    user[1]
      ? (user[0] ? cell_tokens[63:48] : input_expand2_tokens[63:48])
      : user[0] ? hidden_expand1_tokens[63:48] : hidden_expand2_tokens[63:48];
  wire [15:0] factor3 =
    user[1]
      ? (user[0] ? cell_factors[63:48] : input_expand2_factors[63:48])
      : user[0] ? hidden_expand1_factors[63:48] : hidden_expand2_factors[63:48];
  reg  [31:0] product3_rank1;
  wire [15:0] token4 =
    user[1]
      ? (user[0] ? cell_tokens[79:64] : input_expand2_tokens[79:64])
      : user[0] ? hidden_expand1_tokens[79:64] : hidden_expand2_tokens[79:64];
  wire [15:0] factor4 =
    user[1]
      ? (user[0] ? cell_factors[79:64] : input_expand2_factors[79:64])
      : user[0] ? hidden_expand1_factors[79:64] : hidden_expand2_factors[79:64];
  reg  [31:0] product4_rank1;
  wire [15:0] token5 =
    user[1]
      ? (user[0] ? cell_tokens[95:80] : input_expand2_tokens[95:80])
      : user[0] ? hidden_expand1_tokens[95:80] : hidden_expand2_tokens[95:80];
  wire [15:0] factor5 =
    user[1]
      ? (user[0] ? cell_factors[95:80] : input_expand2_factors[95:80])
      : user[0] ? hidden_expand1_factors[95:80] : hidden_expand2_factors[95:80];
  reg  [31:0] product5_rank1;
  wire [15:0] token6 =
    user[1]
      ? (user[0] ? cell_tokens[111:96] : input_expand2_tokens[111:96])
      : user[0] ? hidden_expand1_tokens[111:96] : hidden_expand2_tokens[111:96];
  wire [15:0] factor6 =
    user[1]
      ? (user[0] ? cell_factors[111:96] : input_expand2_factors[111:96])
      : user[0] ? hidden_expand1_factors[111:96] : hidden_expand2_factors[111:96];
  reg  [31:0] product6_rank1;
  wire [15:0] token7 =
    user[1]
      ? (user[0] ? cell_tokens[127:112] : input_expand2_tokens[127:112])
      : user[0] ? hidden_expand1_tokens[127:112] : hidden_expand2_tokens[127:112];
  wire [15:0] factor7 =
    user[1]
      ? (user[0] ? cell_factors[127:112] : input_expand2_factors[127:112])
      : user[0] ? hidden_expand1_factors[127:112] : hidden_expand2_factors[127:112];
  reg  [31:0] product7_rank1;
  wire [15:0] token8 =
    user[1]
      ? input_expand2_tokens[143:128]
      : user[0] ? hidden_expand1_tokens[143:128] : hidden_expand2_tokens[143:128];
  wire [15:0] factor8 =
    user[1]
      ? input_expand2_factors[143:128]
      : user[0] ? hidden_expand1_factors[143:128] : hidden_expand2_factors[143:128];
  reg  [31:0] product8_rank1;
  wire [15:0] token9 =
    user[1]
      ? input_expand2_tokens[159:144]
      : user[0] ? hidden_expand1_tokens[159:144] : hidden_expand2_tokens[159:144];
  wire [15:0] factor9 =
    user[1]
      ? input_expand2_factors[159:144]
      : user[0] ? hidden_expand1_factors[159:144] : hidden_expand2_factors[159:144];
  reg  [31:0] product9_rank1;
  wire [15:0] token10 =
    user[1]
      ? input_expand2_tokens[175:160]
      : user[0] ? hidden_expand1_tokens[175:160] : hidden_expand2_tokens[175:160];
  wire [15:0] factor10 =
    user[1]
      ? input_expand2_factors[175:160]
      : user[0] ? hidden_expand1_factors[175:160] : hidden_expand2_factors[175:160];
  reg  [31:0] product10_rank1;
  wire [15:0] token11 =
    user[1]
      ? input_expand2_tokens[191:176]
      : user[0] ? hidden_expand1_tokens[191:176] : hidden_expand2_tokens[191:176];
  wire [15:0] factor11 =
    user[1]
      ? input_expand2_factors[191:176]
      : user[0] ? hidden_expand1_factors[191:176] : hidden_expand2_factors[191:176];
  reg  [31:0] product11_rank1;
  wire [15:0] token12 =
    user[1]
      ? input_expand2_tokens[207:192]
      : user[0] ? hidden_expand1_tokens[207:192] : hidden_expand2_tokens[207:192];
  wire [15:0] factor12 =
    user[1]
      ? input_expand2_factors[207:192]
      : user[0] ? hidden_expand1_factors[207:192] : hidden_expand2_factors[207:192];
  reg  [31:0] product12_rank1;
  wire [15:0] token13 =
    user[1]
      ? input_expand2_tokens[223:208]
      : user[0] ? hidden_expand1_tokens[223:208] : hidden_expand2_tokens[223:208];
  wire [15:0] factor13 =
    user[1]
      ? input_expand2_factors[223:208]
      : user[0] ? hidden_expand1_factors[223:208] : hidden_expand2_factors[223:208];
  reg  [31:0] product13_rank1;
  wire [15:0] token14 =
    user[1]
      ? input_expand2_tokens[239:224]
      : user[0] ? hidden_expand1_tokens[239:224] : hidden_expand2_tokens[239:224];
  wire [15:0] factor14 =
    user[1]
      ? input_expand2_factors[239:224]
      : user[0] ? hidden_expand1_factors[239:224] : hidden_expand2_factors[239:224];
  reg  [31:0] product14_rank1;
  wire [15:0] token15 =
    user[1]
      ? input_expand2_tokens[255:240]
      : user[0] ? hidden_expand1_tokens[255:240] : hidden_expand2_tokens[255:240];
  wire [15:0] factor15 =
    user[1]
      ? input_expand2_factors[255:240]
      : user[0] ? hidden_expand1_factors[255:240] : hidden_expand2_factors[255:240];
  reg  [31:0] product15_rank1;
  wire [31:0] lane0;
  wire [31:0] lane1;
  wire [31:0] lane2;
  wire [31:0] lane3;
  wire [31:0] lane4;
  wire [31:0] lane5;
  wire [31:0] lane6;
  wire [31:0] lane7;
  wire [31:0] lane8;
  wire [31:0] lane9;
  wire [31:0] lane10;
  wire [31:0] lane11;
  wire [31:0] lane12;
  wire [31:0] lane13;
  wire [31:0] lane14;
  wire [31:0] lane15;
  always @(posedge clock) begin
    user <=
      {2{cell_claims}} | {1'h0, hidden_expand1_wants & ~taken_with_hidden_expand2}
      | {input_expand2_wants & ~taken_with_hidden_expand1, 1'h0};
    product0_rank1 <= lane0;
    product1_rank1 <= lane1;
    product2_rank1 <= lane2;
    product3_rank1 <= lane3;
    product4_rank1 <= lane4;
    product5_rank1 <= lane5;
    product6_rank1 <= lane6;
    product7_rank1 <= lane7;
    product8_rank1 <= lane8;
    product9_rank1 <= lane9;
    product10_rank1 <= lane10;
    product11_rank1 <= lane11;
    product12_rank1 <= lane12;
    product13_rank1 <= lane13;
    product14_rank1 <= lane14;
    product15_rank1 <= lane15;
  end
  kcp_mul #(
    .AW(16),
    .BW(16)
  ) lane0_mul (
    .a (token0),
    .b (factor0),
    .y (lane0)
  );
  kcp_mul #(
    .AW(16),
    .BW(16)
  ) lane1_mul (
    .a (token1),
    .b (factor1),
    .y (lane1)
  );
  kcp_mul #(
    .AW(16),
    .BW(16)
  ) lane2_mul (
    .a (token2),
    .b (factor2),
    .y (lane2)
  );
  kcp_mul #(
    .AW(16),
    .BW(16)
  ) lane3_mul (
    .a (token3),
    .b (factor3),
    .y (lane3)
  );
  kcp_mul #(
    .AW(16),
    .BW(16)
  ) lane4_mul (
    .a (token4),
    .b (factor4),
    .y (lane4)
  );
  kcp_mul #(
    .AW(16),
    .BW(16)
  ) lane5_mul (
    .a (token5),
    .b (factor5),
    .y (lane5)
  );
  kcp_mul #(
    .AW(16),
    .BW(16)
  ) lane6_mul (
    .a (token6),
    .b (factor6),
    .y (lane6)
  );
  kcp_mul #(
    .AW(16),
    .BW(16)
  ) lane7_mul (
    .a (token7),
    .b (factor7),
    .y (lane7)
  );
  kcp_mul #(
    .AW(16),
    .BW(16)
  ) lane8_mul (
    .a (token8),
    .b (factor8),
    .y (lane8)
  );
  kcp_mul #(
    .AW(16),
    .BW(16)
  ) lane9_mul (
    .a (token9),
    .b (factor9),
    .y (lane9)
  );
  kcp_mul #(
    .AW(16),
    .BW(16)
  ) lane10_mul (
    .a (token10),
    .b (factor10),
    .y (lane10)
  );
  kcp_mul #(
    .AW(16),
    .BW(16)
  ) lane11_mul (
    .a (token11),
    .b (factor11),
    .y (lane11)
  );
  kcp_mul #(
    .AW(16),
    .BW(16)
  ) lane12_mul (
    .a (token12),
    .b (factor12),
    .y (lane12)
  );
  kcp_mul #(
    .AW(16),
    .BW(16)
  ) lane13_mul (
    .a (token13),
    .b (factor13),
    .y (lane13)
  );
  kcp_mul #(
    .AW(16),
    .BW(16)
  ) lane14_mul (
    .a (token14),
    .b (factor14),
    .y (lane14)
  );
  kcp_mul #(
    .AW(16),
    .BW(16)
  ) lane15_mul (
    .a (token15),
    .b (factor15),
    .y (lane15)
  );
  assign hidden_expand2_grant = ~taken_with_cell;
  assign hidden_expand1_grant = ~taken_with_hidden_expand2;
  assign input_expand2_grant = ~taken_with_hidden_expand1;
  assign products =
    {product15_rank1,
     product14_rank1,
     product13_rank1,
     product12_rank1,
     product11_rank1,
     product10_rank1,
     product9_rank1,
     product8_rank1,
     product7_rank1,
     product6_rank1,
     product5_rank1,
     product4_rank1,
     product3_rank1,
     product2_rank1,
     product1_rank1,
     product0_rank1};
endmodule
