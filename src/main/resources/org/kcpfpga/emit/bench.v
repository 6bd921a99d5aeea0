// Sends @{steps} frames, and @{dropped} of wrong lengths that must be dropped, of seed @{seed}, to @{top}; compares
// outputs, registers and states with the functional model, and says PASS or FAIL with the first difference.
//   With Icarus: iverilog -o sim -f @{bench}.f && vvp -n sim
//   With Verilator 5: verilator --binary --top @{bench} -f @{bench}.f && obj_dir/V@{bench}
// A failure ends with $fatal and so not with 0. $fatal is SystemVerilog: where a simulator has none,
// define KCP_NO_FATAL, and look for the line PASS.
module @{bench};
  localparam BEATS = @{beats}, OUTPUTS = @{outputs}, OUTPUT_BEATS = @{outputBeats}, LANES = @{lanes}, SLOT = @{slot};
  localparam WAIT = @{wait}, USER = @{user}, IN = @{inData}, OUT = @{outData}, LOADS = @{loads}, PATIENCE = @{patience};
  localparam TEXT = 8 * 48;

  reg aclk = 1'b0;
@{pins}
  // wait, tlast, tuser, tdata
  reg [WAIT+USER+IN:0] inputs [0:BEATS-1];
  // wait, tlast, tdata
  reg [WAIT+OUT:0] outputs [0:OUTPUTS-1];
  // address, data of every write that loads the model
  reg [31:0] loads [0:2*LOADS+1];

  reg [WAIT+USER+IN:0] sending;
  reg [WAIT+OUT:0] expected;
  reg [31:0] data;
  reg [1:0] status;
  reg signed [SLOT-1:0] got, wanted;
  reg streaming = 1'b0, ended = 1'b0;
  integer beat = 0, output_beat = 0, in_wait = 0, out_wait = 0, idle = 0, lane, line;

  always #5 aclk = ~aclk;

  @{top} core (
    .aclk(aclk),
@{connections}
  );

  task fail;
    begin
      ended = 1'b1;
`ifdef KCP_NO_FATAL
      $finish;
`else
      $fatal;
