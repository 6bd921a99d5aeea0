// The systolic front between the gearbox and any channel.
module front_proof (
  input clock,
  input reset
);
`include "harness.svh"
`include "plan.svh"
  localparam W = $clog2(CREDITS + RETURNED + FOLDS + (LATENCY + TILES) * TILES) + 2;
  localparam DEPTH = LATENCY + TILES;
  `DUT dut (.*);

  // Fibres that were complete 1, 2, ... cycles ago; tile b of one leaves LATENCY + b cycles later.
  reg [W-1:0] at_fold, stored, enabled;
  reg [DEPTH-1:1] rank;
  wire last_fold = at_fold == FOLDS - 1;
  wire completes = in_pop && last_fold;
  integer i;
  reg [W-1:0] flying;
  reg leaves, meets;
  always @* begin
    flying = 0;
    leaves = 0;
    meets = 0;
    for (i = 1; i < DEPTH; i = i + 1)
      if (rank[i]) begin
        flying = flying + (i <= LATENCY ? TILES : TILES - (i - LATENCY));
        if (i >= LATENCY) meets = meets || leaves;
        if (i >= LATENCY) leaves = 1;
      end
  end
  wire [W-1:0] owned = CREDITS - flying - stored;
  wire may_take = in_valid && owned >= TILES;
  always @* assume (!out_credit || stored >= RETURNED);
  always @(posedge clock)
    if (reset) begin
      at_fold <= 0;
      stored <= 0;
      enabled <= 0;
      rank <= 0;
    end else begin
      if (in_pop) at_fold <= last_fold ? 0 : at_fold + 1;
      stored <= stored + push - (out_credit ? RETURNED : 0);
      enabled <= completes ? 0 : may_take ? enabled + 1 : enabled;
      rank <= {rank, completes};
    end
  reg [DEPTH*FLAGS-1:0] flags;
  always @(posedge clock) flags <= {flags, in_data[BEAT_BITS +: FLAGS]};
  reg [FLAGS-1:0] leaving;
  always @* begin
    leaving = 0;
    for (i = LATENCY; i < DEPTH; i = i + 1)
      if (rank[i]) leaving = flags[(i-1)*FLAGS +: FLAGS];
  end

  always @* if (live) begin
    counted: assert (fold == at_fold && at_fold < FOLDS);
    ledger: assert (flying + stored <= CREDITS && credit_level == owned);
    no_overflow: assert (!completes || owned >= TILES);
    takes_when_it_may: assert (in_pop == may_take);
    no_underflow: assert (!in_pop || in_valid);
    no_output_without_input: assert (push == leaves);
    tiles_never_meet: assert (!meets);
    flags_of_the_last_beat: assert (!push || push_data[RESULT_BITS +: FLAGS] == leaving);
    progress: assert (enabled <= at_fold);
  end

`ifdef COVER
  // A beat in every cycle, for more fibres than are on their way at once, or as many as credits
  // allow that go round.
  reg [W+6:0] run, taken;
  always @(posedge clock) begin
    run <= reset || taken == 0 && !in_pop ? 0 : run + 1;
    taken <= reset ? 0 : taken + in_pop;
  end
  always @* begin
    assume (reset == !started);
    assume (in_valid);
    assume (out_credit == (stored >= RETURNED));
  end
  always @* if (live) begin
    full_rate: cover (taken == RUN && run <= MOST);
  end
`endif
endmodule
