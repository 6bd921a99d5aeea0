/**
 * ONNX files written for the tests, and what ONNX Runtime makes of them.
 *
 * <p>In: one operator and its tensors. Out: its results in float32, from code that shares nothing
 * with this project. Separate because both the benchmarks and the oracle of the cells use it.
 */
package org.kcpfpga.onnx;
