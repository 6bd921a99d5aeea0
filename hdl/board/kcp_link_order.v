// The numbers of both directions. A packet's slot is given by the lowest bits of its number, so
// the numbers are all there is of two rings:
//   received    consumed <= expected: those between wait to be handled; one slot always receives
//   to be sent  acked <= send <= next: kept, those from send on to be sent; next is being filled
module kcp_link_order #(
  parameter RX_SLOT_BITS = 2,
  parameter TX_SLOT_BITS = 2
) (
  input            aclk,
  input            clear,
  // a packet came
  input            good,
  input            bad,
  input            numbered,
  input            is_repeat,
  input            in_order,
  input            behind,
  input      [7:0] acknowledge,
  output           accepted,
  // a packet was handled
  input            consumes,
  output           waiting,
  output reg [7:0] expected,
  output reg [7:0] consumed,
  // a packet was filled
  input            fills,
  output           room,
  output [TX_SLOT_BITS-1:0] fill_slot,
  // sending
  input            idle,
  input            starts,
  input            repeat_taken,
  input            sent,
  output reg [7:0] send,
  output           number_due,
  output reg       repeat_due,
  output reg       ack_due
);
  reg [7:0] next;
  reg asked;   // REPEAT was sent and nothing in order came since
  reg go_back;

  wire [RX_SLOT_BITS-1:0] held = expected[RX_SLOT_BITS-1:0] - consumed[RX_SLOT_BITS-1:0];
  reg  [7:0]              acked;
  wire [TX_SLOT_BITS:0]   kept = next[TX_SLOT_BITS:0] - acked[TX_SLOT_BITS:0];
  wire [TX_SLOT_BITS:0]   to_send = next[TX_SLOT_BITS:0] - send[TX_SLOT_BITS:0];
  wire [7:0]              unacked = next - acknowledge;

  // What a damaged or late packet acknowledges is not believed unless it can be.
  wire believed = unacked[7:TX_SLOT_BITS+1] == 0 & unacked[TX_SLOT_BITS:0] <= kept;
  // Acknowledged before it was sent again.
  wire overtaken = to_send > kept;
  wire lost = bad | (good & numbered & ~in_order & ~behind);

  assign fill_slot = next[TX_SLOT_BITS-1:0];
  assign waiting = held != 0;
  assign accepted = good & numbered & in_order & ~&held;
  assign room = ~kept[TX_SLOT_BITS];
  assign number_due = to_send != 0 & ~overtaken & ~go_back;

  always @(posedge aclk) begin
    if (accepted) expected <= expected + 1'b1;
    if (consumes) consumed <= consumed + 1'b1;
    if (fills) next <= next + 1'b1;
    if (good & believed) acked <= acknowledge;

    // A packet under way is finished first.
    if (sent) send <= send + 1'b1;
    else if (idle & (go_back | overtaken)) send <= acked;
    go_back <= (good & is_repeat) | (go_back & ~idle);

    ack_due <= consumes | (good & numbered & behind) | (ack_due & ~starts);
    repeat_due <= (lost & ~asked) | (repeat_due & ~repeat_taken);
    asked <= ~accepted & (lost | asked);

    if (clear) begin
      expected <= 8'd0;
      consumed <= 8'd0;
      next <= 8'd0;
      acked <= 8'd0;
      send <= 8'd0;
      go_back <= 1'b0;
      ack_due <= 1'b0;
      repeat_due <= 1'b0;
      asked <= 1'b0;
    end
  end
endmodule
