// A stand-in for a generated accelerator: the same pins, a few lines of behaviour.
//
// Stream: each output beat is the input beat with 1 added to every 32-bit lane, behind a FIFO of
// four beats. Registers: four words at 0, 4, 8 (read and write) and 12 (beats accepted, read only);
// any other address answers SLVERR. The beats with low word 0xDEAD0001 and 0xDEAD0002 plant
// a $fatal and a failed assertion; the low word 0xDEAD0003 stops the FIFO for good.
module toy (
    input  wire        aclk,
    input  wire        aresetn,
    input  wire        s_axis_tvalid,
    output wire        s_axis_tready,
    input  wire [95:0] s_axis_tdata,
    input  wire        s_axis_tlast,
    input  wire        s_axis_tuser,
    output reg         m_axis_tvalid,
    input  wire        m_axis_tready,
    output reg  [95:0] m_axis_tdata,
    output reg         m_axis_tlast,
    input  wire [7:0]  s_axil_awaddr,
    input  wire        s_axil_awvalid,
    output wire        s_axil_awready,
    input  wire [31:0] s_axil_wdata,
    input  wire [3:0]  s_axil_wstrb,
    input  wire        s_axil_wvalid,
    output wire        s_axil_wready,
    output reg  [1:0]  s_axil_bresp,
    output reg         s_axil_bvalid,
    input  wire        s_axil_bready,
    input  wire [7:0]  s_axil_araddr,
    input  wire        s_axil_arvalid,
    output wire        s_axil_arready,
    output reg  [31:0] s_axil_rdata,
    output reg  [1:0]  s_axil_rresp,
    output reg         s_axil_rvalid,
    input  wire        s_axil_rready
);
  reg [96:0] fifo [0:3];
  reg [2:0]  count;
  reg [1:0]  head;
  reg [1:0]  tail;
  reg        stuck;
  reg [31:0] accepted;

  assign s_axis_tready = (count != 3'd4) & ~stuck;
  wire push = s_axis_tvalid & s_axis_tready;
  wire pop  = (count != 3'd0) & (~m_axis_tvalid | m_axis_tready) & ~stuck;

  wire [31:0] lane0 = s_axis_tdata[31:0] + 32'd1;
  wire [31:0] lane1 = s_axis_tdata[63:32] + 32'd1;
  wire [31:0] lane2 = s_axis_tdata[95:64] + 32'd1;

  always @(posedge aclk) begin
    if (!aresetn) begin
      count <= 3'd0;
      head <= 2'd0;
      tail <= 2'd0;
      stuck <= 1'b0;
      accepted <= 32'd0;
      m_axis_tvalid <= 1'b0;
    end else begin
      if (push) begin
        fifo[tail] <= {s_axis_tlast, lane2, lane1, lane0};
        tail <= tail + 2'd1;
        accepted <= (s_axis_tuser ? 32'd0 : accepted) + 32'd1;
        if (s_axis_tdata[31:0] == 32'hDEAD0001) $fatal(1, "planted fatal");
        assert (s_axis_tdata[31:0] != 32'hDEAD0002) else $error("planted assertion");
        if (s_axis_tdata[31:0] == 32'hDEAD0003) stuck <= 1'b1;
      end
      count <= count + {2'b0, push} - {2'b0, pop};
      if (pop) begin
        {m_axis_tlast, m_axis_tdata} <= fifo[head];
        head <= head + 2'd1;
      end
      m_axis_tvalid <= pop | (m_axis_tvalid & ~m_axis_tready);
    end
  end

  reg [31:0] registers [0:2];
  // The address and the data of a write arrive in either order; both are taken in one cycle.
  wire write = s_axil_awvalid & s_axil_wvalid & ~s_axil_bvalid;
  wire writable = s_axil_awaddr < 8'd12;
  assign s_axil_awready = write;
  assign s_axil_wready = write;
  wire read = s_axil_arvalid & ~s_axil_rvalid & (s_axil_araddr != 8'hFC);
  assign s_axil_arready = read;

  integer i;
  always @(posedge aclk) begin
    if (!aresetn) begin
      s_axil_bvalid <= 1'b0;
      s_axil_rvalid <= 1'b0;
      for (i = 0; i < 3; i = i + 1) registers[i] <= 32'd0;
    end else begin
      if (write) begin
        s_axil_bvalid <= 1'b1;
        s_axil_bresp <= writable ? 2'd0 : 2'd2;
        for (i = 0; i < 4; i = i + 1)
          if (writable & s_axil_wstrb[i])
            registers[s_axil_awaddr[3:2]][8*i +: 8] <= s_axil_wdata[8*i +: 8];
      end else if (s_axil_bready) s_axil_bvalid <= 1'b0;
      if (read) begin
        s_axil_rvalid <= 1'b1;
        s_axil_rresp <= (s_axil_araddr < 8'd16) ? 2'd0 : 2'd2;
        s_axil_rdata <= (s_axil_araddr < 8'd12) ? registers[s_axil_araddr[3:2]] : accepted;
      end else if (s_axil_rready) s_axil_rvalid <= 1'b0;
    end
  end
endmodule
