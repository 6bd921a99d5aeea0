// SPI slave, mode 0, highest bit first, sampled by aclk: sck must be slower than aclk / 10.
// A byte is exchanged every eight clocks of sck while cs_n is low; the one to send is taken when
// cs_n falls and with every byte's last bit, and is 0x00 if there is none (out_valid low).
module kcp_spi_slave (
  input            aclk,
  input            aresetn,
  input            sck,
  input            cs_n,
  input            mosi,
  output           miso,
  output     [7:0] in_data,
  output reg       in_valid,
  input      [7:0] out_data,
  input            out_valid,
  output           out_ready
);
  reg [2:0] clock;
  reg [2:0] chosen;
  reg [1:0] line;
  reg [2:0] count;
  reg [7:0] taken;
  reg [7:0] given;
  reg       bound;  // eight bits are in: at the falling edge the next byte begins

  wire rises = clock[1] & ~clock[2];
  wire falls = ~clock[1] & clock[2];
  wire begins = chosen[1] & ~chosen[2];

  assign in_data = taken;
  assign miso = given[7];
  assign out_ready = begins | (chosen[1] & falls & bound);

  always @(posedge aclk) begin
    clock <= {clock[1:0], sck};
    chosen <= {chosen[1:0], ~cs_n};
    line <= {line[0], mosi};
    in_valid <= aresetn & chosen[1] & rises & count == 3'd7;
    if (~chosen[1]) begin
      count <= 3'd0;
      bound <= 1'b0;
    end else if (rises) begin
      taken <= {taken[6:0], line[1]};
      count <= count + 1'b1;
      bound <= count == 3'd7;
    end
    if (out_ready) given <= out_valid ? out_data : 8'd0;
    else if (falls) given <= {given[6:0], 1'b0};
    if (!aresetn) chosen <= 3'd0;
  end
endmodule
