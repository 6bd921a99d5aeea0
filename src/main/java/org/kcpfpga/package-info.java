/**
 * The library: from a design and a model to a verified core, in a few lines of Java.
 *
 * <pre>{@code
 * KcpDesign design = KcpDesign.read(Path.of("design.json"));
 * KcpModel model = KcpModel.read(Path.of("model.safetensors"));
 * float[][][] inputs = ...; // [sequences][steps][N]
 * KcpCore core = KcpCore.of(design, model, inputs);
 * System.out.println(core.plan().interval() + " cycles a step");
 * core.generate(Path.of("core"));
 * KcpRun hardware = core.run(KcpEngine.VERILATOR, inputs);
 * }</pre>
 *
 * <p>These types are the whole public face: {@link org.kcpfpga.KcpDesign}, {@link
 * org.kcpfpga.KcpModel}, {@link org.kcpfpga.KcpCore}, {@link org.kcpfpga.KcpPlan}, {@link
 * org.kcpfpga.KcpEngine}, {@link org.kcpfpga.KcpRun}, {@link org.kcpfpga.KcpBoard}, {@link
 * org.kcpfpga.KcpException}. All packages below are internal: they change without notice, and no
 * documentation of them is published.
 *
 * <p>In: files and arrays of the caller. Out: figures, Verilog, arrays, or a {@link
 * org.kcpfpga.KcpException} of one line. Separate because it is a promise; it needs the jar and no
 * checkout.
 */
package org.kcpfpga;
