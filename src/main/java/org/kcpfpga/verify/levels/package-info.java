/**
 * One input through all levels, from floating point to the netlist, each against the one before.
 *
 * <p>In: a deployment and inputs. Out: for every level its agreement or first difference. Separate
 * because it sees every level.
 */
package org.kcpfpga.verify.levels;
