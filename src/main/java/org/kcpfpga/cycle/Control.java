package org.kcpfpga.cycle;

import org.kcpfpga.cycle.control.RegisterPort;
import org.kcpfpga.cycle.control.Registers;

/** The registers of a core and the pins that reach them. */
record Control(Registers registers, RegisterPort port) {}
