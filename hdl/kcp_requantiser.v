// Rounds TOKENS sums side by side to BITS each, in the cycle in which they are there or RANK cycles
// later: sat(floor((sum + 2^(s-1)) / 2^s)), s = shift - LEFT. A cycle after the results it says how
// many were clipped.
//
// Parameters: SUM_BITS of a sum; LEFT, the most that is shifted left; SHIFT_BITS of shift; RANK, 0
// or 1, registers behind the results.
module kcp_requantiser #(
  parameter TOKENS = 1,
  parameter SUM_BITS = 16,
  parameter LEFT = 0,
  parameter SHIFT_BITS = 1,
  parameter BITS = 8,
  parameter RANK = 0
) (
  // clock and synchronous reset
  input                             clock,
  input                             reset,

  // sums, and by how much: a constant, or a register of a loadable core
  input                             valid,
  input      [TOKENS*SUM_BITS-1:0]  sums,
  input      [SHIFT_BITS-1:0]       shift,

  // results, clipped values of the cycle before
  output     [TOKENS*BITS-1:0]      results,
  output reg [$clog2(TOKENS+1)-1:0] clips
);
  localparam COUNT = $clog2(TOKENS + 1);
  localparam WIDE = SUM_BITS + LEFT + 1;
  localparam signed [WIDE:0] ONE = {{WIDE{1'b0}}, 1'b1};

  wire [TOKENS-1:0] clipped, counted;
  wire [TOKENS*BITS-1:0] narrow;
  wire counting;
  genvar t;
  generate
    for (t = 0; t < TOKENS; t = t + 1) begin : token
      wire [SUM_BITS-1:0] sum = sums[t*SUM_BITS +: SUM_BITS];
      // floor((a + 2^(s-1)) / 2^s) = floor((floor(2a / 2^s) + 1) / 2), also for s = 0
      wire signed [WIDE-1:0] twice = {sum, {LEFT+1{1'b0}}};
      wire signed [WIDE-1:0] shifted = twice >>> shift;
      wire signed [WIDE:0] raised = $signed({shifted[WIDE-1], shifted}) + ONE;
      wire signed [WIDE-1:0] rounded = raised[WIDE:1];

      if (WIDE <= BITS) begin : fits
        assign clipped[t] = 1'b0;
        assign narrow[t*BITS +: BITS] = {{BITS-WIDE+1{rounded[WIDE-1]}}, rounded[WIDE-2:0]};
      end else begin : saturates
        wire sign = rounded[WIDE-1];
        assign clipped[t] = rounded[WIDE-2:BITS-1] != {WIDE-BITS{sign}};
        assign narrow[t*BITS +: BITS] =
          clipped[t] ? {sign, {BITS-1{!sign}}} : rounded[BITS-1:0];
      end
    end

    if (RANK == 0) begin : at_once
      assign results = narrow;
      assign counted = clipped;
      assign counting = valid;
    end else begin : ranked
      reg [TOKENS*BITS-1:0] narrow_rank;
      reg [TOKENS-1:0] clipped_rank;
      reg valid_rank;

      always @(posedge clock) begin
        narrow_rank <= narrow;
        clipped_rank <= clipped;
        valid_rank <= valid && !reset;
      end

      assign results = narrow_rank;
      assign counted = clipped_rank;
      assign counting = valid_rank;
    end
  endgenerate

  // how many are clipped, as a tree
  reg [TOKENS*COUNT-1:0] counts;
  integer i, step;
  always @* begin
    counts = 0;
    for (i = 0; i < TOKENS; i = i + 1) counts[i*COUNT] = counted[i];
    for (step = 1; step < TOKENS; step = step * 2)
      for (i = 0; i + step < TOKENS; i = i + 2 * step)
        counts[i*COUNT +: COUNT] = counts[i*COUNT +: COUNT] + counts[(i+step)*COUNT +: COUNT];
  end

  always @(posedge clock)
    if (reset) clips <= 0;
    else clips <= counting ? counts[COUNT-1:0] : {COUNT{1'b0}};
endmodule
