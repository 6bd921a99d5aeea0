// The arbiter of a bank that several stages share; member 0 has precedence.
module bank_proof (
  input clock,
  input reset
);
`include "harness.svh"
`include "plan.svh"
  `DUT dut (.*);
  wire [MEMBERS-1:0] wants = `WANTS;
  wire [MEMBERS-1:0] grants = `GRANTS;
`ifdef HAS_cell_claims
  wire claimed = cell_claims;
`else
  wire claimed = 1'b0;
`endif
  wire [MEMBERS-1:0] issues = wants & grants;
  // a number less one, and it: only the lowest of its bits is set
  wire [MEMBERS-1:0] first = wants & ~(wants - 1'b1);

  always @* if (live) begin
    one_at_a_time: assert ((issues & (issues - 1'b1)) == 0);
    none_beside_the_cell: assert (!claimed || issues == 0);
    in_order_of_members: assert (claimed || issues == first);
    someone_issues: assert (claimed || wants == 0 || issues != 0);
  end

`ifdef COVER
  reg [MEMBERS-1:0] served;
  always @(posedge clock) served <= reset ? 0 : served | issues;
  always @* assume (reset == !started);
  always @* if (live) begin
    serves_all: cover (&served);
  end
`endif
endmodule
