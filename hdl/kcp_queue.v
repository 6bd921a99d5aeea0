// Queue between two stages, which also changes the number of tokens in a beat: it collects PUSHES
// beats into a word, keeps DEPTH words, and hands a word out in POPS beats, earlier tokens lower.
// It is never pushed when full nor popped when empty: credits and valid see to that.
//
// Parameters: DEPTH in words; IN_BITS and OUT_BITS, tokens of a pushed and of a popped beat;
// FLAGS, side-band above the tokens of a beat, of which a word keeps those of its last one.
// PUSHES or POPS is 1. AHEAD: whether a register says that a beat is there.
module kcp_queue #(
  parameter DEPTH = 2,
  parameter IN_BITS = 8,
  parameter OUT_BITS = 8,
  parameter FLAGS = 0,
  parameter PUSHES = 1,
  parameter POPS = 1,
  parameter AHEAD = 0
) (
  // clock and synchronous reset
  input                       clock,
  input                       reset,

  // producer: a beat comes; a credit for each word that has left
  input                       push,
  input  [IN_BITS+FLAGS-1:0]  push_data,
  output                      credit,

  // consumer: a beat is there, and it is taken
  output                      valid,
  output [OUT_BITS+FLAGS-1:0] data,
  input                       pop
);
  localparam WORD = IN_BITS * PUSHES;
  localparam ADDR = DEPTH == 1 ? 1 : $clog2(DEPTH);
  localparam LEVEL = $clog2(DEPTH + 1);

  wire push_word, pop_word;
  wire [WORD+FLAGS-1:0] word, head;
  wire [ADDR-1:0] write_address, read_address;
  reg [LEVEL-1:0] level;

  always @(posedge clock)
    if (reset) level <= 0;
    else if (push_word && !pop_word) level <= level + 1'b1;
    else if (pop_word && !push_word) level <= level - 1'b1;

  kcp_lutram #(.WIDTH(WORD + FLAGS), .DEPTH(DEPTH), .ADDR(ADDR)) words (
    .clk(clock), .we(push_word), .waddr(write_address), .wdata(word),
    .raddr(read_address), .q(head)
  );

  assign credit = pop_word;

  generate
    if (AHEAD == 0) begin : at_once
      assign valid = |level;
    end else begin : decided
      reg some;

      assign valid = some;

      always @(posedge clock)
        if (reset) some <= 1'b0;
        else if (push_word) some <= 1'b1;
        else if (pop_word) some <= level != 1;
    end

    if (DEPTH == 1) begin : one_word
      assign write_address = 1'b0;
      assign read_address = 1'b0;
    end else begin : ring
      localparam [ADDR-1:0] LAST = DEPTH[ADDR-1:0] - 1'b1;
      reg [ADDR-1:0] tail, front;

      assign write_address = tail;
      assign read_address = front;

      always @(posedge clock)
        if (reset) begin
          tail <= 0;
          front <= 0;
        end else begin
          if (push_word) tail <= tail == LAST ? {ADDR{1'b0}} : tail + 1'b1;
          if (pop_word) front <= front == LAST ? {ADDR{1'b0}} : front + 1'b1;
        end
    end

    if (PUSHES == 1) begin : whole_beats
      assign push_word = push;
      assign word = push_data;
    end else begin : collects
      localparam PART = $clog2(PUSHES);
      localparam [PART-1:0] END = PUSHES[PART-1:0] - 1'b1;
      reg [PART-1:0] part;
      reg [WORD-IN_BITS-1:0] collected;
      integer i;

      assign push_word = push && part == END;
      assign word = {push_data, collected};

      always @(posedge clock)
        if (reset) part <= 0;
        else if (push) part <= push_word ? {PART{1'b0}} : part + 1'b1;

      always @(posedge clock)
        if (push)
          for (i = 0; i < PUSHES - 1; i = i + 1)
            if (part == i[PART-1:0]) collected[i*IN_BITS +: IN_BITS] <= push_data[IN_BITS-1:0];
    end

    if (POPS == 1) begin : whole_words
      assign pop_word = pop;
      assign data = head;
    end else begin : hands_out
      localparam SUB = $clog2(POPS);
      localparam [SUB-1:0] END = POPS[SUB-1:0] - 1'b1;
      reg [SUB-1:0] sub;
      wire [OUT_BITS-1:0] beat = head[sub*OUT_BITS +: OUT_BITS];

      assign pop_word = pop && sub == END;

      always @(posedge clock)
        if (reset) sub <= 0;
        else if (pop) sub <= pop_word ? {SUB{1'b0}} : sub + 1'b1;

      if (FLAGS == 0) begin : plain
        assign data = beat;
      end else begin : flagged
        assign data = {head[WORD +: FLAGS], beat};
      end
    end
  endgenerate
endmodule
