package org.kcpfpga.wave;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.kcpfpga.common.AtomicFile;
import org.kcpfpga.common.UserError;

/**
 * The files of a wave.
 *
 * @param vcd or null
 * @param fst or null
 * @param inner whether they have the signals within the RTL, too
 */
public record WaveFiles(Path vcd, Path fst, boolean inner) {

  /** No files. */
  public static final WaveFiles NONE = new WaveFiles(null, null, false);

  /**
   * Runs what makes a wave. Whatever ends the run once it has begun, the files hold all that was
   * seen until then, and are in place; only a user's error leaves none.
   *
   * @param run is given a wave, which goes nowhere if there are no files
   */
  public <T> T record(Function<Wave, T> run) {
    Recording<T> recording = new Recording<>(run);
    recording.into(this);
    return recording.result();
  }

  /** When a cycle begins, in nanoseconds. */
  public static long time(long cycle) {
    return cycle * WaveClock.PERIOD;
  }

  /** A run, and how it ended. */
  private static final class Recording<T> {
    private final Function<Wave, T> run;
    private final List<WaveFormat> formats = new ArrayList<>();
    private T result;
    private RuntimeException failure;

    Recording(Function<Wave, T> run) {
      this.run = run;
    }

    void into(WaveFiles files) {
      if (files.vcd != null) {
        AtomicFile.write(
            files.vcd,
            out -> {
              formats.add(new Vcd(new WaveOutput(files.vcd, out)));
              into(new WaveFiles(null, files.fst, files.inner));
            });
      } else if (files.fst != null) {
        AtomicFile.write(
            files.fst,
            out -> {
              formats.add(new Fst(new WaveOutput(files.fst, out), Fst.SECTION));
              into(new WaveFiles(null, null, files.inner));
            });
      } else {
        go(files.inner);
      }
    }

    private void go(boolean inner) {
      Wave wave = new Wave(formats, inner);
      try {
        result = run.apply(wave);
      } catch (UserError e) {
        throw e;
      } catch (RuntimeException e) {
        if (!wave.begun()) {
          throw e;
        }
        failure = e;
      }
      wave.end();
    }

    T result() {
      if (failure != null) {
        throw failure;
      }
      return result;
    }
  }
}
