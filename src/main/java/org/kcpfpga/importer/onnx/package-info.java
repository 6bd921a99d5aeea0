/**
 * ONNX files as graphs, with the constants that can be computed from what is stored.
 *
 * <p>In: a path to a file that somebody else wrote. Out: nodes in an order in which each comes
 * after those that it reads, tensors by name, the values of constant expressions, and where a value
 * comes from; or one {@link org.kcpfpga.common.UserError}. The file is read with protobuf's {@code
 * CodedInputStream}, field by field: the subset of onnx.proto is small, no compiler of protocol
 * buffers is needed for the build, and no length in the file is believed before it is compared with
 * what is left of it.
 *
 * <p>Separate because it knows ONNX, but no recurrent cell.
 */
package org.kcpfpga.importer.onnx;
