// A channel with the credits of its producer: any producer that issues only with credit and pushes
// what it issued, any time later; any consumer that pops only what is there.
module queue_proof (
  input clock,
  input reset
);
`include "harness.svh"
`include "plan.svh"
  localparam W = $clog2(CREDITS + SPENT + PUSHES) + 2;
  localparam WORD = PUSHES * IN_BITS;

  (* anyseq *) wire wants_to_issue, arrives, wants_to_pop;
  (* anyseq *) wire [IN_BITS+FLAGS-1:0] push_data;
  wire available, valid, credit;
  wire [OUT_BITS+FLAGS-1:0] data;

  // What the producer issued and has not pushed, by count.
  reg [W-1:0] flying;
  wire issue = wants_to_issue && available;
  wire push = arrives && flying != 0;
  wire pop = wants_to_pop && valid;

  `QUEUE dut (
    .clock(clock), .reset(reset),
    .push(push), .push_data(push_data), .pop(pop),
    .valid(valid), .data(data), .credit(credit)
  );
  `CREDITS_MODULE credits (
    .clock(clock), .reset(reset),
    .spend(issue), .give_back(credit), .available(available)
  );

  // The channel by its contract: words, parts of the word being pushed, beats popped of the head.
  reg [W-1:0] words, parts, beats, write_at, read_at;
  wire push_word = push && parts == PUSHES - 1;
  wire pop_word = pop && beats == POPS - 1;
  always @(posedge clock)
    if (reset) begin
      flying <= 0;
      words <= 0;
      parts <= 0;
      beats <= 0;
      write_at <= 0;
      read_at <= 0;
    end else begin
      flying <= flying + (issue ? SPENT : 0) - push;
      words <= words + push_word - pop_word;
      if (push) parts <= push_word ? 0 : parts + 1;
      if (pop) beats <= pop_word ? 0 : beats + 1;
      if (push_word) write_at <= write_at == DEPTH - 1 ? 0 : write_at + 1;
      if (pop_word) read_at <= read_at == DEPTH - 1 ? 0 : read_at + 1;
    end

  // The word at the watched address: earlier beats lower, the flags of the last beat above all.
  reg [WORD+FLAGS-1:0] expected;
`ifdef WIDENS
  reg [WORD-IN_BITS-1:0] collected;
  always @(posedge clock) if (push && !push_word) collected[parts*IN_BITS +: IN_BITS] <= push_data;
  wire [WORD+FLAGS-1:0] word = {push_data, collected};
`else
  wire [WORD+FLAGS-1:0] word = push_data;
`endif
  always @(posedge clock) if (push_word && write_at == watched) expected <= word;
  wire [W-1:0] ahead = watched >= read_at ? watched - read_at : watched + DEPTH - read_at;
  wire watching = watched < DEPTH && ahead < words;
  wire at_head = valid && watching && ahead == 0;

  reg was_valid;
  always @(posedge clock) was_valid <= valid && !pop && !reset;

  always @* if (live) begin
    level_is_words: assert (level == words);
    parts_counted: assert (part == parts && parts < PUSHES);
    beats_counted: assert (sub == beats && beats < POPS);
    addresses: assert (write_address == write_at && read_address == read_at);
    addresses_in_range: assert (write_at < DEPTH && read_at < DEPTH);
    distance: assert (write_at == (read_at + words < DEPTH ? read_at + words
                                                           : read_at + words - DEPTH));
    words_in_range: assert (words <= DEPTH);
    // credits = all places - beats on their way - beats collected - words stored
    ledger: assert (credit_level + flying + parts + PUSHES * words == CREDITS);
    no_overflow: assert (!(push_word && words == DEPTH));
    no_underflow: assert (!(credit && words == 0));
    credit_per_word: assert (credit == pop_word);
    no_output_without_input: assert (valid == (words != 0));
    issue_needs_credit: assert (available == (credit_level >= NEEDED));
    valid_holds: assert (!was_valid || valid);
    only_the_consumer_can_block: assert (available || flying != 0 || valid);
    stored: assert (!watching || held == expected);
`ifdef WIDENS
    if (parts != 0) begin
      collecting: assert ((part_data ^ collected) << (PUSHES - 1 - parts) * IN_BITS == 0);
    end
`endif
`ifdef NARROWS
    if (at_head) begin
      payload: assert (data == (expected >> WORD << OUT_BITS | expected[beats*OUT_BITS +: OUT_BITS]));
    end
`else
    if (at_head) begin
      payload: assert (data == expected);
    end
`endif
  end

`ifdef COVER
  // Fill it, then more beats in a row than it has places, or as many as credits allow that go
  // round, so that they flow, then drain it.
  (* anyseq *) wire begins;
  reg [W+4:0] run, beats_moved;
  reg filled, flowed;
  always @(posedge clock) begin
    run <= reset || begins ? 0 : run + 1;
    beats_moved <= reset || begins ? 0 : beats_moved + (PUSHES > 1 ? push : pop);
    // by who takes several places at once, up to the last that leave him too few
    filled <= !reset && (filled || !available && flying == 0);
    flowed <= !reset && (flowed || filled && beats_moved == RUN && run <= MOST);
  end
  always @* begin
    assume (reset == !started);
    assume (wants_to_issue == !flowed);
    assume (arrives);
    assume (wants_to_pop == filled);
  end
  always @* if (live) begin
    full_rate: cover (flowed);
    drains: cover (flowed && words == 0 && flying == 0);
  end
`endif
endmodule
