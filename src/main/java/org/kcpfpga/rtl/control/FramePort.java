package org.kcpfpga.rtl.control;

import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;

/**
 * What the stream input says of frames for the output.
 *
 * @param room another frame may begin
 * @param known a frame is complete, and all is known of it
 * @param info what is known
 */
public record FramePort(Bool room, Bool known, Bits info) {}
