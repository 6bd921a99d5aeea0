// RAM with one synchronous write port and one asynchronous read port, for distributed memory:
// q shows mem[raddr] in the same cycle; a written word is visible from the next cycle on.
module kcp_lutram #(
  parameter WIDTH = 8,
  parameter DEPTH = 2,
  parameter ADDR = 1
) (
  input              clk,
  input              we,
  input  [ADDR-1:0]  waddr,
  input  [WIDTH-1:0] wdata,
  input  [ADDR-1:0]  raddr,
  output [WIDTH-1:0] q
);
  reg [WIDTH-1:0] mem [0:DEPTH-1];

  always @(posedge clk) if (we) mem[waddr] <= wdata;

  assign q = mem[raddr];
endmodule
