// Breaks AXI4-Stream: what it offers changes in every cycle, taken or not.
module rude (
    input  wire       aclk,
    input  wire       aresetn,
    input  wire       s_axis_tvalid,
    output wire       s_axis_tready,
    input  wire [7:0] s_axis_tdata,
    output wire       m_axis_tvalid,
    input  wire       m_axis_tready,
    output reg  [7:0] m_axis_tdata
);
  assign s_axis_tready = m_axis_tready;
  assign m_axis_tvalid = aresetn;
  always @(posedge aclk) begin
    m_axis_tdata <= aresetn ? m_axis_tdata + 8'd1 : s_axis_tdata;
    if (s_axis_tvalid && s_axis_tdata == 8'd7) $display("seven");
  end
endmodule
