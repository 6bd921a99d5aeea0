// A contract stage between any channels and any bank: its loop nest, its credits, its pipeline.
module contract_proof (
  input clock,
  input reset
);
`include "harness.svh"
`include "plan.svh"
  localparam W = $clog2(GROUP_CYCLES + CREDITS + RETURNED + FACTOR_WORDS + LATENCY) + 2;
  `DUT dut (.*);
`ifdef HAS_bank_grant
  wire granted = bank_grant;
`else
  wire granted = 1'b1;
`endif

  // Where the loops are, by counting what issues.
  reg [W-1:0] at_fold, at_beat, at_block, at_index;
  wire last_fold = at_fold == FOLDS - 1;
  wire last_beat = last_fold && at_beat == BEATS - 1;
  wire last_block = last_beat && at_block == BLOCKS - 1;
  wire last_index = at_index == SIZE - 1;
  // Beats pushed and not given back; results on their way, by rank.
  reg [W-1:0] stored, enabled;
  reg [LATENCY:1] rank;
  integer i;
  reg [W-1:0] flying;
  always @* begin
    flying = 0;
    for (i = 1; i <= LATENCY; i = i + 1) flying = flying + rank[i];
  end
  wire [W-1:0] owned = CREDITS - flying - stored;
  wire may_issue = in_valid && granted && (owned != 0 || !last_index);
  wire emits = fire && last_index;
  always @* assume (!out_credit || stored >= RETURNED);
  always @(posedge clock)
    if (reset) begin
      at_fold <= 0;
      at_beat <= 0;
      at_block <= 0;
      at_index <= 0;
      stored <= 0;
      enabled <= 0;
      rank <= 0;
    end else begin
      if (fire) begin
        at_fold <= last_fold ? 0 : at_fold + 1;
        if (last_fold) at_beat <= last_beat ? 0 : at_beat + 1;
        if (last_beat) at_block <= last_block ? 0 : at_block + 1;
        if (last_block) at_index <= last_index ? 0 : at_index + 1;
      end
      stored <= stored + push - (out_credit ? RETURNED : 0);
      rank <= {rank, emits};
      enabled <= emits ? 0 : may_issue ? enabled + 1 : enabled;
    end
`ifdef FLAGGED
  reg [LATENCY*FLAGS-1:0] flags;
  always @(posedge clock) flags <= {flags, in_data[TOKEN_BITS +: FLAGS]};
`endif

  always @* if (live) begin
    loops: assert (fold == at_fold && beat == at_beat && block == at_block && index == at_index);
    in_range: assert (at_fold < FOLDS && at_beat < BEATS && at_block < BLOCKS && at_index < SIZE);
    accumulator: assert (accumulator_address == (at_block * BEATS + at_beat) * FOLDS + at_fold);
    factor: assert (factor_base == (at_index * BLOCKS + at_block) * FOLDS);
    factor_in_range: assert (factor_base + at_fold < FACTOR_WORDS);
    // credits = all places - results on their way - beats not given back
    ledger: assert (flying + stored <= CREDITS && credit_level == owned);
    no_overflow: assert (!emits || owned != 0);
    issues_when_it_may: assert (fire == may_issue);
    pops_with_the_last_fold: assert (in_pop == (fire && last_fold));
    no_underflow: assert (!in_pop || in_valid);
    no_output_without_input: assert (push == rank[LATENCY]);
    // a result issues after at most as many cycles in which it may as a group has before its last j
    progress: assert (enabled <= FIRST_RESULT);
    every_enabled_cycle_counts: assert (enabled <= (at_index * BLOCKS * BEATS + at_block * BEATS
                                                    + at_beat) * FOLDS + at_fold);
`ifdef HAS_bank_wants
    wants_what_it_can: assert (bank_wants == (in_valid && (owned != 0 || !last_index)));
`endif
`ifdef FLAGGED
    flags_of_the_beat: assert (!push || push_data[RESULT_BITS +: FLAGS]
                                        == flags[LATENCY*FLAGS-1 -: FLAGS]);
`endif
  end

`ifdef COVER
  // An operation in every cycle of two groups, or as many as credits allow that go round.
  reg [W+4:0] run, operations;
  always @(posedge clock) begin
    run <= reset || operations == 0 && !fire ? 0 : run + 1;
    operations <= reset ? 0 : operations + fire;
  end
  always @* begin
    assume (reset == !started);
    assume (in_valid && granted);
    assume (out_credit == (stored >= RETURNED));
  end
  always @* if (live) begin
    full_rate: cover (operations == 2 * GROUP_CYCLES && run <= MOST);
  end
`endif
endmodule
