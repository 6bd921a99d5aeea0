// tiny_input_expand1_buffer: Ping-pong buffer of an expand stage: one half fills while the other
// is read. Forgets groups of bad frames, commits the others as steps.
// Parameters: words of a group = 8, places = 2, token bits of a word = 16
// Made by GroupBuffer.java and CIRCT firtool-1.155.0
module tiny_input_expand1_buffer (
  // clock and synchronous reset
  input         clock,
  input         reset,

  // words to fill
  input  [17:0] in_data,
  input         in_valid,
  output        in_pop,

  // steps: flags of a frame that is complete
  input         step_room,
  output        dropped,
  output        commit,
  output        commit_step,

  // state: h of a sequence is loaded
  input         state_loaded,

  // group to read, in any order, until done
  input         group_done,
  output        group_valid,
  output        group_flags,

  // a word of it, a cycle later
  input  [2:0]  read_word,
  output [15:0] word,
  input         read
);

  reg        fill_half;
  reg        read_half;
  reg        full0;
  reg        full1;
  wire       half_room = ~(fill_half ? full1 : full0);
  wire       wants = in_valid & half_room;
  reg  [2:0] fill_word;
  wire       fill_word_last = &fill_word;
  wire       take = wants & (step_room | ~fill_word_last);
  wire       group_filled = take & fill_word_last;
  wire       group_kept = group_filled & ~(in_data[17]);
  wire       fills0 = group_kept & ~fill_half;
  wire       fills1 = group_kept & fill_half;
  reg        virgin0;
  wire       start = in_data[16] | virgin0;
  wire       step = start;
  reg        flags0;
  reg        flags1;
  always @(posedge clock) begin
    if (reset) begin
      fill_half <= 1'h0;
      read_half <= 1'h0;
      full0 <= 1'h0;
      full1 <= 1'h0;
      fill_word <= 3'h0;
      virgin0 <= 1'h1;
    end
    else begin
      fill_half <= fill_half ^ group_kept;
      read_half <= read_half ^ group_done;
      full0 <= (full0 | fills0) & ~(group_done & ~read_half);
      full1 <= (full1 | fills1) & ~(group_done & read_half);
      if (take)
        fill_word <= fill_word_last ? 3'h0 : fill_word + 3'h1;
      virgin0 <= virgin0 & ~(group_kept | state_loaded);
    end
    if (fills0)
      flags0 <= step;
    if (fills1)
      flags1 <= step;
  end
  kcp_ram #(
    .ADDR(4),
    .BLOCK(0),
    .DEPTH(16),
    .WIDTH(16),
    .ZERO(0)
  ) tokens (
    .clk   (clock),
    .we    (take),
    .waddr ({fill_half, fill_word}),
    .wdata (in_data[15:0]),
    .re    (read),
    .raddr ({read_half, read_word}),
    .q     (word)
  );
  assign in_pop = take;
  assign dropped = group_filled & in_data[17];
  assign commit = group_kept;
  assign commit_step = step;
  assign group_valid = read_half ? full1 : full0;
  assign group_flags = read_half ? flags1 : flags0;
endmodule
