package org.kcpfpga;

import org.kcpfpga.accuracy.EngineRun;
import org.kcpfpga.link.device.DeviceAddress;
import org.kcpfpga.link.device.PacketLink;

/** A core on a board. It is reset before every run, and its plan and model are compared. */
public final class KcpBoard {
  private final KcpCore core;
  private final DeviceAddress address;

  KcpBoard(KcpCore core, DeviceAddress address) {
    this.core = core;
    this.address = address;
  }

  /**
   * Streams sequences through the board, each from a state of zero. The line is opened for the run
   * and closed with it.
   *
   * @param inputs [sequences][steps][N]
   * @throws KcpException if the board does not answer, or holds another core or model
   */
  public KcpRun run(float[][][] inputs) {
    return KcpException.guarded(
        () -> {
          PacketLink link =
              new PacketLink(core.deployment().plan(), address.begin(), progress -> {});
          return KcpRun.of(EngineRun.hardware(core.deployment(), link, core.tensor(inputs)));
        });
  }
}
