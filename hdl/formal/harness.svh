// Reset is low or high as it likes, but high in the first cycle; registers begin with any value.
// Properties hold in every cycle that is `live`.
reg started = 1'b0;
always @(posedge clock) started <= 1'b1;
always @* assume (started || reset);
wire live = started && !reset;
