// tiny_input_expand2_buffer: Ping-pong buffer of an expand stage: one half fills while the other
// is read.
// Parameters: words of a group = 1, places = 2, token bits of a word = 256
// Made by GroupBuffer.java and CIRCT firtool-1.155.0
module tiny_input_expand2_buffer (
  // clock and synchronous reset
  input          clock,
  input          reset,

  // words to fill
  input  [256:0] in_data,
  input          in_valid,
  output         in_pop,

  // group to read, in any order, until done
  input          group_done,
  output         group_valid,
  output         group_flags,

  // a word of it, a cycle later
  output [255:0] word,
  input          read
);

  reg  fill_half;
  reg  read_half;
  reg  full0;
  reg  full1;
  wire half_room = ~(fill_half ? full1 : full0);
  wire wants = in_valid & half_room;
  wire take = wants;
  wire group_filled = take;
  wire fills0 = group_filled & ~fill_half;
  wire fills1 = group_filled & fill_half;
  reg  flags0;
  reg  flags1;
  always @(posedge clock) begin
    if (reset) begin
      fill_half <= 1'h0;
      read_half <= 1'h0;
      full0 <= 1'h0;
      full1 <= 1'h0;
    end
    else begin
      fill_half <= fill_half ^ group_filled;
      read_half <= read_half ^ group_done;
      full0 <= (full0 | fills0) & ~(group_done & ~read_half);
      full1 <= (full1 | fills1) & ~(group_done & read_half);
    end
    if (fills0)
      flags0 <= in_data[256];
    if (fills1)
      flags1 <= in_data[256];
  end
  kcp_ram #(
    .ADDR(1),
    .BLOCK(0),
    .DEPTH(2),
    .WIDTH(256),
    .ZERO(0)
  ) tokens (
    .clk   (clock),
    .we    (take),
    .waddr (fill_half),
    .wdata (in_data[255:0]),
    .re    (read),
    .raddr (read_half),
    .q     (word)
  );
  assign in_pop = take;
  assign group_valid = read_half ? full1 : full0;
  assign group_flags = read_half ? flags1 : flags0;
endmodule
