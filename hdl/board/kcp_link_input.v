// Handles received packets in order: stream bytes become beats, READ and WRITE become accesses.
// A packet is handled only when the one before is: what waits holds back all behind it.
//
// One shift register holds a beat, or address and data of an access: both end at its top.
module kcp_link_input #(
  parameter BEAT_IN = 1,
  parameter USER = 1
) (
  input                    aclk,
  input                    clear,
  input                    core_resetn,
  // slots
  input                    waiting,
  input                    pause,     // the reading port is in use; what was read is lost
  output reg [7:0]         read_index,
  input      [7:0]         read_data,
  output                   consumes,
  // beats
  output                   s_axis_tvalid,
  input                    s_axis_tready,
  output [8*BEAT_IN-1:0]   s_axis_tdata,
  output                   s_axis_tlast,
  output reg [USER-1:0]    s_axis_tuser,
  // accesses
  output reg               s_axil_awvalid,
  input                    s_axil_awready,
  output [11:0]            s_axil_awaddr,
  output reg               s_axil_wvalid,
  input                    s_axil_wready,
  output [31:0]            s_axil_wdata,
  output reg               s_axil_arvalid,
  input                    s_axil_arready,
  output [11:0]            s_axil_araddr,
  output                   asking,
  input                    answered
);
  localparam IDLE = 2'd0, USE = 2'd1, BEAT = 2'd2, ACCESS = 2'd3;
  localparam WIDTH = BEAT_IN > 6 ? 8 * BEAT_IN : 48;
  localparam PART_BITS = BEAT_IN > 1 ? $clog2(BEAT_IN) : 1;
  localparam [31:0] LAST_PART = BEAT_IN - 1;

  reg [1:0]           state;
  reg                 is_stream, is_access, is_last; // is_last: DATA_LAST, or WRITE
  reg [7:0]           length;
  reg [WIDTH-1:0]     bytes;
  reg [PART_BITS-1:0] part; // bytes of the beat so far

  wire header = &read_index[7:2];
  wire ended = ~header & read_index == length;
  wire whole = part == LAST_PART[PART_BITS-1:0];
  wire padding = is_stream & is_last & part != 0;
  // The first payload byte of DATA is the user value.
  wire is_user = is_stream & read_index == 8'd0;

  assign consumes = (state == IDLE & waiting & ended & ~padding & ~is_access)
      | (state == ACCESS & answered);
  assign asking = state == ACCESS;
  assign s_axis_tvalid = state == BEAT;
  assign s_axis_tlast = is_last & ended;
  assign s_axis_tdata = bytes[WIDTH-1 -: 8*BEAT_IN];
  assign s_axil_awaddr = bytes[WIDTH-48 +: 12];
  assign s_axil_wdata = bytes[WIDTH-1 -: 32];
  assign s_axil_araddr = bytes[WIDTH-16 +: 12];

  always @(posedge aclk) begin
    if (s_axil_awready) s_axil_awvalid <= 1'b0;
    if (s_axil_wready) s_axil_wvalid <= 1'b0;
    if (s_axil_arready) s_axil_arvalid <= 1'b0;
    case (state)
      IDLE: if (waiting) begin
        if (~ended) begin
          if (~pause) state <= USE;
        end else if (padding) begin
          take_byte(8'd0);
        end else if (is_access) begin
          s_axil_awvalid <= is_last;
          s_axil_wvalid <= is_last;
          s_axil_arvalid <= ~is_last;
          state <= ACCESS;
        end else begin
          read_index <= 8'd252;
        end
      end
      USE: begin
        read_index <= read_index + 1'b1;
        state <= IDLE;
        if (~header & ~is_user) take_byte(read_data);
        // Within a beat it is a continuation, whose user value is 0.
        if (~header & is_user & part == 0) s_axis_tuser <= read_data[USER-1:0];
        if (header & read_index[1:0] == 2'd0) begin
          is_stream <= read_data[5];
          is_access <= read_data[5:4] == 2'd1;
          is_last <= read_data[0];
        end
        if (header & read_index[1:0] == 2'd3) length <= read_data;
      end
      BEAT: if (s_axis_tready) begin
        s_axis_tuser <= {USER{1'b0}};
        state <= IDLE;
      end
      ACCESS: if (answered) begin
        read_index <= 8'd252;
        state <= IDLE;
      end
    endcase
    if (clear) begin
      read_index <= 8'd252;
      part <= 0;
      s_axis_tuser <= {USER{1'b0}};
      state <= IDLE;
    end
    // A core that is not reset takes what was offered.
    if (!core_resetn) begin
      s_axil_awvalid <= 1'b0;
      s_axil_wvalid <= 1'b0;
      s_axil_arvalid <= 1'b0;
    end
  end

  task take_byte(input [7:0] value);
    begin
      bytes <= {value, bytes[WIDTH-1:8]};
      if (is_stream) begin
        part <= whole ? {PART_BITS{1'b0}} : part + 1'b1;
        if (whole) state <= BEAT;
      end
    end
  endtask
endmodule
