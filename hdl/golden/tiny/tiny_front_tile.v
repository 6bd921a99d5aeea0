// tiny_front_tile: One row of a tile of the array: its cells share the element.
// Parameters: cells = 2
// Made by FrontTile.java and CIRCT firtool-1.155.0
module tiny_front_tile (
  // clock and synchronous reset
  input         clock,

  // element, and the same for the tile in the east
  input  [7:0]  x,
  output [7:0]  x_east,

  // factors of this beat, that of cell 0 lowest
  input  [15:0] factors,

  // partial sums from the north, and to the south
  input  [33:0] sums_in,
  output [33:0] sums_out
);

  wire [16:0] cell1_sum_out;
  wire [16:0] cell0_sum_out;
  reg  [7:0]  x_held1;
  always @(posedge clock)
    x_held1 <= x;
  tiny_front_cell cell0 (
    .clock   (clock),
    .x       (x),
    .factor  (factors[7:0]),
    .sum_in  (sums_in[16:0]),
    .sum_out (cell0_sum_out)
  );
  tiny_front_cell cell1 (
    .clock   (clock),
    .x       (x),
    .factor  (factors[15:8]),
    .sum_in  (sums_in[33:17]),
    .sum_out (cell1_sum_out)
  );
  assign x_east = x_held1;
  assign sums_out = {cell1_sum_out, cell0_sum_out};
endmodule
