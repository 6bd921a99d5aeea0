// An expand stage between any channels and any bank: its loop nest, its credits, its pipeline. What
// its buffer's own proof takes for granted is asserted here.
module expand_proof (
  input clock,
  input reset
);
`include "harness.svh"
`include "plan.svh"
  localparam W = $clog2(GROUP_CYCLES + PASSES + CREDITS + RETURNED + FACTOR_WORDS + GROUP_WORDS) + 2;
  `DUT dut (.*);
`ifdef HAS_bank_grant
  wire granted = bank_grant;
`else
  wire granted = 1'b1;
`endif
`ifdef HAS_step_valid
  wire ready = group_valid && step_valid;
`else
  wire ready = group_valid;
`endif

  // Where the loops are, by counting what issues.
  reg [W-1:0] at_reduction, at_gate, at_context, at_block, at_index;
  wire last_reduction = at_reduction == REDUCTIONS - 1;
  wire last_gate = last_reduction && at_gate == GATES - 1;
  wire last_context = last_gate && at_context == CONTEXTS - 1;
  wire last_block = last_context && at_block == BLOCKS - 1;
  wire last_index = last_block && at_index == SIZE - 1;
  // Passes of a step: each reads a group.
  reg [W-1:0] at_pass;
  wire last_pass = at_pass == PASSES - 1;
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
  wire wants = ready && (owned != 0 || !last_reduction);
  wire may_issue = wants && granted;
  wire emits = fire && last_reduction;
  always @* assume (!out_credit || stored >= RETURNED);
  always @(posedge clock)
    if (reset) begin
      at_reduction <= 0;
      at_gate <= 0;
      at_context <= 0;
      at_block <= 0;
      at_index <= 0;
      at_pass <= 0;
      stored <= 0;
      enabled <= 0;
      rank <= 0;
    end else begin
      if (fire) begin
        at_reduction <= last_reduction ? 0 : at_reduction + 1;
        if (last_reduction) at_gate <= last_gate ? 0 : at_gate + 1;
        if (last_gate) at_context <= last_context ? 0 : at_context + 1;
        if (last_context) at_block <= last_block ? 0 : at_block + 1;
        if (last_block) at_index <= last_index ? 0 : at_index + 1;
        if (last_index) at_pass <= last_pass ? 0 : at_pass + 1;
      end
      stored <= stored + push - (out_credit ? RETURNED : 0);
      rank <= {rank, emits};
      enabled <= emits ? 0 : may_issue ? enabled + 1 : enabled;
    end
`ifdef FLAGGED
  reg [LATENCY*OUT_FLAGS-1:0] flags;
  always @(posedge clock) flags <= {flags, group_flags};
`endif

  // Addresses of the word of tokens and of the word of factors.
  wire [W-1:0] word_address =
      (at_block * CONTEXTS + at_context) * CONTEXT_STRIDE + at_reduction * REDUCTION_STRIDE
      + at_gate * GATE_STRIDE + at_index * INDEX_STRIDE;
  wire [W-1:0] factor_word =
      ((at_index * BLOCKS + at_block) * FACTOR_GATES + (FACTOR_GATES > 1 ? at_gate : 0)) * REDUCTIONS
      + at_reduction;

  always @* if (live) begin
    loops: assert (reduction == at_reduction && gate == at_gate && context_of_block == at_context
                   && block == at_block && index == at_index && pass == at_pass);
    in_range: assert (at_reduction < REDUCTIONS && at_gate < GATES && at_context < CONTEXTS
                      && at_block < BLOCKS && at_index < SIZE && at_pass < PASSES);
    walks: assert (word_context_base == (at_block * CONTEXTS + at_context) * CONTEXT_STRIDE
                   && word_reduction_base == at_reduction * REDUCTION_STRIDE);
`ifdef IDENTITY
    index_walk: assert (word_index_base == at_index * INDEX_STRIDE
                        && word_gate_base == at_gate * GATE_WALK);
`else
    factor_walk: assert (
        factor_block_base == (at_index * BLOCKS + at_block) * FACTOR_GATES * REDUCTIONS
        && factor_gate_base == (FACTOR_GATES > 1 ? at_gate * REDUCTIONS : 0));
`endif
`ifdef SEVERAL_WORDS
    reads_the_word: assert (read_word == word_address);
`endif
`ifdef SEVERAL_FACTORS
    reads_the_factors: assert (factor_address == factor_word && factor_word < FACTOR_WORDS);
`endif
    word_in_range: assert (word_address < GROUP_WORDS);
    reads_whole_groups: assert (!read || group_valid);
`ifdef COMMITS
    // what is behind x is read in all passes
    ends_with_the_last: assert (group_done == (fire && last_index && last_pass));
`else
    ends_with_the_last: assert (group_done == (fire && last_index));
`endif
    // credits = all places - results on their way - beats not given back
    ledger: assert (flying + stored <= CREDITS && credit_level == owned);
    no_overflow: assert (!emits || owned != 0);
    issues_when_it_may: assert (fire == may_issue && read == fire);
    no_underflow: assert (!in_pop || in_valid);
    no_output_without_input: assert (push == rank[LATENCY]);
    // a result issues after at most as many cycles in which it may as a sum has operations
    progress: assert (enabled < REDUCTIONS && enabled <= at_reduction);
`ifdef HAS_step_done
    step_done_with_group: assert (step_done == (group_done && last_pass));
`endif
`ifdef HAS_bank_wants
    wants_what_it_can: assert (bank_wants == wants);
`endif
`ifdef FLAGGED
    flags_of_the_group: assert (!push || push_data[RESULT_BITS +: OUT_FLAGS]
                                         == flags[LATENCY*OUT_FLAGS-1 -: OUT_FLAGS]);
`endif
  end

`ifdef COVER
  // An operation in every cycle of two groups, or of the one place of a sequence, or as many as
  // credits allow that go round.
  reg [W+4:0] run, operations;
  always @(posedge clock) begin
    run <= reset || operations == 0 && !fire ? 0 : run + 1;
    operations <= reset ? 0 : operations + fire;
  end
  always @* begin
    assume (reset == !started);
    assume (granted);
    assume (out_credit == (stored >= RETURNED));
`ifdef HAS_step_valid
    assume (step_valid && !place_emptied);
`else
    assume (in_valid);
`endif
`ifdef HAS_step_room
    assume (step_room);
`endif
  end
  always @* if (live) begin
    full_rate: cover (operations == RUN && run <= MOST);
  end
`endif
endmodule
