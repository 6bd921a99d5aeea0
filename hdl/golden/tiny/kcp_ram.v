// RAM with one write port and one read port with a registered output: q holds mem[raddr] in the
// cycle after re, and keeps it while re is 0. Reading the address being written is not defined:
// synthesis is told so (no_rw_check saves the logic around the block RAM), and a simulation that
// defines KCP_POISON answers a wrong word. BLOCK asks for block RAM, otherwise the tool decides.
// With ZERO all words are 0 at power-up, else they are unknown.
module kcp_ram #(
  parameter WIDTH = 8,
  parameter DEPTH = 2,
  parameter ADDR = 1,
  parameter BLOCK = 0,
  parameter ZERO = 0
) (
  input                  clk,
  input                  we,
  input  [ADDR-1:0]      waddr,
  input  [WIDTH-1:0]     wdata,
  input                  re,
  input  [ADDR-1:0]      raddr,
  output reg [WIDTH-1:0] q
);
  generate
    if (BLOCK != 0) begin : block
      (* no_rw_check, ram_style = "block" *)
      reg [WIDTH-1:0] mem [0:DEPTH-1];
      integer i;

      initial if (ZERO != 0) for (i = 0; i < DEPTH; i = i + 1) mem[i] = {WIDTH{1'b0}};

      always @(posedge clk) if (we) mem[waddr] <= wdata;
`ifdef SYNTHESIS
      always @(posedge clk) if (re) q <= mem[raddr];
`elsif KCP_POISON
      always @(posedge clk) if (re) q <= we && waddr == raddr ? ~mem[raddr] : mem[raddr];
`else
      always @(posedge clk) if (re) q <= mem[raddr];
`endif
    end else begin : tables
      (* no_rw_check *)
      reg [WIDTH-1:0] mem [0:DEPTH-1];
      integer i;

      initial if (ZERO != 0) for (i = 0; i < DEPTH; i = i + 1) mem[i] = {WIDTH{1'b0}};

      always @(posedge clk) if (we) mem[waddr] <= wdata;
`ifdef SYNTHESIS
      always @(posedge clk) if (re) q <= mem[raddr];
`elsif KCP_POISON
      always @(posedge clk) if (re) q <= we && waddr == raddr ? ~mem[raddr] : mem[raddr];
`else
      always @(posedge clk) if (re) q <= mem[raddr];
`endif
    end
  endgenerate
endmodule
