// tiny_gearbox: Makes beats of 2 elements of those of the bus: units of elements move down by what
// is popped, a beat lands behind them.
// Parameters: unit = 2, units of a bus beat = 1, units of a beat out = 1, places = 2
// Made by Gearbox.java and CIRCT firtool-1.155.0
module tiny_gearbox (
  // clock and synchronous reset
  input         clock,
  input         reset,

  // beats of the bus, flags of the frame above
  input         push,
  input  [17:0] push_data,
  output        room,

  // beats of the first stage, flags of their last unit above
  input         pop,
  output        valid,
  output [17:0] data
);

  wire [17:0] beat_unit0 = push_data;
  reg  [1:0]  level;
  wire [1:0]  kept = level - {1'h0, pop};
  reg  [17:0] unit0;
  reg  [17:0] unit1;
  wire        lands_at0 = push & kept == 2'h0;
  wire        lands_at1 = push & kept == 2'h1;
  always @(posedge clock) begin
    if (reset)
      level <= 2'h0;
    else
      level <= push ? kept + 2'h1 : kept;
    if (lands_at0)
      unit0 <= beat_unit0;
    else if (pop)
      unit0 <= unit1;
    if (lands_at1)
      unit1 <= beat_unit0;
  end
  assign room = ~(level[1]);
  assign valid = |level;
  assign data = unit0;
endmodule
