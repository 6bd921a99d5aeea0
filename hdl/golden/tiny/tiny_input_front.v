// tiny_input_front: Systolic array: contracts the last input mode. Elements enter from the west,
// row i is i cycles late; partial sums move south; below each tile the sums of a fibre are
// completed, rounded and pushed.
// Parameters: rows = 2, columns = 4, tiles = 2, beats of a fibre = 2
// Made by Front.java and CIRCT firtool-1.155.0
module tiny_input_front (
  // clock and synchronous reset
  input         clock,
  input         reset,

  // beats to read
  input  [17:0] in_data,
  input         in_valid,
  output        in_pop,

  // results, and credits of the channel they go to
  input         out_credit,
  output        push,
  output [33:0] push_data,

  // values clipped in the cycle before
  output [1:0]  clips
);

  wire [31:0] requantiser_results;
  wire        tile1_sums_done;
  wire [35:0] tile1_sums_totals;
  wire        tile0_sums_done;
  wire [35:0] tile0_sums_totals;
  wire [33:0] row1_tile1_sums_out;
  wire [7:0]  row1_tile0_x_east;
  wire [33:0] row1_tile0_sums_out;
  wire [33:0] row0_tile1_sums_out;
  wire [7:0]  row0_tile0_x_east;
  wire [33:0] row0_tile0_sums_out;
  wire        credits_available;
  wire        take = in_valid & credits_available;
  reg         fold;
  wire        fold_last = fold;
  reg  [15:0] held1;
  reg  [7:0]  row1_skew1;
  reg         beat1_1;
  reg         beat2_1;
  reg  [15:0] row0_tile0_factors;
  reg  [15:0] row0_tile1_factors;
  reg  [15:0] row1_tile0_factors;
  reg  [15:0] row1_tile1_factors;
  reg         sum_valid1;
  reg         sum_valid2;
  reg         sum_valid3;
  reg         sum_first1;
  reg         sum_first2;
  reg         sum_first3;
  reg         sum_last1;
  reg         sum_last2;
  reg         sum_last3;
  reg  [1:0]  sum_flags1;
  reg  [1:0]  sum_flags2;
  reg  [1:0]  sum_flags3;
  reg  [1:0]  tile0_flags1;
  reg         tile1_valid1;
  reg         tile1_first1;
  reg         tile1_last1;
  reg  [1:0]  tile1_flags1;
  reg  [1:0]  tile1_flags2;
  wire        any_done = tile0_sums_done | tile1_sums_done;
  always @(posedge clock) begin
    if (reset) begin
      fold <= 1'h0;
      sum_valid1 <= 1'h0;
      sum_valid2 <= 1'h0;
      sum_valid3 <= 1'h0;
      tile1_valid1 <= 1'h0;
    end
    else begin
      if (take)
        fold <= ~fold_last & fold - 1'h1;
      sum_valid1 <= take;
      sum_valid2 <= sum_valid1;
      sum_valid3 <= sum_valid2;
      tile1_valid1 <= sum_valid3;
    end
    held1 <= in_data[15:0];
    row1_skew1 <= held1[15:8];
    beat1_1 <= fold;
    beat2_1 <= beat1_1;
    row0_tile0_factors <= fold ? 16'hD8C8 : 16'h1E0C;
    row0_tile1_factors <= beat1_1 ? 16'h84AA : 16'h7CF2;
    row1_tile0_factors <= beat1_1 ? 16'h8532 : 16'hBA85;
    row1_tile1_factors <= beat2_1 ? 16'hC328 : 16'h1B5E;
    sum_first1 <= ~fold;
    sum_first2 <= sum_first1;
    sum_first3 <= sum_first2;
    sum_last1 <= fold_last;
    sum_last2 <= sum_last1;
    sum_last3 <= sum_last2;
    sum_flags1 <= in_data[17:16];
    sum_flags2 <= sum_flags1;
    sum_flags3 <= sum_flags2;
    tile0_flags1 <= sum_flags3;
    tile1_first1 <= sum_first3;
    tile1_last1 <= sum_last3;
    tile1_flags1 <= sum_flags3;
    tile1_flags2 <= tile1_flags1;
  end
  kcp_credits #(
    .AHEAD(0),
    .CREDITS(8),
    .NEEDED(2),
    .RETURNED(1),
    .SPENT(2)
  ) credits (
    .clock     (clock),
    .reset     (reset),
    .available (credits_available),
    .spend     (take & fold_last),
    .give_back (out_credit)
  );
  tiny_front_tile row0_tile0 (
    .clock    (clock),
    .x        (held1[7:0]),
    .x_east   (row0_tile0_x_east),
    .factors  (row0_tile0_factors),
    .sums_in  (34'h0),
    .sums_out (row0_tile0_sums_out)
  );
  tiny_front_tile row0_tile1 (
    .clock    (clock),
    .x        (row0_tile0_x_east),
    .x_east   (/* unused */),
    .factors  (row0_tile1_factors),
    .sums_in  (34'h0),
    .sums_out (row0_tile1_sums_out)
  );
  tiny_front_tile row1_tile0 (
    .clock    (clock),
    .x        (row1_skew1),
    .x_east   (row1_tile0_x_east),
    .factors  (row1_tile0_factors),
    .sums_in  (row0_tile0_sums_out),
    .sums_out (row1_tile0_sums_out)
  );
  tiny_front_tile row1_tile1 (
    .clock    (clock),
    .x        (row1_tile0_x_east),
    .x_east   (/* unused */),
    .factors  (row1_tile1_factors),
    .sums_in  (row0_tile1_sums_out),
    .sums_out (row1_tile1_sums_out)
  );
  tiny_front_accumulator tile0_sums (
    .clock  (clock),
    .reset  (reset),
    .sums   (row1_tile0_sums_out),
    .valid  (sum_valid3),
    .first  (sum_first3),
    .last   (sum_last3),
    .done   (tile0_sums_done),
    .totals (tile0_sums_totals)
  );
  tiny_front_accumulator tile1_sums (
    .clock  (clock),
    .reset  (reset),
    .sums   (row1_tile1_sums_out),
    .valid  (tile1_valid1),
    .first  (tile1_first1),
    .last   (tile1_last1),
    .done   (tile1_sums_done),
    .totals (tile1_sums_totals)
  );
  kcp_requantiser #(
    .BITS(16),
    .LEFT(0),
    .RANK(0),
    .SHIFT_BITS(1),
    .SUM_BITS(18),
    .TOKENS(2)
  ) requantiser (
    .clock   (clock),
    .reset   (reset),
    .valid   (any_done),
    .sums    (tile1_sums_done ? tile1_sums_totals : tile0_sums_totals),
    .shift   (1'h1),
    .results (requantiser_results),
    .clips   (clips)
  );
  assign in_pop = take;
  assign push = any_done;
  assign push_data =
    {tile1_sums_done ? tile1_flags2 : tile0_flags1, requantiser_results};
endmodule
