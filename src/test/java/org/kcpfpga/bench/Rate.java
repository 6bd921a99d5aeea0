package org.kcpfpga.bench;

/**
 * What one benchmark gave.
 *
 * @param name class and method
 * @param subject what ran: a design, the toy or an operator
 * @param unit what is counted per second
 * @param perSecond mean over the measurements
 * @param error half the width of the 99.9 % confidence interval of the mean
 */
record Rate(String name, String subject, String unit, double perSecond, double error) {}
