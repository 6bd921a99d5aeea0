// A board without its pins' special cells: UART and, with SPI = 1, an SPI slave at the link of
// kcp_socket, which is generated with the design's core. Answers go where the last byte came from.
// Without SPI its pins are not looked at.
module kcp_board #(
  parameter CLOCKS_PER_BIT = 8,
  parameter SPI = 0,
  parameter RX_SLOT_BITS = 2,
  parameter TX_SLOT_BITS = 2
) (
  input  aclk,
  input  aresetn,
  input  uart_rx,
  output uart_tx,
  input  spi_sck,
  input  spi_cs_n,
  input  spi_mosi,
  output spi_miso,
  output busy,
  output error
);
  wire [7:0] uart_data, rx_data, tx_data;
  wire       uart_valid, uart_ready, rx_valid, tx_valid, tx_ready;
  wire       to_spi;

  kcp_uart_rx #(.CLOCKS_PER_BIT(CLOCKS_PER_BIT)) receive (
    .aclk(aclk), .aresetn(aresetn), .rx(uart_rx), .data(uart_data), .valid(uart_valid)
  );

  kcp_uart_tx #(.CLOCKS_PER_BIT(CLOCKS_PER_BIT)) transmit (
    .aclk(aclk), .aresetn(aresetn), .data(tx_data), .valid(tx_valid & ~to_spi),
    .ready(uart_ready), .tx(uart_tx)
  );

  generate
    if (SPI != 0) begin : spi
      wire [7:0] spi_data, queue_data;
      wire       spi_valid, queue_ready, queue_valid, queue_taken;
      reg        chosen;

      kcp_spi_slave slave (
        .aclk(aclk), .aresetn(aresetn), .sck(spi_sck), .cs_n(spi_cs_n), .mosi(spi_mosi),
        .miso(spi_miso), .in_data(spi_data), .in_valid(spi_valid), .out_data(queue_data),
        .out_valid(queue_valid), .out_ready(queue_taken)
      );

      kcp_packet_queue queue (
        .aclk(aclk), .aresetn(aresetn), .in_data(tx_data), .in_valid(tx_valid & chosen),
        .in_ready(queue_ready), .out_data(queue_data), .out_valid(queue_valid),
        .out_ready(queue_taken)
      );

      always @(posedge aclk) chosen <= aresetn & (spi_valid | (chosen & ~uart_valid));

      assign to_spi = chosen;
      assign tx_ready = chosen ? queue_ready : uart_ready;
      assign rx_valid = spi_valid | uart_valid;
      assign rx_data = spi_valid ? spi_data : uart_data;
    end else begin : no_spi
      wire unused = &{spi_sck, spi_cs_n, spi_mosi};

      assign spi_miso = 1'b0;
      assign to_spi = 1'b0;
      assign tx_ready = uart_ready;
      assign rx_valid = uart_valid;
      assign rx_data = uart_data;
    end
  endgenerate

  kcp_socket #(.RX_SLOT_BITS(RX_SLOT_BITS), .TX_SLOT_BITS(TX_SLOT_BITS)) socket (
    .aclk(aclk), .aresetn(aresetn), .rx_data(rx_data), .rx_valid(rx_valid), .tx_data(tx_data),
    .tx_valid(tx_valid), .tx_ready(tx_ready), .busy(busy), .error(error)
  );
endmodule
