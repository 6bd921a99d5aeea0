// The input stream: frames of any length, any gaps, any room in the gearbox.
module stream_input_proof (
  input clock,
  input reset
);
`include "harness.svh"
`include "plan.svh"
  localparam W = $clog2(BEATS + 1) + 1;
  localparam E = LANES * BITS;

  (* anyseq *) wire tvalid, tlast, room, loading_in;
  (* anyseq *) wire [LANES*SLOT-1:0] tdata;
  (* anyseq *) wire [USER-1:0] tuser;
  wire tready, push, frame_started, long_frame;
  wire [E+USER:0] push_data;
  // A core without an error has no port for it.
`ifdef CHECKS_SEQUENCE
  wire wrong_sequence;
`else
  wire wrong_sequence = 1'b0;
`endif
`ifdef SEVERAL_BEATS
  wire short_frame;
`else
  wire short_frame = 1'b0;
`endif
`ifdef RECURRENT
  wire loading = loading_in;
`else
  wire loading = 1'b0;
`endif

  `STREAM_INPUT dut (
    .clock(clock), .reset(reset),
`ifdef RECURRENT
    .loading(loading),
`endif
`ifdef CHECKS_SEQUENCE
    .wrong_sequence(wrong_sequence),
`endif
`ifdef SEVERAL_BEATS
    .short_frame(short_frame),
`endif
    .tvalid(tvalid), .tdata(tdata), .tlast(tlast), .tuser(tuser), .room(room),
    .tready(tready), .push(push), .push_data(push_data),
    .frame_started(frame_started), .long_frame(long_frame)
  );
  wire pushed_bad = push_data[E+USER];
  wire [USER-1:0] pushed_user = push_data[E +: USER];

  // Beats that this vector still lacks, and what became of its frame.
  reg [W-1:0] position;
  reg ended_early, runs_on, found_bad;
  reg [USER-1:0] user;
  wire first = position == 0;
  wire last = position == BEATS - 1;
  wire taken = tvalid && tready;
  wire beat_in = taken && !runs_on;
  wire early = beat_in && tlast && !last;
  wire late = beat_in && !tlast && last;
  wire no_such = beat_in && first && SEQUENCES <= (tuser >> 1);
  wire [USER-1:0] known = no_such ? tuser & 1 : tuser;
  wire [USER-1:0] now_user = first ? known : user;
  wire now_bad = early || late || no_such || !first && found_bad;
  always @(posedge clock)
    if (reset) begin
      position <= 0;
      ended_early <= 0;
      runs_on <= 0;
      found_bad <= 0;
    end else begin
      if (push) begin
        position <= last ? 0 : position + 1;
        found_bad <= now_bad;
      end
      if (early) ended_early <= 1;
      else if (push && last) ended_early <= 0;
      if (late) runs_on <= 1;
      else if (taken && tlast) runs_on <= 0;
      if (beat_in) user <= now_user;
    end

  reg was_reset;
  always @(posedge clock) was_reset <= reset || !started;

  wire [E-1:0] elements;
  genvar i;
  generate
    for (i = 0; i < LANES; i = i + 1) assign elements[i*BITS +: BITS] = tdata[i*SLOT +: BITS];
  endgenerate

  always @* if (live) begin
    states: assert (padding == ended_early && swallowing == runs_on && !(padding && swallowing));
    counted: assert (beat == position && position < BEATS);
    awake_after_reset: assert (awake == !was_reset);
    bad_remembered: assert (first || BEATS == 1 || bad_held == found_bad);
    user_remembered: assert (first || BEATS == 1 || user_held == user);
    no_padding_of_nothing: assert (!(ended_early && first));
    // no output without input: a beat enters because one was taken, or because one is owed
    pushes_what_came: assert (push == (beat_in || ended_early && room));
    no_overflow: assert (!push || room);
    ready_for_room: assert (tready == (awake && !loading && !ended_early && (runs_on || room)));
    frame_counted_once: assert (frame_started == (beat_in && first));
    short_found: assert (short_frame == early);
    long_found: assert (long_frame == late);
    wrong_found: assert (wrong_sequence == no_such);
    flags: assert (!push || pushed_user == now_user);
    bad_frames_marked: assert (!push || pushed_bad == now_bad);
    payload: assert (!push || push_data[E-1:0] == (ended_early ? 0 : elements));
    // a short frame is complete after as many cycles with room as beats are missing
    padding_moves: assert (!(ended_early && room) || push);
  end

`ifdef NO_LOAD_IN_A_FRAME
  always @* assume (!(loading && runs_on));
`endif

`ifdef COVER
  // Two vectors without a gap; then a short frame and a long one, each followed by a good one.
  reg [W+2:0] run;
  reg [2:0] stage;
  wire vector = push && last;
  always @(posedge clock) begin
    run <= !reset && push && !now_bad ? run + 1 : 0;
    if (reset) stage <= 0;
    else if (vector && !now_bad && (stage == 1 || stage == 3)) stage <= stage + 1;
    else if (vector && ended_early && stage == 0) stage <= 1;
    else if (late && stage == 2) stage <= 3;
  end
  always @* begin
    assume (reset == !started);
    assume (room && tvalid && !loading_in);
  end
  always @* if (live) begin
    full_rate: cover (run == 2 * BEATS);
`ifdef SEVERAL_BEATS
    recovers: cover (stage == 4);
`endif
  end
`endif
endmodule
