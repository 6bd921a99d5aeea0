package org.kcpfpga.train.step;

import org.kcpfpga.common.UserError;

/**
 * How much each part of the loss of a student counts (Hinton, Vinyals and Dean, arXiv 1503.02531):
 *
 * <p>(1 - a) CE(labels, q) + a T^2 KL(p_T, q_T) + b |h - h'|^2 / |h'|^2,
 *
 * <p>q the student's probabilities, p the teacher's, both softened by T where it stands below, h
 * the student's states of all steps, h' the teacher's.
 *
 * @param share a, 0 to 1
 * @param temperature T
 * @param states b
 */
public record Distillation(double share, double temperature, double states) {
  /**
   * Checks every number.
   *
   * @throws UserError naming the option
   */
  public Distillation {
    if (!(share >= 0 && share <= 1)) {
      throw UserError.at("--teacher", share, "a number from 0 to 1");
    }
    if (!(temperature >= 0.1 && temperature <= 100)) {
      throw UserError.at("--temperature", temperature, "a number from 0.1 to 100");
    }
    if (!(states >= 0 && states <= 1e6)) {
      throw UserError.at("--states", states, "a number from 0 to 1e6");
    }
  }
}
