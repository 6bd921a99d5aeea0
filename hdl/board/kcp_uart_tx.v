// Sends bytes on an asynchronous serial line: start bit, 8 data bits lowest first, stop bit.
// ready is high in the last clock of the stop bit too, so that bytes follow without a gap.
module kcp_uart_tx #(
  parameter CLOCKS_PER_BIT = 8
) (
  input       aclk,
  input       aresetn,
  input [7:0] data,
  input       valid,
  output      ready,
  output      tx
);
  localparam BITS = $clog2(CLOCKS_PER_BIT);
  localparam [31:0] WHOLE = CLOCKS_PER_BIT - 1;

  reg            line;
  reg            busy;
  reg [BITS-1:0] timer;
  reg [8:0]      bits; // stop bit above the data; zeros follow, so that the last one is known

  wire tick = timer == 0;
  wire last = bits == 9'd0;

  assign ready = ~busy | (tick & last);
  assign tx = line;

  always @(posedge aclk) begin
    if (!aresetn) begin
      busy <= 1'b0;
      line <= 1'b1;
    end else if (ready) begin
      busy <= valid;
      line <= ~valid;
      bits <= {1'b1, data};
      timer <= WHOLE[BITS-1:0];
    end else if (tick) begin
      line <= bits[0];
      bits <= {1'b0, bits[8:1]};
      timer <= WHOLE[BITS-1:0];
    end else begin
      timer <= timer - 1'b1;
    end
  end
endmodule
