package org.kcpfpga.format;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.kcpfpga.common.UserError;

/** The formats in which W may be kept. */
public enum FormatKind {
  /** The matrix itself. */
  DENSE,
  /** A sum of Kronecker products of low-rank factors. */
  KCP,
  /** A sum of outer products of vectors, one vector a mode: KCP with all ranks 1. */
  CP,
  /** Tensor train: a chain of cores, one a pair of modes. */
  TT,
  /** Tensor ring: a closed chain of cores, one a mode. */
  TR,
  /** Block term: a sum of Tucker decompositions. */
  BT,
  /** Hierarchical Tucker: a binary tree over the pairs of modes. */
  HT;

  /** The name in model files, JSON and options: lower case. */
  public String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The format called {@code name}.
   *
   * @throws UserError naming {@code place} and the known names
   */
  public static FormatKind parse(String place, String name) {
    for (FormatKind kind : values()) {
      if (kind.jsonName().equals(name)) {
        return kind;
      }
    }
    throw UserError.at(place, name, "one of " + names());
  }

  /** All names, separated by commas. */
  static String names() {
    return Arrays.stream(values()).map(FormatKind::jsonName).collect(Collectors.joining(", "));
  }
}
