// tiny_hidden_expand1_buffer: Buffer of latents of the hidden side: one place for each sequence,
// full at rest; a place whose h is loaded is emptied.
// Parameters: words of a group = 2, places = 1, token bits of a word = 64
// Made by SequenceBuffer.java and CIRCT firtool-1.155.0
module tiny_hidden_expand1_buffer (
  // clock and synchronous reset
  input         clock,
  input         reset,

  // words to fill
  input  [63:0] in_data,
  input         in_valid,
  output        in_pop,

  // state: h of a sequence is loaded
  input         place_emptied,
  output        all_full,

  // group to read, in any order, until done
  input         group_done,
  output        group_valid,

  // a word of it, a cycle later
  input         read_word,
  output [63:0] word,
  input         read
);

  reg  full0;
  wire take = in_valid & ~full0;
  reg  fill_word;
  wire fill_word_last = fill_word;
  wire group_filled = take & fill_word_last;
  always @(posedge clock) begin
    if (reset) begin
      full0 <= 1'h1;
      fill_word <= 1'h0;
    end
    else begin
      full0 <= (full0 | group_filled) & ~(group_done | place_emptied);
      if (take)
        fill_word <= ~fill_word_last & fill_word - 1'h1;
    end
  end
  kcp_ram #(
    .ADDR(1),
    .BLOCK(0),
    .DEPTH(2),
    .WIDTH(64),
    .ZERO(0)
  ) tokens (
    .clk   (clock),
    .we    (take),
    .waddr (fill_word),
    .wdata (in_data),
    .re    (read),
    .raddr (read_word),
    .q     (word)
  );
  assign in_pop = take;
  assign all_full = full0;
  assign group_valid = full0;
endmodule
