// The cell between any channels: when it takes beats, when an element issues with the last of its
// beats, and where its products fall.
module cell_proof (
  input clock,
  input reset
);
`include "harness.svh"
`include "plan.svh"
  localparam W = $clog2(OUTPUT_CREDITS + OUTPUT_RETURNED + HIDDEN_CREDITS + HIDDEN_RETURNED + SIZE
                        + LATENCY + BEATS) + 2;
  `DUT dut (.*);

  // Elements that issued 1, 2, ... cycles ago, and which of them were the last of their step.
  reg [LATENCY:1] rank, last_rank;
  reg [W-1:0] at_element, at_beat, output_stored, hidden_stored;
  wire last_element = at_element == SIZE - 1;
  wire last_beat = at_beat == BEATS - 1;
  wire issue = pop && last_beat;
  integer i;
  reg [W-1:0] flying;
  always @* begin
    flying = 0;
    for (i = 1; i <= LATENCY; i = i + 1) flying = flying + rank[i];
  end
  // The pass of what is offered, and of all that is in the cell; only the last gives an output.
  reg at_pass, in_pass;
  wire last_pass = PASSES == 1 || at_pass;
  wire in_last_pass = PASSES == 1 || in_pass;
  wire in_the_way = |(rank & ((1 << PASS_GAP) - 1 >> 1));
  wire delivered = push && in_last_pass;
  wire [W-1:0] delivering = in_last_pass ? flying : 0;
  wire [W-1:0] output_owned = OUTPUT_CREDITS - delivering - output_stored;
  wire output_room = !last_pass || output_owned != 0;
  wire blocked_by_one_before = |(rank & CONFLICTS) || at_element == 0 && in_the_way;
  always @* assume (!output_credit || output_stored >= OUTPUT_RETURNED);
`ifdef RECURRENT
  // What is loaded through the window takes the cell's places, while the cell has nothing to do.
  wire [W-1:0] hidden_owned = HIDDEN_CREDITS - flying - hidden_stored;
  wire sums = input_valid && hidden_valid;
  wire room = output_room && hidden_owned != 0;
  wire loaded = hidden_write;
  wire returned = hidden_credit;
  always @* begin
    assume (!hidden_credit || hidden_stored >= HIDDEN_RETURNED);
    assume (!hidden_write || hidden_room && !sums && rank == 0);
  end
`else
  wire sums = input_valid;
  wire room = output_room;
  wire loaded = 1'b0;
  wire returned = 1'b0;
`endif
  wire may_issue = sums && room && !blocked_by_one_before;
  always @(posedge clock)
    if (reset) begin
      rank <= 0;
      last_rank <= 0;
      at_element <= 0;
      at_beat <= 0;
      at_pass <= 0;
      in_pass <= 0;
      output_stored <= 0;
      hidden_stored <= 0;
    end else begin
      rank <= {rank, issue};
      last_rank <= {last_rank, issue && last_element};
      if (pop) at_beat <= last_beat ? 0 : at_beat + 1;
      if (issue) at_element <= last_element ? 0 : at_element + 1;
      if (issue && last_element && PASSES > 1) at_pass <= !at_pass;
      if (issue) in_pass <= at_pass;
      output_stored <= output_stored + delivered - (output_credit ? OUTPUT_RETURNED : 0);
      hidden_stored <= hidden_stored + push + loaded - (returned ? HIDDEN_RETURNED : 0);
    end

  always @* if (live) begin
    counted: assert (element == at_element && at_element < SIZE);
    beats_counted: assert (beat == at_beat && at_beat < BEATS);
    elements_followed: assert (valid_rank == rank);
    output_ledger: assert (delivering + output_stored <= OUTPUT_CREDITS
                           && output_level == output_owned);
    no_output_overflow: assert (!(issue && last_pass) || output_owned != 0);
`ifdef RECURRENT
    hidden_ledger: assert (flying + hidden_stored <= HIDDEN_CREDITS
                           && hidden_level == hidden_owned);
    no_hidden_overflow: assert (!(issue || hidden_write) || hidden_owned != 0);
    room_for_loading: assert (hidden_room == (hidden_owned != 0));
`endif
    issues_when_it_may: assert (issue == (last_beat && may_issue));
    takes_when_it_may: assert (pop == (last_beat ? may_issue : sums));
    no_underflow: assert (!pop || sums);
    no_output_without_input: assert (push == rank[LATENCY]);
`ifdef HAS_delivers
    passes_counted: assert (second_pass == at_pass && in_second_pass == in_pass
                            && pass_begins == (at_element == 0) && busy == in_the_way);
    one_pass_at_a_time: assert (at_element == 0 || at_pass == in_pass);
    last_pass_is_delivered: assert (delivers == delivered);
`endif
    last_marked: assert (!push || last == last_rank[LATENCY]);
`ifdef HAS_bank_claims
    claims_what_it_uses: assert (
        bank_claims == |({rank, issue} & (in_last_pass ? LAST_CLAIMS : CLAIMS)));
`endif
`LANES_APART
  end

`ifdef COVER
  // Elements as close as the schedule allows, for two steps or the passes of one.
  reg [W+3:0] run, elements;
  always @(posedge clock) begin
    run <= reset || elements == 0 && !issue ? 0 : run + 1;
    elements <= reset ? 0 : elements + issue;
  end
  always @* begin
    assume (reset == !started);
    assume (sums);
    assume (output_credit == (output_stored >= OUTPUT_RETURNED));
`ifdef RECURRENT
    assume (hidden_credit == (hidden_stored >= HIDDEN_RETURNED));
`endif
  end
  always @* if (live) begin
    full_rate: cover (elements == 2 * SIZE && run <= 2 * SIZE * PACE + PASS_GAP);
  end
`endif
endmodule
