// Pins of every kind Verilator has a type for. Each output is its input from the cycle before,
// inverted; `sum` is combinational.
module widths (
    input  wire        aclk,
    input  wire        a1,
    input  wire [7:0]  a8,
    input  wire [11:0] a12,
    input  wire [31:0] a32,
    input  wire [32:0] a33,
    input  wire [63:0] a64,
    input  wire [64:0] a65,
    input  wire [95:0] a96,
    output reg         y1,
    output reg  [7:0]  y8,
    output reg  [11:0] y12,
    output reg  [31:0] y32,
    output reg  [32:0] y33,
    output reg  [63:0] y64,
    output reg  [64:0] y65,
    output reg  [95:0] y96,
    output wire [8:0]  sum
);
  assign sum = {1'b0, a8} + {8'b0, a1};
  always @(posedge aclk) begin
    y1 <= ~a1;
    y8 <= ~a8;
    y12 <= ~a12;
    y32 <= ~a32;
    y33 <= ~a33;
    y64 <= ~a64;
    y65 <= ~a65;
    y96 <= ~a96;
  end
endmodule
