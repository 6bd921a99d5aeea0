// tiny_stream_input: Takes frames from the input stream: completes short ones with zeros, swallows
// what is too long, and marks both as bad.
// Parameters: beats of a frame = 6, elements of a beat = 2, element bits = 8
// Made by StreamInput.java and CIRCT firtool-1.155.0
module tiny_stream_input (
  // clock and synchronous reset
  input         clock,
  input         reset,

  // AXI stream
  input         tvalid,
  input  [15:0] tdata,
  input         tlast,
  output        tready,
  input         tuser,

  // a state is being loaded: no frame may begin
  input         loading,

  // beats to the gearbox: elements, flags of the frame
  input         room,
  output        push,
  output [17:0] push_data,

  // events, one cycle each
  output        frame_started,
  output        short_frame,
  output        long_frame
);

  reg        awake;
  reg        padding;
  reg        swallowing;
  wire       running = ~(padding | swallowing);
  wire       ready = awake & ~loading & (swallowing | running & room);
  wire       ready_and_tvalid = tvalid & ready;
  wire       accepted = ready_and_tvalid & ~swallowing;
  wire       pushes = accepted | padding & room;
  reg  [2:0] beat;
  wire       beat_last = beat == 3'h5;
  wire       first_beat = beat == 3'h0;
  wire       starts = accepted & first_beat;
  wire       early_tlast = accepted & tlast & ~beat_last;
  wire       missing_tlast = accepted & beat_last & ~tlast;
  reg        user_held;
  wire       user = first_beat ? tuser : user_held;
  reg        bad_held;
  wire       bad = early_tlast | missing_tlast | bad_held & ~first_beat;
  always @(posedge clock) begin
    if (reset) begin
      awake <= 1'h0;
      padding <= 1'h0;
      swallowing <= 1'h0;
      beat <= 3'h0;
      bad_held <= 1'h0;
    end
    else begin
      awake <= 1'h1;
      padding <= early_tlast | padding & ~(pushes & beat_last);
      swallowing <= missing_tlast | swallowing & ~(ready_and_tvalid & tlast);
      if (pushes) begin
        beat <= beat_last ? 3'h0 : beat + 3'h1;
        bad_held <= bad;
      end
    end
    if (accepted)
      user_held <= user;
  end
  assign tready = ready;
  assign push = pushes;
  assign push_data = {bad, user, padding ? 16'h0 : tdata};
  assign frame_started = starts;
  assign short_frame = early_tlast;
  assign long_frame = missing_tlast;
endmodule
