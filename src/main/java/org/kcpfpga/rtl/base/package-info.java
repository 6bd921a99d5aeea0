/**
 * Small blocks that every larger one uses: queues, credits, requantisers, shifts; and the bundles
 * of ports by which blocks are joined: a record of ports that one side offers and the other drives,
 * with the method that connects them.
 *
 * <p>In: a channel or a format of the plan. Out: blocks of the facade. Separate because they know
 * no stage.
 */
package org.kcpfpga.rtl.base;
