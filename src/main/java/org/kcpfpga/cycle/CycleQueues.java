package org.kcpfpga.cycle;

import org.kcpfpga.cycle.base.OutputStage;
import org.kcpfpga.cycle.base.Queue;
import org.kcpfpga.cycle.base.StartQueue;

/**
 * What stands between the stages of a core.
 *
 * @param all the queues of all channels, that of the output among them
 * @param output beats that leave the core
 * @param steps committed steps
 */
record CycleQueues(Queue[] all, OutputStage output, StartQueue steps) {}
