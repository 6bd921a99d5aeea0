// A whole core, with its real RAMs. What of FLOW, PAYLOAD, SILENCE, PROGRESS, LATENCY and COVER
// is defined says which proof this is.
module core_proof (
  input clock,
  input reset
);
`include "harness.svh"
`include "plan.svh"
  wire aclk = clock;
`ifdef DRIVEN
  // One reset, then good frames whose beats are always offered, of the sequences in turn; the
  // registers behind AXI4-Lite are left alone.
  wire aresetn = started;
  reg [7:0] position, offered, turn;
  wire ends = position == BEATS - 1;
  assign s_axis_tvalid = offered != FRAMES;
  assign s_axis_tlast = ends;
  assign s_axis_tuser = turn << 1;
  assign s_axil_awvalid = 0;
  assign s_axil_wvalid = 0;
  assign s_axil_arvalid = 0;
  assign s_axil_bready = 0;
  assign s_axil_rready = 0;
  assign s_axil_awaddr = 0;
  assign s_axil_araddr = 0;
  assign s_axil_wdata = 0;
  assign s_axil_wstrb = 0;
  assign s_axil_awprot = 0;
  assign s_axil_arprot = 0;
`else
  wire aresetn = !reset;
`endif
  `DUT dut (.*);

  wire taken = s_axis_tvalid && s_axis_tready;
  wire delivered = m_axis_tvalid && m_axis_tready;
  wire step_out = delivered && m_axis_tlast;
  reg waits;
  always @(posedge clock) waits <= m_axis_tvalid && !m_axis_tready && aresetn;

  // A state is loaded at rest only, and rest is no matter of few cycles.
`ifdef NO_LOAD
  always @* assume (!hidden_write);
`endif

`ifdef FLOW
  always @* if (live) begin
    output_holds: assert (!waits || m_axis_tvalid);
    `LEDGERS
  end
`endif

`ifdef PAYLOAD
  // Given the ledgers, which FLOW proves: what waits at the output does not change.
  reg [$bits(m_axis_tdata):0] shown;
  always @(posedge clock) shown <= {m_axis_tlast, m_axis_tdata};
  wire [15:0] distance = write_address >= read_address ? write_address - read_address
                                                       : write_address + DEPTH - read_address;
  always @* if (live) begin
    `LEDGERS
    addresses: assert (write_address < DEPTH && read_address < DEPTH);
    apart: assert (distance == (output_queue_level == DEPTH ? 0 : output_queue_level));
    payload_holds: assert (!waits || {m_axis_tlast, m_axis_tdata} == shown);
  end
`endif

`ifdef SILENCE
  // Nothing is ever offered.
  always @* assume (!s_axis_tvalid);
  always @* if (live) begin
    `LEDGERS
    no_output_without_input: assert (!m_axis_tvalid);
  end
`endif

`ifdef DRIVEN
  reg [11:0] cycle, moved_at, steps_in, steps_out;
  always @(posedge clock)
    if (!started) begin
      position <= 0;
      offered <= 0;
      turn <= 0;
      cycle <= 0;
      moved_at <= 0;
      steps_in <= 0;
      steps_out <= 0;
    end else begin
      if (taken) position <= ends ? 0 : position + 1;
      if (taken && ends) offered <= offered + 1;
      if (taken && ends) turn <= turn == SEQUENCES - 1 ? 0 : turn + 1;
      if (taken && position == 0) steps_in <= steps_in + 1;
      // from the first beat on
      if (taken || cycle != 0) cycle <= cycle + 1;
      if (taken || m_axis_tvalid) moved_at <= cycle;
      if (step_out) steps_out <= steps_out + 1;
    end
`endif

`ifdef PROGRESS
  // One stall of the output, whenever and however long.
  (* anyconst *) wire [11:0] stall_begin, stall_end;
  assign m_axis_tready = cycle < stall_begin || cycle >= stall_end;
  always @* if (live) begin
    moves: assert (taken || m_axis_tvalid || cycle - moved_at <= BOUND);
    no_output_without_input: assert (!m_axis_tvalid || steps_out < steps_in);
    frames_counted: assert (frames_in_flight == steps_in - steps_out);
  end
`endif

`ifdef LATENCY
  // No assumption is left: this is the one run of one frame.
  assign m_axis_tready = 1;
  always @* if (live) begin
    exact_latency: assert (step_out == (cycle + 1 == CYCLES));
  end
`endif

`ifdef COVER
  // When the last steps were delivered, the latest lowest.
  reg [PERIOD*12-1:0] times;
  always @(posedge clock) if (step_out) times <= {times, cycle};
  assign m_axis_tready = 1;
  always @* if (live) begin
    full_rate: cover (step_out && steps_out >= PERIOD
                      && cycle - times[PERIOD*12-1 -: 12] <= CYCLES);
  end
`endif
endmodule
