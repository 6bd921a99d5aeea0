package org.kcpfpga;

import java.util.Map;
import org.kcpfpga.accuracy.EngineRun;

/**
 * The answer of an engine.
 *
 * @param hidden h of every step, [sequences][steps][M]
 * @param clipped values that a format clipped, by stage; empty for {@link KcpEngine#FLOAT}
 * @param cycles clock cycles from the first beat in to the last out; 0 for software
 */
public record KcpRun(float[][][] hidden, Map<String, Long> clipped, long cycles) {

  static KcpRun of(EngineRun run) {
    return new KcpRun(
        Arrays3.of(run.hidden()), run.clips(), run.figures() == null ? 0 : run.figures().cycles());
  }
}
