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
`ifdef HAS_awaddr
  // What is accepted was offered in the cycle before; a master keeps it until then.
  reg offered;
  always @(posedge clock) offered <= wstrb[0] && awaddr[11:2] == LOAD_DATA / 4;
`endif
  always @* if (started) begin
`ifdef HAS_awaddr
    accepts_what_was_offered: assert (!(low_write && write_at_load_data)
                                      || awready && wready && offered);
`endif
    only_a_load_changes_it: assert (loaded || `HELD == before);
    only_a_load_writes: assert (loads || !(|`WRITES));
  end
endmodule
