// The gearbox: a beat is pushed only where there is room, and popped only where one is there.
module gearbox_proof (
  input clock,
  input reset
);
`include "harness.svh"
`include "plan.svh"
  // A unit is UNIT_BITS of elements with the flags of its beat above them.
  localparam U = UNIT_BITS + FLAGS;
  localparam W = $clog2(CAPACITY + BEAT_UNITS + 1) + 1;

  (* anyseq *) wire offers, wants;
  (* anyseq *) wire [BEAT_UNITS*UNIT_BITS+FLAGS-1:0] push_data;
  wire room, valid;
  wire [LANE_UNITS*UNIT_BITS+FLAGS-1:0] data;
  wire push = offers && room;
  wire pop = wants && valid;

  `GEARBOX dut (
    .clock(clock), .reset(reset),
    .push(push), .push_data(push_data), .pop(pop),
    .room(room), .valid(valid), .data(data)
  );

  reg [W-1:0] count;
  wire [W-1:0] kept = pop ? count - LANE_UNITS : count;

  // Any one unit of any one beat, followed on its way: what it is and how many are before it.
  (* anyseq *) wire choose;
  (* anyconst *) wire [W-1:0] part;
  reg followed;
  reg [W-1:0] before;
  reg [U-1:0] unit;
  wire begins = push && choose && !followed && part < BEAT_UNITS;
  wire leaves = followed && before < LANE_UNITS;
  wire [FLAGS-1:0] push_flags = push_data[BEAT_UNITS*UNIT_BITS +: FLAGS];
  reg [UNIT_BITS-1:0] chosen, shown;
  reg [U-1:0] kept_unit;
  integer i;
  always @* begin
    chosen = 0;
    shown = 0;
    kept_unit = 0;
    for (i = 0; i < BEAT_UNITS; i = i + 1)
      if (part == i) chosen = push_data[i*UNIT_BITS +: UNIT_BITS];
    for (i = 0; i < LANE_UNITS; i = i + 1)
      if (before == i) shown = data[i*UNIT_BITS +: UNIT_BITS];
    for (i = 0; i < CAPACITY; i = i + 1)
      if (before == i) kept_unit = units[i*U +: U];
  end
  always @(posedge clock)
    if (reset) begin
      count <= 0;
      followed <= 0;
    end else begin
      count <= push ? kept + BEAT_UNITS : kept;
      followed <= begins || followed && !(pop && leaves);
      if (begins) before <= kept + part;
      else if (pop) before <= before - LANE_UNITS;
      if (begins) unit <= {push_flags, chosen};
    end

  reg waits;
  reg [LANE_UNITS*UNIT_BITS+FLAGS-1:0] was;
  always @(posedge clock) begin
    waits <= valid && !pop && !reset;
    was <= data;
  end

  always @* if (live) begin
    level_counted: assert (level == count);
    count_in_range: assert (count <= CAPACITY);
    no_overflow: assert (!push || count + BEAT_UNITS <= CAPACITY);
    no_underflow: assert (!pop || count >= LANE_UNITS);
    room_if_it_fits: assert (room == (count + BEAT_UNITS <= CAPACITY));
    no_output_without_input: assert (valid == (count >= LANE_UNITS));
    unit_is_there: assert (!followed || before < count);
    unit_kept: assert (!followed || kept_unit == unit);
    payload: assert (!(valid && leaves) || shown == unit[UNIT_BITS-1:0]);
    flags_of_the_last: assert (!(valid && leaves && before == LANE_UNITS - 1)
                               || data[LANE_UNITS*UNIT_BITS +: FLAGS] == unit[UNIT_BITS +: FLAGS]);
    valid_holds: assert (!waits || valid);
    payload_holds: assert (!waits || data == was);
    // a beat that has no room costs the consumer nothing: two pops are in store
    no_lost_cycle: assert (room || count >= 2 * LANE_UNITS);
    someone_moves: assert (room || valid);
  end

`ifdef COVER
  // Elements leave in every cycle for longer than the gearbox could last.
  reg [W+4:0] run;
  always @(posedge clock) run <= !reset && pop ? run + 1 : 0;
  always @* begin
    assume (reset == !started);
    assume (offers && wants);
  end
  always @* if (live) begin
    full_rate: cover (run == RUN);
  end
`endif
endmodule
