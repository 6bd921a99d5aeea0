// Sends packets: COBS, CRC and live acknowledge over slots that stay as they are, so that a packet
// can be sent again.
//
// Two positions walk through a packet (251 is the zero that COBS imagines in front, 252..255 the
// header, then payload and CRC): "scan" runs ahead to the next zero, three clocks a byte, and takes
// the CRC on its way; "emit" follows and puts out scan - emit in place of each zero.
// Order of precedence: answer to SYNC, REPEAT, numbered packets, ACK.
module kcp_packet_sender #(
  parameter [7:0] WINDOW = 3,
  parameter [7:0] BEAT_IN = 1,
  parameter [7:0] BEAT_OUT = 1
) (
  input            aclk,
  input            aresetn,
  input            clear,      // a session begins: the packet under way is cut short
  // what is to be sent
  input            sync_due,
  input            repeat_due,
  input            number_due,
  input            ack_due,
  input      [7:0] number,     // of the numbered packet; does not change while it is sent
  input      [7:0] expected,
  input      [7:0] consumed,
  input     [31:0] token,
  input            fresh,
  output           idle,
  output           starts,     // the acknowledge is taken now
  output           sync_taken,
  output           repeat_taken,
  output           sent,       // a numbered packet is out
  // reading of slots: the slot is that of "number"
  output     [7:0] read_index,
  input      [7:0] read_data,
  // bytes to the wire
  output     [7:0] out_data,
  output           out_valid,
  input            out_ready
);
  localparam IDLE = 3'd0, READ = 3'd1, TAKE = 3'd2, TEST = 3'd3,
             CODE = 3'd4, SEND = 3'd5, MORE = 3'd6, END = 3'd7;

  reg  [2:0]  state;
  reg         scanning;
  reg         half;         // the upper half of "data" is still to go into the CRC
  reg         is_sync, is_repeat, is_numbered;
  reg  [7:0]  scan, emit, length, acknowledge, wanted, data;
  reg         began;        // "fresh" as it was when the packet began
  wire [31:0] crc;

  wire [7:0] position = scanning ? scan : emit;
  wire       header = &position[7:2];
  wire [7:0] beyond = position - length;
  wire       in_crc = beyond[7:2] == 6'd0;
  wire       at_end = beyond == 8'd4;
  wire [7:0] distance = scan - emit;

  kcp_crc32 #(.STEP(4)) check (
    .aclk(aclk), .begin_new(state == IDLE), .enable((state == TEST & ~in_crc) | half),
    .bits(half ? data[7:4] : data[3:0]), .crc(crc)
  );

  // Bytes that lie in no slot.
  reg [7:0] control;
  always @* begin
    case (position[3:0])
      4'd0: control = is_repeat ? wanted : token[7:0];
      4'd1: control = token[15:8];
      4'd2: control = token[23:16];
      4'd3: control = token[31:24];
      4'd4: control = 8'd1;
      4'd5: control = WINDOW;
      4'd6: control = BEAT_IN;
      4'd7: control = BEAT_OUT;
      4'd8: control = {7'd0, began};
      4'd12: control = {6'd0, is_repeat, is_sync};
      default: control = is_sync ? 8'd9 : {7'd0, is_repeat};
    endcase
  end

  reg [7:0] source;
  always @* begin
    if (in_crc) source = ~crc[8*beyond[1:0] +: 8];
    else if (header & position[1:0] == 2'd1) source = is_numbered ? number : 8'd0;
    else if (header & position[1:0] == 2'd2) source = acknowledge;
    else source = is_numbered ? read_data : control;
  end

  assign idle = state == IDLE;
  assign starts = idle & ~clear & (sync_due | repeat_due | number_due | ack_due);
  assign sync_taken = starts & sync_due;
  assign repeat_taken = starts & ~sync_due & repeat_due;
  assign sent = state == END & is_numbered & out_ready;
  assign read_index = position;
  assign out_data = data;
  assign out_valid = state == SEND | state == END;

  always @(posedge aclk) begin
    half <= state == TEST & ~in_crc;
    case (state)
      IDLE: begin
        is_sync <= sync_due;
        is_repeat <= ~sync_due & repeat_due;
        is_numbered <= ~sync_due & ~repeat_due & number_due;
        acknowledge <= consumed;
        wanted <= expected;
        began <= fresh;
        scan <= 8'd252;
        emit <= 8'd251;
        scanning <= 1'b1;
        if (starts) state <= READ;
      end
      READ: state <= scanning & at_end ? CODE : TAKE;
      TAKE: begin
        data <= source;
        if (position == 8'd255) length <= source;
        state <= scanning ? TEST : SEND;
      end
      TEST: begin
        if (data == 8'd0) begin
          state <= CODE;
        end else begin
          scan <= scan + 1'b1;
          state <= READ;
        end
      end
      CODE: begin
        data <= distance;
        scanning <= 1'b0;
        state <= SEND;
      end
      SEND: if (out_ready) begin
        emit <= emit + 1'b1;
        state <= MORE;
      end
      MORE: begin
        state <= READ;
        if (distance == 8'd0) begin
          if (at_end) begin
            data <= 8'd0;
            state <= END;
          end else begin
            scan <= scan + 1'b1;
            scanning <= 1'b1;
          end
        end
      end
      END: if (out_ready) state <= IDLE;
    endcase
    if (clear & state != IDLE) begin
      data <= 8'd0;
      is_numbered <= 1'b0;
      state <= state == END & out_ready ? IDLE : END;
    end
    if (!aresetn) begin
      half <= 1'b0;
      length <= 8'd0; // compared before the first one is known
      state <= IDLE;
    end
  end
endmodule
