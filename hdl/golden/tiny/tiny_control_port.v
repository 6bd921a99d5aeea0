// tiny_control_port: The registers of the core: identity, sticky errors, counters, window to the
// state. read_at_NAME and write_at_NAME say which one is accessed; registers.md says what they do.
// An access to any other, or one refused, answers SLVERR.
// Parameters: counter bits = 16, saturation counter bits = 8
// Made by ControlPort.java and CIRCT firtool-1.155.0
module tiny_control_port (
  // clock and synchronous reset
  input         clock,
  input         reset,

  // AXI4-Lite: write address
  input  [11:0] awaddr,
  input         awvalid,
  output        awready,

  // AXI4-Lite: write data, in the cycle of its address
  input  [31:0] wdata,
  input  [3:0]  wstrb,
  input         wvalid,
  output        wready,

  // AXI4-Lite: write response
  input         bready,
  output        bvalid,
  output [1:0]  bresp,

  // AXI4-Lite: read address
  input  [11:0] araddr,
  input         arvalid,
  output        arready,

  // AXI4-Lite: read data
  input         rready,
  output        rvalid,
  output [31:0] rdata,
  output [1:0]  rresp,

  // events to count
  input         frame_started,
  input         step_delivered,
  input         frame_dropped,
  input         short_frame,
  input         long_frame,
  input         input_idle,
  input         output_stalled,

  // values clipped in the cycle before, by stage
  input  [1:0]  input_front_clips,
  input  [2:0]  input_contract1_clips,
  input  [2:0]  input_expand1_clips,
  input  [3:0]  hidden_expand1_clips,
  input  [2:0]  cell_pre_clips,
  input         cell_state_clips,
  input         cell_hidden_clips,
  input  [2:0]  hidden_contract2_clips,
  input  [2:0]  hidden_contract1_clips,

  // state: h of a sequence on its way to the hidden side
  input         places_full,
  input         hidden_room,
  output        loading,
  output        hidden_write,
  output [7:0]  hidden_value,
  output        place_emptied,
  output        state_loaded,

  // state: window to the memory of the cell
  output [2:0]  window_element,
  output [2:0]  write_element,
  output        state_write,
  output [15:0] state_data,
  output        state_capture,
  input  [15:0] state_word
);

  reg         low_write;
  reg         write_grant;
  reg         write_response;
  wire        write_grants = awvalid & wvalid & ~write_grant & ~write_response;
  reg  [9:0]  read_address;
  reg         read_grant;
  reg  [6:0]  frames_in_flight;
  wire        is_busy = |frames_in_flight;
  wire        at_rest = ~is_busy & places_full;
  wire        open = at_rest & ~frame_started;
  reg         write_at_control;
  wire        writes_control = low_write & write_at_control;
  wire        clear_counters = writes_control & wdata[0];
  reg         no_such_window;
  wire        refuses_sequence = ~open | no_such_window;
  reg         write_at_sequence;
  wire        writes_sequence = low_write & write_at_sequence;
  wire        selects_sequence = writes_sequence & ~refuses_sequence;
  reg         is_loading;
  wire        takes_hidden = (open | is_loading) & hidden_room;
  reg         write_at_hidden_data;
  wire        writes_hidden_data = low_write & write_at_hidden_data;
  wire        writes_hidden = writes_hidden_data & takes_hidden;
  reg  [2:0]  hidden_element;
  wire        hidden_element_last = hidden_element == 3'h5;
  reg         write_at_state_data;
  wire        writes_state_data = low_write & write_at_state_data;
  wire        writes_state = writes_state_data & open;
  reg         window_fresh;
  wire        shows_state = at_rest & window_fresh;
  wire        read_at_state_data = read_address == 10'hE;
  wire        reads_state = read_grant & read_at_state_data & shows_state;
  reg  [2:0]  element;
  wire [2:0]  element_after = element + 3'h1;
  wire        captures = at_rest & ~(selects_sequence | writes_state | writes_hidden);
  reg         write_at_errors;
  wire        writes_errors = low_write & write_at_errors;
  reg         short_frame_error;
  reg         long_frame_error;
  reg         wrong_sequence_error;
  reg  [15:0] steps_count;
  reg  [15:0] busy_count;
  reg  [15:0] starved_count;
  reg  [15:0] stalled_count;
  reg  [15:0] dropped_count;
  reg  [7:0]  input_front_saturations_count;
  wire [8:0]  input_front_saturations_sum =
    {1'h0, input_front_saturations_count} + {7'h0, input_front_clips};
  reg  [7:0]  input_contract1_saturations_count;
  wire [8:0]  input_contract1_saturations_sum =
    {1'h0, input_contract1_saturations_count} + {6'h0, input_contract1_clips};
  reg  [7:0]  input_expand1_saturations_count;
  wire [8:0]  input_expand1_saturations_sum =
    {1'h0, input_expand1_saturations_count} + {6'h0, input_expand1_clips};
  reg  [7:0]  hidden_expand1_saturations_count;
  wire [8:0]  hidden_expand1_saturations_sum =
    {1'h0, hidden_expand1_saturations_count} + {5'h0, hidden_expand1_clips};
  reg  [7:0]  cell_pre_saturations_count;
  wire [8:0]  cell_pre_saturations_sum =
    {1'h0, cell_pre_saturations_count} + {6'h0, cell_pre_clips};
  reg  [7:0]  cell_state_saturations_count;
  wire [8:0]  cell_state_saturations_sum =
    {1'h0, cell_state_saturations_count} + {8'h0, cell_state_clips};
  reg  [7:0]  cell_hidden_saturations_count;
  wire [8:0]  cell_hidden_saturations_sum =
    {1'h0, cell_hidden_saturations_count} + {8'h0, cell_hidden_clips};
  reg  [7:0]  hidden_contract2_saturations_count;
  wire [8:0]  hidden_contract2_saturations_sum =
    {1'h0, hidden_contract2_saturations_count} + {6'h0, hidden_contract2_clips};
  reg  [7:0]  hidden_contract1_saturations_count;
  wire [8:0]  hidden_contract1_saturations_sum =
    {1'h0, hidden_contract1_saturations_count} + {6'h0, hidden_contract1_clips};
  reg  [1:0]  write_status;
  reg         write_known;
  wire        write_refused =
    writes_sequence & refuses_sequence | writes_hidden_data & ~takes_hidden
    | writes_state_data & ~open;
  reg         read_valid;
  wire        read_done = read_valid & rready;
  wire        read_at_identity = read_address == 10'h0;
  wire        read_at_version = read_address == 10'h1;
  wire        read_at_plan_hash = read_address == 10'h2;
  wire        read_at_control = read_address == 10'h3;
  wire        read_at_checksum = read_address == 10'hA;
  wire        read_at_sequence = read_address == 10'hD;
  wire        read_at_hidden_data = read_address == 10'hF;
  wire        read_refused = read_at_state_data & ~shows_state;
  wire        read_at_errors = read_address == 10'h4;
  wire        read_at_steps = read_address == 10'h5;
  wire        read_at_busy = read_address == 10'h6;
  wire        read_at_starved = read_address == 10'h7;
  wire        read_at_stalled = read_address == 10'h8;
  wire        read_at_dropped = read_address == 10'h9;
  wire        read_at_saturations_input_front = read_address == 10'h10;
  wire        read_at_saturations_input_contract1 = read_address == 10'h11;
  wire        read_at_saturations_input_expand1 = read_address == 10'h12;
  wire        read_at_saturations_hidden_expand1 = read_address == 10'h13;
  wire        read_at_saturations_cell_pre = read_address == 10'h14;
  wire        read_at_saturations_cell_state = read_address == 10'h15;
  wire        read_at_saturations_cell_hidden = read_address == 10'h16;
  wire        read_at_saturations_hidden_contract2 = read_address == 10'h17;
  wire        read_at_saturations_hidden_contract1 = read_address == 10'h18;
  reg  [31:0] read_data;
  reg  [1:0]  read_status;
  wire        read_known =
    read_at_identity | read_at_version | read_at_plan_hash | read_at_control
    | read_at_checksum | read_at_sequence | read_at_hidden_data | read_at_state_data
    | read_at_errors | read_at_steps | read_at_busy | read_at_starved | read_at_stalled
    | read_at_dropped | read_at_saturations_input_front
    | read_at_saturations_input_contract1 | read_at_saturations_input_expand1
    | read_at_saturations_hidden_expand1 | read_at_saturations_cell_pre
    | read_at_saturations_cell_state | read_at_saturations_cell_hidden
    | read_at_saturations_hidden_contract2 | read_at_saturations_hidden_contract1;
  wire        awaddr_11_2_is_3_1 = awaddr[11:2] == 10'h3;
  wire        awaddr_11_2_is_13_1 = awaddr[11:2] == 10'hD;
  wire        awaddr_11_2_is_15_1 = awaddr[11:2] == 10'hF;
  wire        awaddr_11_2_is_14_1 = awaddr[11:2] == 10'hE;
  wire        awaddr_11_2_is_4_1 = awaddr[11:2] == 10'h4;
  always @(posedge clock) begin
    if (reset) begin
      low_write <= 1'h0;
      write_grant <= 1'h0;
      write_response <= 1'h0;
      read_address <= 10'h0;
      read_grant <= 1'h0;
      frames_in_flight <= 7'h0;
      write_at_control <= 1'h0;
      no_such_window <= 1'h0;
      write_at_sequence <= 1'h0;
      is_loading <= 1'h0;
      write_at_hidden_data <= 1'h0;
      hidden_element <= 3'h0;
      write_at_state_data <= 1'h0;
      window_fresh <= 1'h0;
      element <= 3'h0;
      write_at_errors <= 1'h0;
      short_frame_error <= 1'h0;
      long_frame_error <= 1'h0;
      wrong_sequence_error <= 1'h0;
      steps_count <= 16'h0;
      busy_count <= 16'h0;
      starved_count <= 16'h0;
      stalled_count <= 16'h0;
      dropped_count <= 16'h0;
      input_front_saturations_count <= 8'h0;
      input_contract1_saturations_count <= 8'h0;
      input_expand1_saturations_count <= 8'h0;
      hidden_expand1_saturations_count <= 8'h0;
      cell_pre_saturations_count <= 8'h0;
      cell_state_saturations_count <= 8'h0;
      cell_hidden_saturations_count <= 8'h0;
      hidden_contract2_saturations_count <= 8'h0;
      hidden_contract1_saturations_count <= 8'h0;
      write_status <= 2'h0;
      write_known <= 1'h0;
      read_valid <= 1'h0;
      read_data <= 32'h0;
      read_status <= 2'h0;
    end
    else begin
      low_write <= write_grants & wstrb[0];
      write_grant <= write_grants;
      write_response <= write_grant | write_response & ~bready;
      read_address <= araddr[11:2];
      read_grant <= arvalid & ~read_grant & ~read_valid;
      frames_in_flight <=
        frames_in_flight + {6'h0, frame_started} - {6'h0, step_delivered}
        - {6'h0, frame_dropped};
      write_at_control <= awaddr_11_2_is_3_1;
      no_such_window <= |wdata;
      write_at_sequence <= awaddr_11_2_is_13_1;
      if (writes_hidden) begin
        is_loading <= ~hidden_element_last;
        hidden_element <= hidden_element_last ? 3'h0 : hidden_element + 3'h1;
      end
      write_at_hidden_data <= awaddr_11_2_is_15_1;
      write_at_state_data <= awaddr_11_2_is_14_1;
      window_fresh <= captures;
      if (selects_sequence)
        element <= 3'h0;
      else if (writes_state | reads_state)
        element <= element == 3'h5 ? 3'h0 : element_after;
      write_at_errors <= awaddr_11_2_is_4_1;
      short_frame_error <= short_frame | short_frame_error & ~(writes_errors & wdata[0]);
      long_frame_error <= long_frame | long_frame_error & ~(writes_errors & wdata[1]);
      wrong_sequence_error <= wrong_sequence_error & ~(writes_errors & wdata[2]);
      steps_count <= clear_counters ? 16'h0 : steps_count + {15'h0, step_delivered};
      busy_count <= clear_counters ? 16'h0 : busy_count + {15'h0, is_busy};
      starved_count <=
        clear_counters ? 16'h0 : starved_count + {15'h0, input_idle & is_busy};
      stalled_count <= clear_counters ? 16'h0 : stalled_count + {15'h0, output_stalled};
      dropped_count <= clear_counters ? 16'h0 : dropped_count + {15'h0, frame_dropped};
      input_front_saturations_count <=
        clear_counters
          ? 8'h0
          : input_front_saturations_sum[8] ? 8'hFF : input_front_saturations_sum[7:0];
      input_contract1_saturations_count <=
        clear_counters
          ? 8'h0
          : input_contract1_saturations_sum[8]
              ? 8'hFF
              : input_contract1_saturations_sum[7:0];
      input_expand1_saturations_count <=
        clear_counters
          ? 8'h0
          : input_expand1_saturations_sum[8] ? 8'hFF : input_expand1_saturations_sum[7:0];
      hidden_expand1_saturations_count <=
        clear_counters
          ? 8'h0
          : hidden_expand1_saturations_sum[8]
              ? 8'hFF
              : hidden_expand1_saturations_sum[7:0];
      cell_pre_saturations_count <=
        clear_counters
          ? 8'h0
          : cell_pre_saturations_sum[8] ? 8'hFF : cell_pre_saturations_sum[7:0];
      cell_state_saturations_count <=
        clear_counters
          ? 8'h0
          : cell_state_saturations_sum[8] ? 8'hFF : cell_state_saturations_sum[7:0];
      cell_hidden_saturations_count <=
        clear_counters
          ? 8'h0
          : cell_hidden_saturations_sum[8] ? 8'hFF : cell_hidden_saturations_sum[7:0];
      hidden_contract2_saturations_count <=
        clear_counters
          ? 8'h0
          : hidden_contract2_saturations_sum[8]
              ? 8'hFF
              : hidden_contract2_saturations_sum[7:0];
      hidden_contract1_saturations_count <=
        clear_counters
          ? 8'h0
          : hidden_contract1_saturations_sum[8]
              ? 8'hFF
              : hidden_contract1_saturations_sum[7:0];
      if (write_grant)
        write_status <= {~(write_known & ~write_refused), 1'h0};
      else if (write_response & bready)
        write_status <= 2'h0;
      write_known <=
        awaddr[11:2] == 10'h0 | awaddr[11:2] == 10'h1 | awaddr[11:2] == 10'h2
        | awaddr_11_2_is_3_1 | awaddr[11:2] == 10'hA | awaddr_11_2_is_13_1
        | awaddr_11_2_is_15_1 | awaddr_11_2_is_14_1 | awaddr_11_2_is_4_1
        | awaddr[11:2] == 10'h5 | awaddr[11:2] == 10'h6 | awaddr[11:2] == 10'h7
        | awaddr[11:2] == 10'h8 | awaddr[11:2] == 10'h9 | awaddr[11:2] == 10'h10
        | awaddr[11:2] == 10'h11 | awaddr[11:2] == 10'h12 | awaddr[11:2] == 10'h13
        | awaddr[11:2] == 10'h14 | awaddr[11:2] == 10'h15 | awaddr[11:2] == 10'h16
        | awaddr[11:2] == 10'h17 | awaddr[11:2] == 10'h18;
      read_valid <= read_grant | read_valid & ~read_done;
      if (read_grant) begin
        read_data <=
          (read_at_identity ? 32'h4B435046 : 32'h0) | {14'h0, read_at_version, 17'h0}
          | (read_at_plan_hash ? 32'h5C3E7EEE : 32'h0)
          | (read_at_control ? {31'h0, at_rest} : 32'h0)
          | (read_at_checksum ? 32'h5C689DBE : 32'h0)
          | (read_at_state_data & shows_state
               ? {{16{state_word[15]}}, state_word}
               : 32'h0)
          | (read_at_errors
               ? {29'h0, wrong_sequence_error, long_frame_error, short_frame_error}
               : 32'h0) | (read_at_steps ? {16'h0, steps_count} : 32'h0)
          | (read_at_busy ? {16'h0, busy_count} : 32'h0)
          | (read_at_starved ? {16'h0, starved_count} : 32'h0)
          | (read_at_stalled ? {16'h0, stalled_count} : 32'h0)
          | (read_at_dropped ? {16'h0, dropped_count} : 32'h0)
          | (read_at_saturations_input_front
               ? {24'h0, input_front_saturations_count}
               : 32'h0)
          | (read_at_saturations_input_contract1
               ? {24'h0, input_contract1_saturations_count}
               : 32'h0)
          | (read_at_saturations_input_expand1
               ? {24'h0, input_expand1_saturations_count}
               : 32'h0)
          | (read_at_saturations_hidden_expand1
               ? {24'h0, hidden_expand1_saturations_count}
               : 32'h0)
          | (read_at_saturations_cell_pre ? {24'h0, cell_pre_saturations_count} : 32'h0)
          | (read_at_saturations_cell_state
               ? {24'h0, cell_state_saturations_count}
               : 32'h0)
          | (read_at_saturations_cell_hidden
               ? {24'h0, cell_hidden_saturations_count}
               : 32'h0)
          | (read_at_saturations_hidden_contract2
               ? {24'h0, hidden_contract2_saturations_count}
               : 32'h0)
          | (read_at_saturations_hidden_contract1
               ? {24'h0, hidden_contract1_saturations_count}
               : 32'h0);
        read_status <= {~(read_known & ~read_refused), 1'h0};
      end
      else if (read_done) begin
        read_data <= 32'h0;
        read_status <= 2'h0;
      end
    end
  end
  assign awready = write_grant;
  assign wready = write_grant;
  assign bvalid = write_response;
  assign bresp = write_status;
  assign arready = read_grant;
  assign rvalid = read_valid;
  assign rdata = read_data;
  assign rresp = read_status;
  assign loading = is_loading;
  assign hidden_write = writes_hidden;
  assign hidden_value = wdata[7:0];
  assign place_emptied = writes_hidden & hidden_element == 3'h0;
  assign state_loaded = writes_hidden & hidden_element_last;
  assign window_element = element;
  assign write_element = element;
  assign state_write = writes_state;
  assign state_data = wdata[15:0];
  assign state_capture = at_rest;
endmodule
