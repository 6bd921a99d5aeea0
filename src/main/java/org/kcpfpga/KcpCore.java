package org.kcpfpga;

import java.nio.file.Path;
import java.util.Map;
import org.kcpfpga.accuracy.EngineRun;
import org.kcpfpga.emit.EmittedDesign;
import org.kcpfpga.emit.Emitter;
import org.kcpfpga.emit.OutputFolder;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.link.device.DeviceAddress;
import org.kcpfpga.tensor.Tensor;

/**
 * A design with a model in it: planned, quantised, ready to generate, to run and to drive.
 * Immutable, and safe for several threads.
 */
public final class KcpCore {
  private final Deployment deployment;

  private KcpCore(Deployment deployment) {
    this.deployment = deployment;
  }

  /**
   * Plans the design and quantises the model.
   *
   * @param samples inputs like those to come, [sequences][steps][N]; the ranges that values take on
   *     them set the scales
   * @throws KcpException if the model has other shapes than the design, or no core can be built
   */
  public static KcpCore of(KcpDesign design, KcpModel model, float[][][] samples) {
    return KcpException.guarded(
        () -> {
          Tensor raw = Arrays3.tensor(samples, design.inputs());
          Tensor inputs = model.internal().normalised(raw);
          return new KcpCore(Deployment.of(design.internal(), model.internal(), inputs));
        });
  }

  /** What it costs and how fast it is. */
  public KcpPlan plan() {
    return KcpPlan.of(deployment.plan());
  }

  /**
   * Writes its Verilog, memory images, file list and documents.
   *
   * @param folder new, empty, or generated before
   * @return the name of the top module
   * @throws KcpException if the folder has files of others or cannot be written
   */
  public String generate(Path folder) {
    return KcpException.guarded(
        () -> {
          EmittedDesign emitted =
              Emitter.emit(deployment, Map.of("calibration", "samples of a program"));
          OutputFolder.write(folder, emitted.in(folder).files());
          return emitted.top();
        });
  }

  /**
   * Runs sequences, each from a state of zero.
   *
   * @param inputs [sequences][steps][N]
   * @throws KcpException if the inputs do not fit, or a tool that the engine needs is missing
   */
  public KcpRun run(KcpEngine engine, float[][][] inputs) {
    return KcpException.guarded(
        () -> {
          int cores = Runtime.getRuntime().availableProcessors();
          return KcpRun.of(EngineRun.of(engine.engine(), deployment, tensor(inputs), cores));
        });
  }

  /**
   * A board that holds this core, to be connected for every run.
   *
   * @param address {@code serial:/dev/ttyUSB0[@baud]} or {@code tcp:host:port}
   * @throws KcpException if it is no address
   */
  public KcpBoard board(String address) {
    return KcpException.guarded(() -> new KcpBoard(this, DeviceAddress.parse(address)));
  }

  /** Inputs as the core sees them. */
  Tensor tensor(float[][][] inputs) {
    Tensor raw = Arrays3.tensor(inputs, deployment.plan().design().inSize());
    return deployment.model().normalised(raw);
  }

  Deployment deployment() {
    return deployment;
  }
}