`endif
    end
  endtask

  // Pins change at the falling edge and are looked at at the rising one.
  always @(negedge aclk) begin
    s_axis_tvalid = streaming && beat < BEATS && in_wait == 0;
    if (beat < BEATS) begin
      sending = inputs[beat];
      s_axis_tdata = sending[IN-1:0];
      s_axis_tuser = sending[IN+USER-1:IN];
      s_axis_tlast = sending[IN+USER];
    end
    m_axis_tready = streaming && out_wait == 0;
  end

  always @(posedge aclk) if (streaming && !ended) begin
    if (s_axis_tvalid && s_axis_tready === 1'b1) begin
      idle = 0;
      beat = beat + 1;
      if (beat < BEATS) in_wait = waits_of_input(beat);
    end else if (in_wait > 0) in_wait = in_wait - 1;
    if (m_axis_tvalid === 1'b1 && m_axis_tready) begin
      idle = 0;
      check_output;
      output_beat = output_beat + 1;
      if (output_beat < OUTPUTS) out_wait = waits_of_output(output_beat);
    end else if (m_axis_tvalid === 1'b1 && out_wait > 0) out_wait = out_wait - 1;
  end

  always @(posedge aclk) if (!ended) begin
    idle = idle + 1;
    if (idle > PATIENCE) begin
      $display("FAIL: nothing in %0d cycles, after %0d of %0d input beats and %0d of %0d output beats",
          PATIENCE, beat, BEATS, output_beat, OUTPUTS);
      fail;
    end
  end

  function integer waits_of_input(input integer at);
    reg [WAIT+USER+IN:0] word;
    begin
      word = inputs[at];
      waits_of_input = {{(32-WAIT){1'b0}}, word[WAIT+USER+IN:USER+IN+1]};
    end
  endfunction

  function integer waits_of_output(input integer at);
    reg [WAIT+OUT:0] word;
    begin
      word = outputs[at];
      waits_of_output = {{(32-WAIT){1'b0}}, word[WAIT+OUT:OUT+1]};
    end
  endfunction

  task check_output;
    begin
      if (output_beat >= OUTPUTS) begin
        $display("FAIL: an output behind the last of %0d beats", OUTPUTS);
        fail;
      end else begin
        expected = outputs[output_beat];
        for (lane = 0; lane < LANES && !ended; lane = lane + 1) begin
          got = m_axis_tdata[lane*SLOT +: SLOT];
          wanted = expected[lane*SLOT +: SLOT];
          if (got !== wanted) begin
            $display("FAIL: step %0d, element %0d: %0d (expected: %0d)", output_beat / OUTPUT_BEATS,
                output_beat % OUTPUT_BEATS * LANES + lane, got, wanted);
            fail;
          end
        end
        if (!ended && m_axis_tlast !== expected[OUT]) begin
          $display("FAIL: step %0d, beat %0d: tlast %b (expected: %b)", output_beat / OUTPUT_BEATS,
              output_beat % OUTPUT_BEATS, m_axis_tlast, expected[OUT]);
          fail;
        end
      end
    end
  endtask

  task write(input [11:0] address, input [31:0] word);
    begin
      @(negedge aclk);
      s_axil_awaddr = address;
      s_axil_wdata = word;
      s_axil_wstrb = 4'hf;
      s_axil_awvalid = 1'b1;
      s_axil_wvalid = 1'b1;
      s_axil_bready = 1'b1;
      // both are taken together
      @(posedge aclk);
      while (s_axil_awready !== 1'b1) @(posedge aclk);
      @(negedge aclk);
      s_axil_awvalid = 1'b0;
      s_axil_wvalid = 1'b0;
      while (s_axil_bvalid !== 1'b1) @(negedge aclk);
      status = s_axil_bresp;
      if (!ended) idle = 0;
      @(negedge aclk);
      if (status !== 2'd0 && !ended) begin
        $display("FAIL: write of %h to %h: answer %0d (expected: 0)", word, address, status);
        fail;
      end
    end
  endtask

  task read(input [11:0] address);
    begin
      @(negedge aclk);
      s_axil_araddr = address;
      s_axil_arvalid = 1'b1;
      s_axil_rready = 1'b1;
      @(posedge aclk);
      while (s_axil_arready !== 1'b1) @(posedge aclk);
      @(negedge aclk);
      s_axil_arvalid = 1'b0;
      while (s_axil_rvalid !== 1'b1) @(negedge aclk);
      data = s_axil_rdata;
      status = s_axil_rresp;
      @(negedge aclk);
      if (status !== 2'd0 && !ended) begin
        $display("FAIL: read of %h: answer %0d (expected: 0)", address, status);
        fail;
      end
    end
  endtask

  task expect_register(input [11:0] address, input [31:0] word, input [TEXT-1:0] name);
    begin
      read(address);
      if (!ended) idle = 0;
      if (data !== word && !ended) begin
        $display("FAIL: %0s: %h (expected: %h)", name, data, word);
        fail;
      end
    end
  endtask

  task load;
    for (line = 0; line < LOADS && !ended; line = line + 1)
      write(loads[2*line][11:0], loads[2*line+1]);
  endtask

  initial begin
`ifdef KCP_IMAGE_DIR
    $readmemh({`KCP_IMAGE_DIR, "/@{bench}_input.mem"}, inputs);
    $readmemh({`KCP_IMAGE_DIR, "/@{bench}_output.mem"}, outputs);
    if (LOADS > 0) $readmemh({`KCP_IMAGE_DIR, "/load.txt"}, loads, 0, 2*LOADS-1);
`else
    $readmemh("@{bench}_input.mem", inputs);
    $readmemh("@{bench}_output.mem", outputs);
    if (LOADS > 0) $readmemh("load.txt", loads, 0, 2*LOADS-1);
`endif
    in_wait = waits_of_input(0);
    out_wait = waits_of_output(0);
    // one rising edge
    @(posedge aclk) @(negedge aclk) aresetn = 1'b1;
@{before}    @(negedge aclk) streaming = 1'b1;
    while (!ended && (beat < BEATS || output_beat < OUTPUTS)) @(negedge aclk);
    // at rest
    read(12'h00c);
    while (!ended && !data[0]) read(12'h00c);
@{after}    if (!ended) begin
      ended = 1'b1;
      $display("PASS: %0d steps", OUTPUTS / OUTPUT_BEATS);
      $finish(0);
    end
  end
endmodule
