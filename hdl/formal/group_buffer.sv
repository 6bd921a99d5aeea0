// The ping-pong buffer of an expand stage: any words, any reader that reads only whole groups.
module group_buffer_proof (
  input clock,
  input reset
);
`include "harness.svh"
`include "plan.svh"
  localparam W = $clog2(2 * WORDS) + 1;
  `DUT dut (.*);
`ifdef HAS_read_word
  wire [W-1:0] wanted = read_word;
`else
  wire [W-1:0] wanted = 0;
`endif
`ifdef HAS_step_room
  wire may_end = step_room;
`else
  wire may_end = 1'b1;
`endif
`ifdef STARTS
  wire bad = in_data[TOKEN_BITS+FLAGS-1];
`else
  wire bad = 1'b0;
`endif

  always @* assume (!read || group_valid && wanted < WORDS);
  always @* assume (!group_done || read);

  // Groups that are there, and words of the one that comes.
  reg [1:0] groups;
  reg [W-1:0] filled;
  reg fill_place, read_place;
  wire ends = in_pop && filled == WORDS - 1;
  wire kept = ends && !bad;
  wire [W-1:0] write_address = fill_place ? WORDS + filled : filled;
  wire [W-1:0] read_address = read_place ? WORDS + wanted : wanted;
  always @(posedge clock)
    if (reset) begin
      groups <= 0;
      filled <= 0;
      fill_place <= 0;
      read_place <= 0;
    end else begin
      groups <= groups + kept - group_done;
      if (in_pop) filled <= ends ? 0 : filled + 1;
      fill_place <= fill_place ^ kept;
      read_place <= read_place ^ group_done;
    end

  // The word at the watched address: known from when it was written until its group is done.
  reg known, shows;
  reg [TOKEN_BITS-1:0] expected, shown;
  wire watched_place = watched >= WORDS;
  wire [W-1:0] watched_word = watched_place ? watched - WORDS : watched;
  wire written = in_pop && write_address == watched;
  wire exists = watched < 2 * WORDS;
  wire complete = groups == 2 || groups == 1 && read_place == watched_place;
  always @(posedge clock) begin
    known <= !reset && (written || known) && !(ends && bad && fill_place == watched_place)
             && !(group_done && read_place == watched_place);
    if (written) expected <= in_data[TOKEN_BITS-1:0];
    if (read) shows <= read_address == watched;
    if (read) shown <= expected;
    if (reset) shows <= 0;
  end


  always @* if (live) begin
    halves: assert (full0 + full1 == groups && groups <= 2);
    fill_side: assert (fill_half == fill_place && read_half == read_place);
    order: assert ((fill_place == read_place) == (groups != 1));
    full_is_read_first: assert (groups != 1 || (read_place ? full1 : full0));
    counted: assert (fill_word == filled && filled < WORDS);
    no_word_without_place: assert (groups < 2 || filled == 0);
    no_overflow: assert (!in_pop || groups < 2);
    no_underflow: assert (!group_done || groups != 0);
    no_output_without_input: assert (group_valid == (groups != 0));
    takes_what_fits: assert (in_pop == (in_valid && groups < 2 && (may_end || filled != WORDS - 1)));
`ifdef STARTS
    bad_groups_dropped: assert (dropped == (ends && bad));
`endif
`ifdef HAS_commit
    good_groups_committed: assert (commit == kept);
`endif
    never_reads_what_is_written: assert (!(read && in_pop && read_address == write_address));
    complete_groups_known: assert (!(exists && complete) || known);
    words_known: assert (!(exists && fill_place == watched_place && !complete
                           && filled > watched_word) || known);
    only_written_words_known: assert (!known || complete
                                      || fill_place == watched_place && filled > watched_word);
    stored: assert (!(exists && known) || held == expected);
    payload: assert (!(exists && shows) || word == shown);
  end

`ifdef COVER
  // Words enter in every cycle of three groups, while groups are read.
  reg [W+2:0] run;
  always @(posedge clock) run <= !reset && in_pop && !bad ? run + 1 : 0;
  always @* begin
    assume (reset == !started);
    assume (in_valid && may_end);
    assume (!group_valid || read && group_done == (filled == WORDS - 1));
  end
  always @* if (live) begin
    full_rate: cover (run == 3 * WORDS);
  end
`endif
endmodule
