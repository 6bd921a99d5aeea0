package org.kcpfpga.hdl;

import chisel3.experimental.SourceInfo;
import chisel3.experimental.SourceLine;
import chisel3.experimental.UnlocatableSourceInfo$;
import java.util.List;
import java.util.Optional;

/** Finds the line of the user's Java code that the facade is working for. */
final class Source {
  private static final StackWalker WALKER = StackWalker.getInstance();
  private static final String HDL = Source.class.getPackageName() + ".";
  private static final List<String> FOREIGN =
      List.of("chisel3.", "scala.", "circt.", "firrtl.", "logger.", "java.");

  private Source() {}

  /** The first stack frame outside the facade, Chisel and Scala, as a locator for Verilog. */
  static SourceInfo here() {
    Optional<StackWalker.StackFrame> frame =
        WALKER.walk(frames -> frames.filter(f -> isUser(f.getClassName())).findFirst());
    return frame
        .<SourceInfo>map(f -> new SourceLine(fileOf(f), Math.max(0, f.getLineNumber()), 0))
        .orElse(UnlocatableSourceInfo$.MODULE$);
  }

  private static String fileOf(StackWalker.StackFrame frame) {
    return frame.getFileName() == null ? "unknown" : frame.getFileName();
  }

  private static boolean isUser(String className) {
    return FOREIGN.stream().noneMatch(className::startsWith) && !isFacade(className);
  }

  private static boolean isFacade(String className) {
    return className.startsWith(HDL + "verilog.")
        || className.startsWith(HDL) && className.indexOf('.', HDL.length()) < 0;
  }
}
