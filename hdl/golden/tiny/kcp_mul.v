// Signed multiplier, combinational and exact: y = a * b.
// Hand-written because synthesis tools infer one DSP block from this form, and several from an
// operand that was sign-extended before the multiplication.
module kcp_mul #(
  parameter AW = 8,
  parameter BW = 8
) (
  input  [AW-1:0]    a,
  input  [BW-1:0]    b,
  output [AW+BW-1:0] y
);
  assign y = $signed(a) * $signed(b);
endmodule
