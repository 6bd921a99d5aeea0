// What holds the model of a loadable core, `HELD, changes in a cycle of `LOADS only, and memories
// are written in no other: whatever the inputs, and in cycles of reset too.
module model_proof (
  input clock,
  input reset
);
`include "harness.svh"
`include "plan.svh"
  `DUT dut (.*);
  wire loads = `LOADS;
  reg [$bits(`HELD)-1:0] before;
  reg loaded;
  always @(posedge clock) begin
    before <= `HELD;
    loaded <= loads;
  end
  always @* if (started) begin
    only_a_load_changes_it: assert (loaded || `HELD == before);
    only_a_load_writes: assert (loads || !(|`WRITES));
  end
endmodule
