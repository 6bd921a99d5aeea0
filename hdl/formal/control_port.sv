// The registers behind AXI4-Lite: any master that keeps to the protocol, any frames.
module control_port_proof (
  input clock,
  input reset
);
`include "harness.svh"
`include "plan.svh"
  localparam OKAY = 2'd0, SLVERR = 2'd2;
  `DUT dut (.*);
`ifdef RECURRENT
  wire [31:0] hidden_element = hidden_word * LANES + hidden_lane;
`endif

  // The master keeps what it offers until it is taken.
  reg aw_waits, w_waits, ar_waits;
  reg [11:0] awaddr_was, araddr_was;
  reg [35:0] w_was;
  always @(posedge clock) begin
    aw_waits <= awvalid && !awready && !reset;
    w_waits <= wvalid && !wready && !reset;
    ar_waits <= arvalid && !arready && !reset;
    awaddr_was <= awaddr;
    araddr_was <= araddr;
    w_was <= {wdata, wstrb};
  end
  always @* begin
    assume (!aw_waits || awvalid && awaddr == awaddr_was);
    assume (!w_waits || wvalid && {wdata, wstrb} == w_was);
    assume (!ar_waits || arvalid && araddr == araddr_was);
  end

  // Frames end only if they began; the counter has more bits than frames in a core need.
  reg [FRAME_BITS-1:0] frames;
  wire [FRAME_BITS-1:0] ended = step_delivered + frame_dropped;
  always @* assume (ended <= frames && !(&frames));

  // Answers that are due, and how long a request waits for nothing.
  reg write_due, read_due;
  reg [1:0] write_waits, read_waits;
  wire free_write = awvalid && wvalid && !awready && !bvalid;
  wire free_read = arvalid && !arready && !rvalid;
  always @(posedge clock)
    if (reset) begin
      frames <= 0;
      write_due <= 0;
      read_due <= 0;
      write_waits <= 0;
      read_waits <= 0;
    end else begin
      frames <= frames + frame_started - ended;
      write_due <= awready || write_due && !bready;
      read_due <= arready || read_due && !rready;
      write_waits <= free_write ? write_waits + 1 : 0;
      read_waits <= free_read ? read_waits + 1 : 0;
    end

  reg b_waits, r_waits;
  reg [1:0] bresp_was;
  reg [33:0] r_was;
  always @(posedge clock) begin
    b_waits <= bvalid && !bready && !reset;
    r_waits <= rvalid && !rready && !reset;
    bresp_was <= bresp;
    r_was <= {rdata, rresp};
  end

`ifdef HAS_state_write
  // What is read while it is written is any word, which nobody is shown.
  reg met;
  always @(posedge clock)
    met <= state_capture && state_write && window_element == write_element
`ifdef HAS_write_lane
           && window_lane == write_lane
`endif
           ;
`endif

  always @* if (live) begin
    address_with_data: assert (awready == wready);
    takes_what_is_offered: assert (!awready || awvalid && wvalid);
    reads_what_is_asked: assert (!arready || arvalid);
    one_answer_per_write: assert (bvalid == write_due && !(awready && write_due));
    one_answer_per_read: assert (rvalid == read_due && !(arready && read_due));
    write_answer_holds: assert (!b_waits || bvalid && bresp == bresp_was);
    read_answer_holds: assert (!r_waits || rvalid && {rdata, rresp} == r_was);
    answers_known: assert ((bresp == OKAY || bresp == SLVERR) && (rresp == OKAY || rresp == SLVERR));
    nothing_where_refused: assert (!(rvalid && rresp == SLVERR) || rdata == 0);
    nothing_between_reads: assert (rvalid || rdata == 0 && rresp == OKAY);
    okay_between_writes: assert (bvalid || bresp == OKAY);
    write_progress: assert (write_waits <= 1);
    read_progress: assert (read_waits <= 1);
    frames_counted: assert (frames_in_flight == frames);
`ifdef RECURRENT
    loads_by_count: assert (hidden_element < SIZE && loading == (hidden_element != 0));
    loads_at_rest: assert (!`WRITTEN || loading || frames == 0 && places_full);
    whole_words: assert (hidden_write == (`WRITTEN && hidden_lane == LANES - 1));
    loads_where_room: assert (!hidden_write || hidden_room);
    first_empties: assert (place_emptied == (`WRITTEN && hidden_element == 0));
    last_completes: assert (state_loaded == (`WRITTEN && hidden_element == SIZE - 1));
`endif
`ifdef HAS_state_write
    states_in_range: assert (window_element < WORDS && write_element < WORDS);
    states_at_rest: assert (!state_write || frames == 0 && places_full || hidden_write);
    window_shows_what_stands: assert (!(met && window_fresh));
`endif
  end

`ifdef COVER
  always @* assume (reset == !started);
  always @* if (live) begin
    written: cover (bvalid && bready && bresp == OKAY);
    refused: cover (bvalid && bresp == SLVERR);
    read: cover (rvalid && rready && rdata != 0);
`ifdef RECURRENT
    loaded: cover (state_loaded);
`endif
  end
`endif
endmodule
