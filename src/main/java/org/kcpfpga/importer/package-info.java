/**
 * Other people's recurrent layers, with dense weights.
 *
 * <p>In: an ONNX file, or a state dict of PyTorch in a safetensors file, and which layer is wanted.
 * Out: that layer as this project has it, gates in its order, with the read-out behind it if there
 * is one, and a report of all that was folded, ignored and not read; or one {@link
 * org.kcpfpga.common.UserError} that names what cannot be built.
 *
 * <p>Separate because the conventions of other tools end here: behind it there is one order of
 * gates and one meaning of each bias.
 */
package org.kcpfpga.importer;
