package org.kcpfpga.verilated;

import com.sun.jna.Function;
import com.sun.jna.JNIEnv;
import com.sun.jna.Library;
import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.kcpfpga.cache.Scratch;
import org.kcpfpga.verilated.build.VerilatedFailure;

/**
 * One loaded copy of a library, which is one model: the functions of {@code kcp_shim.cpp}.
 *
 * <p>The loader gives the same library for the same file, so every model loads a copy of its own.
 * The copy is deleted as soon as it is loaded (the mapping stays), so none is left after a crash.
 */
final class NativeShim implements AutoCloseable {
  // RTLD_NOW without RTLD_GLOBAL: JNA's default would let libraries see each other's symbols.
  private static final Map<String, Object> OPEN =
      Map.of(Library.OPTION_OPEN_FLAGS, 2, Library.OPTION_ALLOW_OBJECTS, true);

  /** The code of a call that the design answered with an error. */
  private static final int ERROR_ANSWER = 2;

  private final NativeLibrary library;
  private final Function run;

  private NativeShim(NativeLibrary library) {
    this.library = library;
    this.run = library.getFunction("kcp_run");
  }

  /** Loads a copy of {@code file}; the model is yet to be created. */
  static NativeShim load(Path file) {
    try {
      Path copy = Scratch.file(file.getParent().getParent(), "loaded-", ".so");
      try {
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        return new NativeShim(NativeLibrary.getInstance(copy.toString(), OPEN));
      } finally {
        Scratch.delete(copy);
      }
    } catch (IOException | UnsatisfiedLinkError e) {
      throw new VerilatedFailure(file + ": cannot be loaded: " + e.getMessage(), e);
    }
  }

  /**
   * The pins of some cycles; the shim finds the arrays by these names.
   *
   * @param in records of inputs
   * @param out receives records of outputs
   */
  record PinBlock(int[] in, int[] out) {}

  /** Runs {@code cycles} cycles of {@code pins}, from its cycle {@code first} on. */
  void run(PinBlock pins, int first, int cycles) {
    check(run.invokeInt(new Object[] {JNIEnv.CURRENT, pins, first, cycles}));
  }

  /** Calls {@code name}, which returns 0; otherwise throws with the reason. */
  void call(String name, Object... arguments) {
    check(library.getFunction(name).invokeInt(arguments));
  }

  private void check(int code) {
    if (code == ERROR_ANSWER) {
      throw new ErrorAnswer(text("kcp_error"));
    }
    if (code != 0) {
      throw new VerilatedFailure(text("kcp_error"));
    }
  }

  /** What a function without arguments returns as a string. */
  String text(String name) {
    return library.getFunction(name).invokeString(new Object[0], false);
  }

  /** Cycles since the model was created. */
  long cycles() {
    return library.getFunction("kcp_cycles").invokeLong(new Object[0]);
  }

  @Override
  public void close() {
    library.getFunction("kcp_destroy").invokeVoid(new Object[0]);
    library.close();
  }
}
