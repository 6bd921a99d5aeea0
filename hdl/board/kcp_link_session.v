// The session: reads the token of a SYNC, and begins a new session if it is not the current one.
// A session begins with the core in reset for 16 clocks, and everything of the link with it; if bit
// 31 of the token is set, only the link begins anew.
module kcp_link_session (
  input             aclk,
  input             aresetn,
  input             sync_came,
  input             accepted,   // a numbered packet
  input             sync_taken,
  input       [7:0] read_data,
  output            reading,    // the slot last received is read, byte "read_byte" of its payload
  output      [1:0] read_byte,
  output reg [31:0] token,
  output reg        alive,
  output reg        fresh,      // no numbered packet was accepted since the session began
  output reg        sync_due,
  output reg        clear,
  output reg        core_resetn
);
  reg [2:0] step; // 0, then 4..7: reads bytes 0..3
  reg       taking;
  reg       last_taken;
  reg       differs;
  reg [3:0] wait_left;

  assign reading = step[2];
  assign read_byte = step[1:0];

  always @(posedge aclk) begin
    if (sync_came) step <= 3'd4;
    else if (reading) step <= step + 1'b1; // 7 is followed by 0
    taking <= reading;
    last_taken <= taking & ~reading;
    if (sync_came) differs <= 1'b0;
    if (taking) begin
      token <= {read_data, token[31:8]};
      if (read_data != token[7:0]) differs <= 1'b1;
    end

    sync_due <= last_taken | (sync_due & ~sync_taken);
    if (accepted) fresh <= 1'b0;
    if (last_taken & differs) begin
      alive <= 1'b1;
      fresh <= 1'b1;
      clear <= 1'b1;
      core_resetn <= token[31];
      wait_left <= 4'd15;
    end else if (clear) begin
      clear <= wait_left != 4'd0;
      core_resetn <= core_resetn | wait_left == 4'd0;
      wait_left <= wait_left - 1'b1;
    end

    if (!aresetn) begin
      step <= 3'd0;
      taking <= 1'b0;
      last_taken <= 1'b0;
      token <= 32'd0;
      alive <= 1'b0;
      fresh <= 1'b1;
      sync_due <= 1'b0;
      clear <= 1'b1;
      core_resetn <= 1'b0;
      wait_left <= 4'd15;
    end
  end
endmodule
