// Two copies of a block, a and b, that see the same control and different data: they control alike.
// plan.svh holds the copies and, of each control output, the assertion that both are equal;
// registers.svh says of every register that these outputs depend on that both begin alike, and
// asserts that they stay so.
module twins_proof (
  input clock,
  input reset
);
`include "harness.svh"
`include "plan.svh"
`include "registers.svh"
endmodule
