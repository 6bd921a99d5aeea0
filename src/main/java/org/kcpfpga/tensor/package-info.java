/**
 * Numbers in files: dense tensors, the NumPy {@code .npy} format, the safetensors format.
 *
 * <p>In: paths of files that somebody else wrote and that may be wrong in any byte. Out: {@link
 * org.kcpfpga.tensor.Tensor}s whose sizes are what the file claims, or one {@link
 * org.kcpfpga.common.UserError} that names the file and the key.
 *
 * <p>Separate because distrust belongs at the edge: a size is compared with the length of the file
 * before anything of that size is allocated. Only {@code importer.onnx}, which reads a format of
 * messages, parses bytes elsewhere.
 */
package org.kcpfpga.tensor;
