/**
 * What is written without being asked for: one folder for all caches of a user, entries that are
 * made once and shared by processes, work folders, and temporary folders that no end leaves behind.
 *
 * <p>In: {@code KCP_CACHE}, or the user's cache folder, and keys that hash all that an entry
 * depends on. Out: paths that can be written, or a {@link org.kcpfpga.common.UserError} that says
 * which variable names another place.
 *
 * <p>Separate because the generator keeps its compiler there, the simulator its libraries and the
 * commands their work, and none of them may know where.
 */
package org.kcpfpga.cache;
