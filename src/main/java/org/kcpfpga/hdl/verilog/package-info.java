/**
 * From blocks to Verilog text. In: a top block. Out: one file a module, by firtool. Separate
 * because only here a tool of CIRCT is started.
 */
package org.kcpfpga.hdl.verilog;
