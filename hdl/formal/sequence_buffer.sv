// The latents of each sequence's h: groups of words for any of them, read by steps of any of them.
module sequence_buffer_proof (
  input clock,
  input reset
);
`include "harness.svh"
`include "plan.svh"
  localparam W = $clog2(PLACES * WORDS) + 1;
  localparam P = $clog2(PLACES) + 1;
  `DUT dut (.*);
`ifdef HAS_read_word
  wire [W-1:0] wanted = read_word;
`else
  wire [W-1:0] wanted = 0;
`endif
`ifdef SEVERAL
  wire [P-1:0] filled_place = in_data[TOKEN_BITS +: FLAGS];
  wire [P-1:0] read_place = step_sequence;
  wire [P-1:0] emptied_place = emptied_sequence;
`else
  wire [P-1:0] filled_place = 0;
  wire [P-1:0] read_place = 0;
  wire [P-1:0] emptied_place = 0;
`endif

  // A place is emptied for loading at rest: whole, and not while it is read or filled.
  reg [PLACES-1:0] model;
  reg [W-1:0] filled;
  reg [P-1:0] group_place;
  always @* begin
    assume (filled_place < PLACES && read_place < PLACES && emptied_place < PLACES);
    assume (filled == 0 || filled_place == group_place);
    assume (!read || group_valid && wanted < WORDS);
    assume (!group_done || read);
    assume (!place_emptied || model[emptied_place] && filled == 0 && !in_valid && !read);
  end

  wire ends = in_pop && filled == WORDS - 1;
  reg [W-1:0] write_address, read_address, watched_word;
  reg [P-1:0] watched_place;
  integer i;
  always @* begin
    write_address = filled;
    read_address = wanted;
    watched_place = 0;
    watched_word = watched;
    for (i = 1; i < PLACES; i = i + 1) begin
      if (filled_place == i) write_address = i * WORDS + filled;
      if (read_place == i) read_address = i * WORDS + wanted;
      if (watched >= i * WORDS) watched_place = i;
      if (watched >= i * WORDS) watched_word = watched - i * WORDS;
    end
  end
  wire [PLACES-1:0] fills = ends << filled_place;
  wire [PLACES-1:0] empties = group_done << read_place | place_emptied << emptied_place;
  always @(posedge clock)
    if (reset) begin
      model <= ~0;
      filled <= 0;
    end else begin
      model <= (model | fills) & ~empties;
      if (in_pop) filled <= ends ? 0 : filled + 1;
      if (in_pop) group_place <= filled_place;
    end

  // The word at the watched address. What stands there after reset is any word, as in the memory:
  // the step that reads it starts a sequence and takes zeros instead.
  reg known, shows, group_fresh;
  reg [TOKEN_BITS-1:0] expected, shown;
  wire exists = watched < PLACES * WORDS;
  wire written = in_pop && write_address == watched;
  always @(posedge clock) begin
    known <= !reset && (written || known);
    if (written) expected <= in_data[TOKEN_BITS-1:0];
    if (reset) shows <= 0;
    else if (read) shows <= known && read_address == watched;
    if (read) shown <= expected;
  end

  always @* if (live) begin
    places: assert (full == model);
    counted: assert (fill_word == filled && filled < WORDS);
    group_is_open: assert (filled == 0 || group_place < PLACES && !model[group_place]);
    no_overflow: assert (!in_pop || !model[filled_place]);
    no_underflow: assert (!group_done || model[read_place]);
    no_output_without_input: assert (group_valid == model[read_place]);
    takes_what_fits: assert (in_pop == (in_valid && !model[filled_place]));
    at_rest: assert (all_full == &model);
    never_reads_what_is_written: assert (!(read && in_pop && read_address == write_address));
    stored: assert (!(exists && known) || held == expected);
    payload: assert (!(exists && shows) || word == shown);
  end

`ifdef COVER
  // A group is read, the next fills its place word by word, and is read.
  reg [W+2:0] run;
  reg emptied;
  always @(posedge clock) begin
    emptied <= !reset && (emptied || group_done);
    run <= !reset && in_pop ? run + 1 : 0;
  end
  always @* assume (reset == !started);
  always @* if (live) begin
    full_rate: cover (emptied && run == WORDS);
  end
`endif
endmodule
