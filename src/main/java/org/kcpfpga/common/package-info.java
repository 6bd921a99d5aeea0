/**
 * What every package uses: the one exception for a user's mistakes, files that appear whole or not
 * at all, strict JSON, parallel tasks, integer arithmetic, native work that must end before the
 * process.
 *
 * <p>In: plain Java values. Out: the same. Separate because it knows nothing of this product: it is
 * below all other packages and may use none of them.
 */
package org.kcpfpga.common;
