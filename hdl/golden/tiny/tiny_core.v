// tiny_core: Core tiny: KCP-compressed lstm, a step of its input stream in 37 cycles, 70 from its
// first beat to its last result. Input stages, hidden stages, cell; a queue with credits between
// any two.
// Parameters: element bits = 8, input lanes = 2, output lanes = 1, sequences = 1
// Made by Accelerator.java and CIRCT firtool-1.155.0
module tiny_core (
  // clock, and synchronous reset (active low)
  input         aclk,
  input         aresetn,

  // AXI stream of inputs: a frame is a step
  input         s_axis_tvalid,
  input  [15:0] s_axis_tdata,
  input         s_axis_tlast,
  input         s_axis_tuser,
  output        s_axis_tready,

  // AXI stream of outputs: tlast ends a step
  input         m_axis_tready,
  output        m_axis_tvalid,
  output [7:0]  m_axis_tdata,
  output        m_axis_tlast,

  // AXI4-Lite registers, see registers.md
  input  [11:0] s_axil_awaddr,
  input         s_axil_awvalid,
  input  [31:0] s_axil_wdata,
  input  [3:0]  s_axil_wstrb,
  input         s_axil_wvalid,
  input         s_axil_bready,
  input  [11:0] s_axil_araddr,
  input         s_axil_arvalid,
  input         s_axil_rready,
  input  [2:0]  s_axil_awprot,
  input  [2:0]  s_axil_arprot,
  output        s_axil_awready,
  output        s_axil_wready,
  output [1:0]  s_axil_bresp,
  output        s_axil_bvalid,
  output        s_axil_arready,
  output [31:0] s_axil_rdata,
  output [1:0]  s_axil_rresp,
  output        s_axil_rvalid
);

  wire         control_port_loading;
  wire         control_port_hidden_write;
  wire [7:0]   control_port_hidden_value;
  wire         control_port_place_emptied;
  wire         control_port_state_loaded;
  wire [2:0]   control_port_window_element;
  wire [2:0]   control_port_write_element;
  wire         control_port_state_write;
  wire [15:0]  control_port_state_data;
  wire         control_port_state_capture;
  wire         bank1_hidden_contract2_grant;
  wire         bank1_hidden_contract1_grant;
  wire         bank1_input_expand1_grant;
  wire [95:0]  bank1_products;
  wire         bank0_hidden_expand2_grant;
  wire         bank0_hidden_expand1_grant;
  wire         bank0_input_expand2_grant;
  wire [511:0] bank0_products;
  wire         output_queue_credit;
  wire         output_queue_valid;
  wire [8:0]   output_queue_data;
  wire         lstm_cell_pop;
  wire         lstm_cell_push;
  wire [7:0]   lstm_cell_value;
  wire         lstm_cell_last;
  wire         lstm_cell_hidden_room;
  wire [127:0] lstm_cell_bank_tokens;
  wire [127:0] lstm_cell_bank_factors;
  wire         lstm_cell_bank_claims;
  wire [15:0]  lstm_cell_state_word;
  wire [2:0]   lstm_cell_pre_clips;
  wire         lstm_cell_state_clips;
  wire         lstm_cell_hidden_clips;
  wire         steps_room_available;
  wire         steps_queue_credit;
  wire         steps_queue_valid;
  wire         steps_queue_data;
  wire         cell_hidden_queue_credit;
  wire         cell_hidden_queue_valid;
  wire [103:0] cell_hidden_queue_data;
  wire         hidden_expand2_in_pop;
  wire         hidden_expand2_bank_wants;
  wire [255:0] hidden_expand2_bank_tokens;
  wire [255:0] hidden_expand2_bank_factors;
  wire         hidden_expand2_push;
  wire [103:0] hidden_expand2_push_data;
  wire         hidden_expand2_queue_credit;
  wire         hidden_expand2_queue_valid;
  wire [255:0] hidden_expand2_queue_data;
  wire         hidden_expand1_in_pop;
  wire         hidden_expand1_step_done;
  wire         hidden_expand1_all_full;
  wire         hidden_expand1_bank_wants;
  wire [255:0] hidden_expand1_bank_tokens;
  wire [255:0] hidden_expand1_bank_factors;
  wire         hidden_expand1_push;
  wire [127:0] hidden_expand1_push_data;
  wire [3:0]   hidden_expand1_clips;
  wire         cell_input_queue_credit;
  wire         cell_input_queue_valid;
  wire [104:0] cell_input_queue_data;
  wire         input_expand2_in_pop;
  wire         input_expand2_bank_wants;
  wire [255:0] input_expand2_bank_tokens;
  wire [255:0] input_expand2_bank_factors;
  wire         input_expand2_push;
  wire [104:0] input_expand2_push_data;
  wire         input_expand2_queue_credit;
  wire         input_expand2_queue_valid;
  wire [256:0] input_expand2_queue_data;
  wire         input_expand1_in_pop;
  wire         input_expand1_dropped;
  wire         input_expand1_commit;
  wire         input_expand1_commit_step;
  wire         input_expand1_bank_wants;
  wire [63:0]  input_expand1_bank_tokens;
  wire [31:0]  input_expand1_bank_factors;
  wire         input_expand1_push;
  wire [64:0]  input_expand1_push_data;
  wire [2:0]   input_expand1_clips;
  wire         hidden_expand1_queue_credit;
  wire         hidden_expand1_queue_valid;
  wire [63:0]  hidden_expand1_queue_data;
  wire         hidden_contract1_in_pop;
  wire         hidden_contract1_bank_wants;
  wire [63:0]  hidden_contract1_bank_tokens;
  wire [31:0]  hidden_contract1_bank_factors;
  wire         hidden_contract1_push;
  wire [63:0]  hidden_contract1_push_data;
  wire [2:0]   hidden_contract1_clips;
  wire         hidden_contract1_queue_credit;
  wire         hidden_contract1_queue_valid;
  wire [31:0]  hidden_contract1_queue_data;
  wire         hidden_contract2_queue_credit;
  wire         hidden_contract2_queue_valid;
  wire [7:0]   hidden_contract2_queue_data;
  wire         hidden_contract2_in_pop;
  wire         hidden_contract2_bank_wants;
  wire [63:0]  hidden_contract2_bank_tokens;
  wire [31:0]  hidden_contract2_bank_factors;
  wire         hidden_contract2_push;
  wire [63:0]  hidden_contract2_push_data;
  wire [2:0]   hidden_contract2_clips;
  wire         input_expand1_queue_credit;
  wire         input_expand1_queue_valid;
  wire [17:0]  input_expand1_queue_data;
  wire         input_contract1_in_pop;
  wire         input_contract1_bank_wants;
  wire [63:0]  input_contract1_bank_tokens;
  wire [31:0]  input_contract1_bank_factors;
  wire         input_contract1_push;
  wire [65:0]  input_contract1_push_data;
  wire [2:0]   input_contract1_clips;
  wire         input_contract1_queue_credit;
  wire         input_contract1_queue_valid;
  wire [33:0]  input_contract1_queue_data;
  wire         input_front_in_pop;
  wire         input_front_push;
  wire [33:0]  input_front_push_data;
  wire [1:0]   input_front_clips;
  wire         gearbox_room;
  wire         gearbox_valid;
  wire [17:0]  gearbox_data;
  wire         stream_input_tready;
  wire         stream_input_push;
  wire [17:0]  stream_input_push_data;
  wire         stream_input_frame_started;
  wire         stream_input_short_frame;
  wire         stream_input_long_frame;
  wire         reset = ~aresetn;
  wire         output_last = output_queue_valid & output_queue_data[8];
  wire         output_taken = output_queue_valid & m_axis_tready;
  tiny_stream_input stream_input (
    .clock         (aclk),
    .reset         (reset),
    .tvalid        (s_axis_tvalid),
    .tdata         (s_axis_tdata),
    .tlast         (s_axis_tlast),
    .tready        (stream_input_tready),
    .tuser         (s_axis_tuser),
    .loading       (control_port_loading),
    .room          (gearbox_room),
    .push          (stream_input_push),
    .push_data     (stream_input_push_data),
    .frame_started (stream_input_frame_started),
    .short_frame   (stream_input_short_frame),
    .long_frame    (stream_input_long_frame)
  );
  tiny_gearbox gearbox (
    .clock     (aclk),
    .reset     (reset),
    .push      (stream_input_push),
    .push_data (stream_input_push_data),
    .room      (gearbox_room),
    .pop       (input_front_in_pop),
    .valid     (gearbox_valid),
    .data      (gearbox_data)
  );
  tiny_input_front input_front (
    .clock      (aclk),
    .reset      (reset),
    .in_data    (gearbox_data),
    .in_valid   (gearbox_valid),
    .in_pop     (input_front_in_pop),
    .out_credit (input_contract1_queue_credit),
    .push       (input_front_push),
    .push_data  (input_front_push_data),
    .clips      (input_front_clips)
  );
  kcp_queue #(
    .AHEAD(0),
    .DEPTH(8),
    .FLAGS(2),
    .IN_BITS(32),
    .OUT_BITS(32),
    .POPS(1),
    .PUSHES(1)
  ) input_contract1_queue (
    .clock     (aclk),
    .reset     (reset),
    .push      (input_front_push),
    .push_data (input_front_push_data),
    .credit    (input_contract1_queue_credit),
    .valid     (input_contract1_queue_valid),
    .data      (input_contract1_queue_data),
    .pop       (input_contract1_in_pop)
  );
  tiny_input_contract1 input_contract1 (
    .clock         (aclk),
    .reset         (reset),
    .in_valid      (input_contract1_queue_valid),
    .in_data       (input_contract1_queue_data),
    .in_pop        (input_contract1_in_pop),
    .bank_wants    (input_contract1_bank_wants),
    .bank_tokens   (input_contract1_bank_tokens),
    .bank_factors  (input_contract1_bank_factors),
    .bank_products (bank1_products),
    .out_credit    (input_expand1_queue_credit),
    .push          (input_contract1_push),
    .push_data     (input_contract1_push_data),
    .clips         (input_contract1_clips)
  );
  kcp_queue #(
    .AHEAD(0),
    .DEPTH(9),
    .FLAGS(2),
    .IN_BITS(64),
    .OUT_BITS(16),
    .POPS(4),
    .PUSHES(1)
  ) input_expand1_queue (
    .clock     (aclk),
    .reset     (reset),
    .push      (input_contract1_push),
    .push_data (input_contract1_push_data),
    .credit    (input_expand1_queue_credit),
    .valid     (input_expand1_queue_valid),
    .data      (input_expand1_queue_data),
    .pop       (input_expand1_in_pop)
  );
  tiny_hidden_contract2 hidden_contract2 (
    .clock         (aclk),
    .reset         (reset),
    .in_valid      (hidden_contract2_queue_valid),
    .in_data       (hidden_contract2_queue_data),
    .in_pop        (hidden_contract2_in_pop),
    .bank_wants    (hidden_contract2_bank_wants),
    .bank_grant    (bank1_hidden_contract2_grant),
    .bank_tokens   (hidden_contract2_bank_tokens),
    .bank_factors  (hidden_contract2_bank_factors),
    .bank_products (bank1_products),
    .out_credit    (hidden_contract1_queue_credit),
    .push          (hidden_contract2_push),
    .push_data     (hidden_contract2_push_data),
    .clips         (hidden_contract2_clips)
  );
  kcp_queue #(
    .AHEAD(0),
    .DEPTH(6),
    .FLAGS(0),
    .IN_BITS(8),
    .OUT_BITS(8),
    .POPS(1),
    .PUSHES(1)
  ) hidden_contract2_queue (
    .clock     (aclk),
    .reset     (reset),
    .push      (control_port_hidden_write | lstm_cell_push),
    .push_data
      (control_port_hidden_write ? control_port_hidden_value : lstm_cell_value),
    .credit    (hidden_contract2_queue_credit),
    .valid     (hidden_contract2_queue_valid),
    .data      (hidden_contract2_queue_data),
    .pop       (hidden_contract2_in_pop)
  );
  kcp_queue #(
    .AHEAD(0),
    .DEPTH(2),
    .FLAGS(0),
    .IN_BITS(64),
    .OUT_BITS(32),
    .POPS(2),
    .PUSHES(1)
  ) hidden_contract1_queue (
    .clock     (aclk),
    .reset     (reset),
    .push      (hidden_contract2_push),
    .push_data (hidden_contract2_push_data),
    .credit    (hidden_contract1_queue_credit),
    .valid     (hidden_contract1_queue_valid),
    .data      (hidden_contract1_queue_data),
    .pop       (hidden_contract1_in_pop)
  );
  tiny_hidden_contract1 hidden_contract1 (
    .clock         (aclk),
    .reset         (reset),
    .in_valid      (hidden_contract1_queue_valid),
    .in_data       (hidden_contract1_queue_data),
    .in_pop        (hidden_contract1_in_pop),
    .bank_wants    (hidden_contract1_bank_wants),
    .bank_grant    (bank1_hidden_contract1_grant),
    .bank_tokens   (hidden_contract1_bank_tokens),
    .bank_factors  (hidden_contract1_bank_factors),
    .bank_products (bank1_products),
    .out_credit    (hidden_expand1_queue_credit),
    .push          (hidden_contract1_push),
    .push_data     (hidden_contract1_push_data),
    .clips         (hidden_contract1_clips)
  );
  kcp_queue #(
    .AHEAD(0),
    .DEPTH(2),
    .FLAGS(0),
    .IN_BITS(64),
    .OUT_BITS(64),
    .POPS(1),
    .PUSHES(1)
  ) hidden_expand1_queue (
    .clock     (aclk),
    .reset     (reset),
    .push      (hidden_contract1_push),
    .push_data (hidden_contract1_push_data),
    .credit    (hidden_expand1_queue_credit),
    .valid     (hidden_expand1_queue_valid),
    .data      (hidden_expand1_queue_data),
    .pop       (hidden_expand1_in_pop)
  );
  tiny_input_expand1 input_expand1 (
    .clock         (aclk),
    .reset         (reset),
    .in_valid      (input_expand1_queue_valid),
    .in_data       (input_expand1_queue_data),
    .in_pop        (input_expand1_in_pop),
    .dropped       (input_expand1_dropped),
    .step_room     (steps_room_available),
    .commit        (input_expand1_commit),
    .commit_step   (input_expand1_commit_step),
    .state_loaded  (control_port_state_loaded),
    .bank_wants    (input_expand1_bank_wants),
    .bank_grant    (bank1_input_expand1_grant),
    .bank_tokens   (input_expand1_bank_tokens),
    .bank_factors  (input_expand1_bank_factors),
    .bank_products (bank1_products),
    .out_credit    (input_expand2_queue_credit),
    .push          (input_expand1_push),
    .push_data     (input_expand1_push_data),
    .clips         (input_expand1_clips)
  );
  kcp_queue #(
    .AHEAD(0),
    .DEPTH(2),
    .FLAGS(1),
    .IN_BITS(64),
    .OUT_BITS(256),
    .POPS(1),
    .PUSHES(4)
  ) input_expand2_queue (
    .clock     (aclk),
    .reset     (reset),
    .push      (input_expand1_push),
    .push_data (input_expand1_push_data),
    .credit    (input_expand2_queue_credit),
    .valid     (input_expand2_queue_valid),
    .data      (input_expand2_queue_data),
    .pop       (input_expand2_in_pop)
  );
  tiny_input_expand2 input_expand2 (
    .clock         (aclk),
    .reset         (reset),
    .in_valid      (input_expand2_queue_valid),
    .in_data       (input_expand2_queue_data),
    .in_pop        (input_expand2_in_pop),
    .bank_wants    (input_expand2_bank_wants),
    .bank_grant    (bank0_input_expand2_grant),
    .bank_tokens   (input_expand2_bank_tokens),
    .bank_factors  (input_expand2_bank_factors),
    .bank_products (bank0_products),
    .out_credit    (cell_input_queue_credit),
    .push          (input_expand2_push),
    .push_data     (input_expand2_push_data)
  );
  kcp_queue #(
    .AHEAD(0),
    .DEPTH(7),
    .FLAGS(1),
    .IN_BITS(104),
    .OUT_BITS(104),
    .POPS(1),
    .PUSHES(1)
  ) cell_input_queue (
    .clock     (aclk),
    .reset     (reset),
    .push      (input_expand2_push),
    .push_data (input_expand2_push_data),
    .credit    (cell_input_queue_credit),
    .valid     (cell_input_queue_valid),
    .data      (cell_input_queue_data),
    .pop       (lstm_cell_pop)
  );
  tiny_hidden_expand1 hidden_expand1 (
    .clock         (aclk),
    .reset         (reset),
    .in_valid      (hidden_expand1_queue_valid),
    .in_data       (hidden_expand1_queue_data),
    .in_pop        (hidden_expand1_in_pop),
    .step_valid    (steps_queue_valid),
    .step_done     (hidden_expand1_step_done),
    .step_start    (steps_queue_data),
    .place_emptied (control_port_place_emptied),
    .all_full      (hidden_expand1_all_full),
    .bank_wants    (hidden_expand1_bank_wants),
    .bank_grant    (bank0_hidden_expand1_grant),
    .bank_tokens   (hidden_expand1_bank_tokens),
    .bank_factors  (hidden_expand1_bank_factors),
    .bank_products (bank0_products),
    .out_credit    (hidden_expand2_queue_credit),
    .push          (hidden_expand1_push),
    .push_data     (hidden_expand1_push_data),
    .clips         (hidden_expand1_clips)
  );
  kcp_queue #(
    .AHEAD(0),
    .DEPTH(2),
    .FLAGS(0),
    .IN_BITS(128),
    .OUT_BITS(256),
    .POPS(1),
    .PUSHES(2)
  ) hidden_expand2_queue (
    .clock     (aclk),
    .reset     (reset),
    .push      (hidden_expand1_push),
    .push_data (hidden_expand1_push_data),
    .credit    (hidden_expand2_queue_credit),
    .valid     (hidden_expand2_queue_valid),
    .data      (hidden_expand2_queue_data),
    .pop       (hidden_expand2_in_pop)
  );
  tiny_hidden_expand2 hidden_expand2 (
    .clock         (aclk),
    .reset         (reset),
    .in_valid      (hidden_expand2_queue_valid),
    .in_data       (hidden_expand2_queue_data),
    .in_pop        (hidden_expand2_in_pop),
    .bank_wants    (hidden_expand2_bank_wants),
    .bank_grant    (bank0_hidden_expand2_grant),
    .bank_tokens   (hidden_expand2_bank_tokens),
    .bank_factors  (hidden_expand2_bank_factors),
    .bank_products (bank0_products),
    .out_credit    (cell_hidden_queue_credit),
    .push          (hidden_expand2_push),
    .push_data     (hidden_expand2_push_data)
  );
  kcp_queue #(
    .AHEAD(0),
    .DEPTH(6),
    .FLAGS(0),
    .IN_BITS(104),
    .OUT_BITS(104),
    .POPS(1),
    .PUSHES(1)
  ) cell_hidden_queue (
    .clock     (aclk),
    .reset     (reset),
    .push      (hidden_expand2_push),
    .push_data (hidden_expand2_push_data),
    .credit    (cell_hidden_queue_credit),
    .valid     (cell_hidden_queue_valid),
    .data      (cell_hidden_queue_data),
    .pop       (lstm_cell_pop)
  );
  kcp_queue #(
    .AHEAD(0),
    .DEPTH(4),
    .FLAGS(0),
    .IN_BITS(1),
    .OUT_BITS(1),
    .POPS(1),
    .PUSHES(1)
  ) steps_queue (
    .clock     (aclk),
    .reset     (reset),
    .push      (input_expand1_commit),
    .push_data (input_expand1_commit_step),
    .credit    (steps_queue_credit),
    .valid     (steps_queue_valid),
    .data      (steps_queue_data),
    .pop       (hidden_expand1_step_done)
  );
  kcp_credits #(
    .AHEAD(0),
    .CREDITS(4),
    .NEEDED(1),
    .RETURNED(1),
    .SPENT(1)
  ) steps_room (
    .clock     (aclk),
    .reset     (reset),
    .available (steps_room_available),
    .spend     (input_expand1_commit),
    .give_back (steps_queue_credit)
  );
  tiny_cell lstm_cell (
    .clock          (aclk),
    .reset          (reset),
    .input_data     (cell_input_queue_data),
    .input_valid    (cell_input_queue_valid),
    .hidden_data    (cell_hidden_queue_data),
    .hidden_valid   (cell_hidden_queue_valid),
    .pop            (lstm_cell_pop),
    .output_credit  (output_queue_credit),
    .push           (lstm_cell_push),
    .value          (lstm_cell_value),
    .last           (lstm_cell_last),
    .hidden_write   (control_port_hidden_write),
    .hidden_credit  (hidden_contract2_queue_credit),
    .hidden_room    (lstm_cell_hidden_room),
    .bank_products  (bank0_products[255:0]),
    .bank_tokens    (lstm_cell_bank_tokens),
    .bank_factors   (lstm_cell_bank_factors),
    .bank_claims    (lstm_cell_bank_claims),
    .window_element (control_port_window_element),
    .state_capture  (control_port_state_capture),
    .state_word     (lstm_cell_state_word),
    .state_write    (control_port_state_write),
    .write_element  (control_port_write_element),
    .state_data     (control_port_state_data),
    .pre_clips      (lstm_cell_pre_clips),
    .state_clips    (lstm_cell_state_clips),
    .hidden_clips   (lstm_cell_hidden_clips)
  );
  kcp_queue #(
    .AHEAD(0),
    .DEPTH(6),
    .FLAGS(1),
    .IN_BITS(8),
    .OUT_BITS(8),
    .POPS(1),
    .PUSHES(1)
  ) output_queue (
    .clock     (aclk),
    .reset     (reset),
    .push      (lstm_cell_push),
    .push_data ({lstm_cell_last, lstm_cell_value}),
    .credit    (output_queue_credit),
    .valid     (output_queue_valid),
    .data      (output_queue_data),
    .pop       (output_taken)
  );
  tiny_bank0 bank0 (
    .clock                  (aclk),
    .cell_claims            (lstm_cell_bank_claims),
    .hidden_expand2_wants   (hidden_expand2_bank_wants),
    .hidden_expand2_grant   (bank0_hidden_expand2_grant),
    .hidden_expand1_wants   (hidden_expand1_bank_wants),
    .hidden_expand1_grant   (bank0_hidden_expand1_grant),
    .input_expand2_wants    (input_expand2_bank_wants),
    .input_expand2_grant    (bank0_input_expand2_grant),
    .cell_tokens            (lstm_cell_bank_tokens),
    .cell_factors           (lstm_cell_bank_factors),
    .hidden_expand2_tokens  (hidden_expand2_bank_tokens),
    .hidden_expand2_factors (hidden_expand2_bank_factors),
    .hidden_expand1_tokens  (hidden_expand1_bank_tokens),
    .hidden_expand1_factors (hidden_expand1_bank_factors),
    .input_expand2_tokens   (input_expand2_bank_tokens),
    .input_expand2_factors  (input_expand2_bank_factors),
    .products               (bank0_products)
  );
  tiny_bank1 bank1 (
    .clock                    (aclk),
    .input_contract1_wants    (input_contract1_bank_wants),
    .hidden_contract2_wants   (hidden_contract2_bank_wants),
    .hidden_contract2_grant   (bank1_hidden_contract2_grant),
    .hidden_contract1_wants   (hidden_contract1_bank_wants),
    .hidden_contract1_grant   (bank1_hidden_contract1_grant),
    .input_expand1_wants      (input_expand1_bank_wants),
    .input_expand1_grant      (bank1_input_expand1_grant),
    .input_contract1_tokens   (input_contract1_bank_tokens),
    .input_contract1_factors  (input_contract1_bank_factors),
    .hidden_contract2_tokens  (hidden_contract2_bank_tokens),
    .hidden_contract2_factors (hidden_contract2_bank_factors),
    .hidden_contract1_tokens  (hidden_contract1_bank_tokens),
    .hidden_contract1_factors (hidden_contract1_bank_factors),
    .input_expand1_tokens     (input_expand1_bank_tokens),
    .input_expand1_factors    (input_expand1_bank_factors),
    .products                 (bank1_products)
  );
  tiny_control_port control_port (
    .clock                  (aclk),
    .reset                  (reset),
    .awaddr                 (s_axil_awaddr),
    .awvalid                (s_axil_awvalid),
    .awready                (s_axil_awready),
    .wdata                  (s_axil_wdata),
    .wstrb                  (s_axil_wstrb),
    .wvalid                 (s_axil_wvalid),
    .wready                 (s_axil_wready),
    .bready                 (s_axil_bready),
    .bvalid                 (s_axil_bvalid),
    .bresp                  (s_axil_bresp),
    .araddr                 (s_axil_araddr),
    .arvalid                (s_axil_arvalid),
    .arready                (s_axil_arready),
    .rready                 (s_axil_rready),
    .rvalid                 (s_axil_rvalid),
    .rdata                  (s_axil_rdata),
    .rresp                  (s_axil_rresp),
    .frame_started          (stream_input_frame_started),
    .step_delivered         (output_taken & output_last),
    .frame_dropped          (input_expand1_dropped),
    .short_frame            (stream_input_short_frame),
    .long_frame             (stream_input_long_frame),
    .input_idle             (stream_input_tready & ~s_axis_tvalid),
    .output_stalled         (output_queue_valid & ~m_axis_tready),
    .input_front_clips      (input_front_clips),
    .input_contract1_clips  (input_contract1_clips),
    .input_expand1_clips    (input_expand1_clips),
    .hidden_expand1_clips   (hidden_expand1_clips),
    .cell_pre_clips         (lstm_cell_pre_clips),
    .cell_state_clips       (lstm_cell_state_clips),
    .cell_hidden_clips      (lstm_cell_hidden_clips),
    .hidden_contract2_clips (hidden_contract2_clips),
    .hidden_contract1_clips (hidden_contract1_clips),
    .places_full            (hidden_expand1_all_full),
    .hidden_room            (lstm_cell_hidden_room),
    .loading                (control_port_loading),
    .hidden_write           (control_port_hidden_write),
    .hidden_value           (control_port_hidden_value),
    .place_emptied          (control_port_place_emptied),
    .state_loaded           (control_port_state_loaded),
    .window_element         (control_port_window_element),
    .write_element          (control_port_write_element),
    .state_write            (control_port_state_write),
    .state_data             (control_port_state_data),
    .state_capture          (control_port_state_capture),
    .state_word             (lstm_cell_state_word)
  );
  assign s_axis_tready = stream_input_tready;
  assign m_axis_tvalid = output_queue_valid;
  assign m_axis_tdata = output_queue_valid ? output_queue_data[7:0] : 8'h0;
  assign m_axis_tlast = output_last;
endmodule
