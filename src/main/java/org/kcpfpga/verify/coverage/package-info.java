/**
 * Which lines, toggles and situations the tests reach. In: a suite of designs. Out: scores, with
 * reasons for what cannot be reached. Separate because it judges tests, not cores.
 */
package org.kcpfpga.verify.coverage;
