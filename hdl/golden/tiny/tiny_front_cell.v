// tiny_front_cell: One cell of the array: sum_out' = sum_in + x * factor.
// Made by FrontCell.java and CIRCT firtool-1.155.0
module tiny_front_cell (
  // clock and synchronous reset
  input         clock,

  // element
  input  [7:0]  x,

  // factor of this beat
  input  [7:0]  factor,

  // partial sum from the north, and to the south
  input  [16:0] sum_in,
  output [16:0] sum_out
);

  reg  [16:0] sum;
  wire [15:0] product;
  always @(posedge clock)
    sum <= sum_in + {product[15], product};
  kcp_mul #(
    .AW(8),
    .BW(8)
  ) product_mul (
    .a (x),
    .b (factor),
    .y (product)
  );
  assign sum_out = sum;
endmodule
