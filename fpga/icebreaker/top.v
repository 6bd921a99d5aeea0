// iCEBreaker v1.0e: the board's pins and clock around kcp_board.
// The clock is 12 MHz * (DIVF + 1) / 2^DIVQ: 63 and 5 give 24 MHz, 63 and 6 give 12 MHz, 47 and 5
// give 18 MHz, 63 and 4 give 48 MHz. 12 MHz * (DIVF + 1) must be 533 to 1066 MHz.
module top #(
  parameter DIVF = 63,
  parameter DIVQ = 5,
  parameter BAUD = 1000000,
  parameter SPI = 0,
  parameter RX_SLOT_BITS = 2,
  parameter TX_SLOT_BITS = 2
) (
  input  clk,
  input  btn_n,
  input  uart_rx,
  output uart_tx,
  input  spi_sck,
  input  spi_cs_n,
  input  spi_mosi,
  output spi_miso,
  output led_red_n,
  output led_green_n
);
  localparam [31:0] CLOCK = (12000000 * (DIVF + 1)) >> DIVQ;
  localparam [31:0] CLOCKS_PER_BIT = (CLOCK + BAUD / 2) / BAUD;
  localparam [6:0] FEEDBACK = DIVF;
  localparam [2:0] OUTPUT = DIVQ;

  wire aclk;
  wire locked;
  wire busy;
  wire error;

  SB_PLL40_PAD #(
    .FEEDBACK_PATH("SIMPLE"), .DIVR(4'd0), .DIVF(FEEDBACK), .DIVQ(OUTPUT), .FILTER_RANGE(3'd1)
  ) pll (
    .PACKAGEPIN(clk), .PLLOUTGLOBAL(aclk), .LOCK(locked), .RESETB(1'b1), .BYPASS(1'b0)
  );

  // Reset ends 16 clocks after lock and release of the button; both come without a clock.
  reg [1:0] quiet = 2'b00;
  reg [3:0] count = 4'd0;
  reg       aresetn = 1'b0;

  always @(posedge aclk) begin
    quiet <= {quiet[0], locked & btn_n};
    count <= quiet[1] ? count + {3'd0, ~&count} : 4'd0;
    aresetn <= &count;
  end

  kcp_board #(
    .CLOCKS_PER_BIT(CLOCKS_PER_BIT), .SPI(SPI),
    .RX_SLOT_BITS(RX_SLOT_BITS), .TX_SLOT_BITS(TX_SLOT_BITS)
  ) board (
    .aclk(aclk), .aresetn(aresetn), .uart_rx(uart_rx), .uart_tx(uart_tx), .spi_sck(spi_sck),
    .spi_cs_n(spi_cs_n), .spi_mosi(spi_mosi), .spi_miso(spi_miso), .busy(busy), .error(error)
  );

  assign led_red_n = ~error;
  assign led_green_n = ~busy;
endmodule
