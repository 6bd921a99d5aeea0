/**
 * Hardware against software: engines run on the same inputs, errors by stage, accuracy, cycles.
 *
 * <p>In: deployments and inputs. Out: records of figures, each with the first difference if there
 * is one. Separate because a comparison must not live with either of the things it compares.
 */
package org.kcpfpga.accuracy;
