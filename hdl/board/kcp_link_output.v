// Fills slots: output beats become DATA, what the registers answer becomes answers. An answer goes
// between two beats, and a DATA packet begun before it is closed first, so that both never wait for
// each other.
module kcp_link_output #(
  parameter BEAT_OUT = 1
) (
  input                   aclk,
  input                   clear,
  input                   asking,
  // slots
  input                   room,
  output                  write,
  output [7:0]            write_index,
  output reg [7:0]        write_data,
  output                  fills,
  // beats
  input                   m_axis_tvalid,
  output                  m_axis_tready,
  input [8*BEAT_OUT-1:0]  m_axis_tdata,
  input                   m_axis_tlast,
  // accesses
  input                   s_axil_bvalid,
  input [1:0]             s_axil_bresp,
  input                   s_axil_rvalid,
  input [1:0]             s_axil_rresp,
  input [31:0]            s_axil_rdata,
  output                  answered
);
  localparam FILL = 2'd0, LENGTH = 2'd1, KIND = 2'd2;
  localparam PART_BITS = BEAT_OUT > 1 ? $clog2(BEAT_OUT) : 1;
  localparam [31:0] LAST_PART = BEAT_OUT - 1;
  localparam [7:0] LAST_INDEX = 8'd239;

  reg [1:0]           state;
  reg [7:0]           index;
  reg [PART_BITS-1:0] part;
  reg                 answering;
  reg                 flag; // DATA_LAST, or answer to WRITE

  wire answer = asking & (s_axil_bvalid | s_axil_rvalid);
  wire between = part == 0;
  wire takes = m_axis_tvalid & ~(between & answer);
  wire beat_ends = part == LAST_PART[PART_BITS-1:0];
  wire answer_ends = index == (s_axil_rvalid ? 8'd4 : 8'd0);

  assign write = room & (state != FILL | answering | takes);
  assign write_index = state == FILL ? index : {6'h3F, {2{state == LENGTH}}};
  assign fills = state == KIND;
  assign answered = fills & answering;
  assign m_axis_tready = state == FILL & room & ~answering & takes & beat_ends;

  always @* begin
    if (state == KIND) write_data = {2'd0, ~answering, answering, 3'd0, flag};
    else if (state == LENGTH) write_data = index;
    else if (~answering) write_data = m_axis_tdata[8*part +: 8];
    else
      case (index[2:0])
        3'd0: write_data = {6'd0, s_axil_rvalid ? s_axil_rresp : s_axil_bresp};
        3'd1: write_data = s_axil_rdata[7:0];
        3'd2: write_data = s_axil_rdata[15:8];
        3'd3: write_data = s_axil_rdata[23:16];
        default: write_data = s_axil_rdata[31:24];
      endcase
  end

  always @(posedge aclk) begin
    case (state)
      FILL: begin
        if (write) index <= index + 1'b1;
        if (answering) begin
          flag <= s_axil_bvalid;
          if (room & answer_ends) state <= LENGTH;
        end else if (takes) begin
          flag <= beat_ends & m_axis_tlast;
          if (room) part <= beat_ends ? {PART_BITS{1'b0}} : part + 1'b1;
          if (room & ((beat_ends & m_axis_tlast) | index == LAST_INDEX)) state <= LENGTH;
        end else if (answer & index == 8'd0) begin
          answering <= 1'b1;
        end else if (answer) begin
          flag <= 1'b0;
          state <= LENGTH;
        end
      end
      LENGTH: state <= KIND;
      default: begin
        index <= 8'd0;
        answering <= 1'b0;
        state <= FILL;
      end
    endcase
    if (clear) begin
      index <= 8'd0;
      part <= 0;
      answering <= 1'b0;
      state <= FILL;
    end
  end
endmodule
