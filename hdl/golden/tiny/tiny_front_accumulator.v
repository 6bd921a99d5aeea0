// tiny_front_accumulator: Below a tile: adds the column sums of the beats of a fibre.
// Made by FrontAccumulator.java and CIRCT firtool-1.155.0
module tiny_front_accumulator (
  // clock and synchronous reset
  input         clock,
  input         reset,

  // column sums of a beat; it is the first, or last, of its fibre
  input  [33:0] sums,
  input         valid,
  input         first,
  input         last,

  // a fibre is finished, its sums
  output        done,
  output [35:0] totals
);

  reg [17:0] total0;
  reg [17:0] total1;
  reg        fibre_done;
  always @(posedge clock) begin
    if (valid) begin
      total0 <= (first ? 18'h0 : total0) + {sums[16], sums[16:0]};
      total1 <= (first ? 18'h0 : total1) + {sums[33], sums[33:17]};
    end
    if (reset)
      fibre_done <= 1'h0;
    else
      fibre_done <= valid & last;
  end
  assign done = fibre_done;
  assign totals = {total1, total0};
endmodule
