// A whole core, with its real RAMs: any stream in, any stalls out.
module core_proof (
  input clock,
  input reset
);
`include "plan.svh"
`include "harness.svh"
  wire aclk = clock;
  wire aresetn = !reset;
  `DUT dut (.*);

  wire taken = s_axis_tvalid && s_axis_tready;
  wire delivered = m_axis_tvalid && m_axis_tready;
  reg waits, was_last;
  always @(posedge clock) begin
    waits <= m_axis_tvalid && !m_axis_tready && !reset;
    was_last <= m_axis_tlast;
  end

`ifdef FLOW
  // No state is loaded: a write to a window waits for rest, which is no matter of one cycle.
`ifdef NO_LOAD
  always @* assume (!hidden_write);
`endif
  always @* if (live) begin
    output_holds: assert (!waits || m_axis_tvalid);
    `LEDGERS
  end
`endif

`ifdef TLAST
  always @* if (live) begin
    last_holds: assert (!waits || m_axis_tvalid && m_axis_tlast == was_last);
  end
`endif

`ifdef PROGRESS
  // Cycles in a row in which input is offered and not taken, and no output waits to be taken.
  reg [15:0] quiet;
  always @(posedge clock)
    quiet <= reset || !s_axis_tvalid || s_axis_tready || m_axis_tvalid ? 0 : quiet + 1;
  always @* begin
    assume (reset == !started);
    assume (s_axis_tvalid);
    assume (!s_axil_awvalid && !s_axil_arvalid);
  end
  always @* if (live) begin
    moves: assert (quiet <= BOUND);
  end
`endif

`ifdef COVER
  // Good frames without a gap, or one only.
  reg [15:0] position, cycle, last_at, frames;
  reg some;
  wire ends = position == BEATS - 1;
  always @(posedge clock)
    if (reset) begin
      position <= 0;
      cycle <= 0;
      frames <= 0;
      last_at <= 0;
      some <= 0;
    end else begin
      if (taken) position <= ends ? 0 : position + 1;
      if (taken && ends) frames <= frames + 1;
      if (taken || cycle != 0) cycle <= cycle + 1;
      if (delivered && m_axis_tlast) last_at <= cycle;
      if (delivered && m_axis_tlast) some <= 1;
    end
  always @* begin
    assume (reset == !started);
    assume (s_axis_tvalid == (frames < FRAMES) && m_axis_tready);
    assume (s_axis_tlast == ends && s_axis_tuser == 0);
    assume (!s_axil_awvalid && !s_axil_wvalid && !s_axil_arvalid);
  end
  always @* if (live) begin
    `SITUATION
  end
`endif
endmodule
