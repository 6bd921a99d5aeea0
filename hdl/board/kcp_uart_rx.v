// Receives bytes from an asynchronous serial line: 8 data bits, no parity, lowest bit first.
// A byte begins at a falling edge that is still low in the middle of the start bit, so a line held
// low gives nothing. valid is high for one clock; data stays until the next byte begins.
module kcp_uart_rx #(
  parameter CLOCKS_PER_BIT = 8
) (
  input        aclk,
  input        aresetn,
  input        rx,
  output [7:0] data,
  output reg   valid
);
  localparam BITS = $clog2(CLOCKS_PER_BIT);
  localparam [31:0] WHOLE = CLOCKS_PER_BIT - 1;
  // The edge is seen in the clock after the one in which the line is looked at.
  localparam [31:0] HALF = CLOCKS_PER_BIT / 2 - 1;

  reg [2:0]      line;
  reg            busy;
  reg            starting;
  reg [BITS-1:0] timer;
  reg [7:0]      bits; // a one moves down in front of the data and says when they are complete

  always @(posedge aclk) begin
    line <= {line[1:0], rx};
    valid <= 1'b0;
    if (!aresetn) begin
      busy <= 1'b0;
      line <= 3'b111;
    end else if (!busy) begin
      busy <= line[2] & ~line[1];
      starting <= 1'b1;
      timer <= HALF[BITS-1:0];
      if (line[2] & ~line[1]) bits <= 8'h80;
    end else if (timer != 0) begin
      timer <= timer - 1'b1;
    end else begin
      timer <= WHOLE[BITS-1:0];
      starting <= 1'b0;
      if (starting) begin
        busy <= ~line[1];
      end else begin
        bits <= {line[1], bits[7:1]};
        busy <= ~bits[0];
        valid <= bits[0];
      end
    end
  end

  assign data = bits;
endmodule
