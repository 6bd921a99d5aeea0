// Counts the places of a channel that its producer may still fill. The producer spends only while
// credits are available, so that nothing on its way can find the channel full.
//
// Parameters: CREDITS after reset, which are all there are; SPENT and RETURNED at a time; NEEDED,
// from which on the producer may spend; AHEAD, whether a register says that it may.
module kcp_credits #(
  parameter CREDITS = 1,
  parameter SPENT = 1,
  parameter RETURNED = 1,
  parameter NEEDED = 1,
  parameter AHEAD = 0
) (
  // clock and synchronous reset
  input  clock,
  input  reset,

  // producer: may it issue, and it does
  output available,
  input  spend,

  // consumer: a word of the channel is free again
  input  give_back
);
  localparam BITS = $clog2(CREDITS + 1);
  localparam [BITS-1:0] ALL = CREDITS[BITS-1:0];
  localparam [BITS-1:0] LESS = SPENT[BITS-1:0];
  localparam [BITS-1:0] MORE = RETURNED[BITS-1:0];

  reg [BITS-1:0] level;
  wire [BITS-1:0] gained = give_back ? MORE : {BITS{1'b0}};
  wire [BITS-1:0] lost = spend ? LESS : {BITS{1'b0}};

  // never negative and never above CREDITS
  always @(posedge clock)
    if (reset) level <= ALL;
    else level <= level + gained - lost;

  generate
    if (AHEAD == 0) begin : at_once
      localparam [BITS-1:0] LEAST = NEEDED[BITS-1:0];
      assign available = level >= LEAST;
    end else begin : decided
      // levels from which on there are enough in the next cycle: where some are only spent, only
      // returned, or both; all that are returned may be enough by themselves
      localparam SPENDING = NEEDED + SPENT;
      localparam RETURNING = NEEDED > RETURNED ? NEEDED - RETURNED : 1;
      localparam PASSING = SPENDING > RETURNED ? SPENDING - RETURNED : 1;
      wire [31:0] have = {{32-BITS{1'b0}}, level};
      reg enough;

      assign available = enough;

      always @(posedge clock)
        if (reset) enough <= 1'b1;
        else if (spend && give_back) enough <= SPENDING <= RETURNED || have >= PASSING;
        else if (spend) enough <= have >= SPENDING;
        else if (give_back) enough <= NEEDED <= RETURNED || have >= RETURNING;
    end
  endgenerate
endmodule
