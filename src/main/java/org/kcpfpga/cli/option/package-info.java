/**
 * Options that commands share, and what they stand for: designs, models, scales, engines. In:
 * arguments. Out: deployments and inputs. Separate so that every command reads them alike.
 */
package org.kcpfpga.cli.option;
