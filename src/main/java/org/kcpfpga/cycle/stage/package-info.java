/**
 * Contract, expand and front stages of the cycle model. In: a stage of the plan and the integers of
 * its operator. Out: tokens in queues, each with the cycle from which it can be popped. Separate
 * because a stage sees its queues and its bank only.
 */
package org.kcpfpga.cycle.stage;
