package org.kcpfpga.wave;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.kcpfpga.cache.Scratch;
import org.kcpfpga.common.UserError;

/**
 * Fast signal trace, the compressed format of GTKWave, as its {@code fstapi.c} reads it.
 *
 * <p>The file begins with what is known at its end, so that the changes wait in a temporary file.
 */
final class Fst implements WaveFormat {
  private static final int HEADER = 0;
  private static final int CHANGES = 1;
  private static final int GEOMETRY = 3;
  private static final int HIERARCHY = 4;

  private static final int SCOPE = 254;
  private static final int MODULE = 0;
  private static final int UP = 255;
  private static final int WIRE = 16;
  private static final int IMPLICIT = 0;

  private static final int HEADER_LENGTH = 329;
  private static final int VERSION_LENGTH = 128;
  private static final int DATE_LENGTH = 119;
  private static final int NANOSECONDS = -9;

  /** Bytes of changes in a section, and thereby in memory. */
  static final int SECTION = 1 << 22;

  private final WaveOutput out;
  private final int section;
  private final Path folder;
  private final WaveOutput waiting;
  private final Bytes hierarchy = new Bytes();
  private final Bytes geometry = new Bytes();
  private final List<Integer> widths = new ArrayList<>();
  private FstBlock block;
  private long scopes;
  private long names;
  private long blocks;

  /**
   * Begins a file.
   *
   * @param section bytes of changes after which a section ends
   */
  Fst(WaveOutput out, int section) throws IOException {
    this.out = out;
    this.section = section;
    folder = Scratch.folder("kcp-wave");
    Path changes = folder.resolve("changes");
    waiting = new WaveOutput(changes, new BufferedOutputStream(Files.newOutputStream(changes)));
  }

  @Override
  public void scope(String name) {
    hierarchy.put(SCOPE).put(MODULE).text(name).put(0).put(0);
    scopes++;
  }

  @Override
  public void up() {
    hierarchy.put(UP);
  }

  @Override
  public void signal(int id, String name, int width) {
    boolean known = id < widths.size();
    String range = width == 1 ? "" : " [" + (width - 1) + ":0]";
    hierarchy.put(WIRE).put(IMPLICIT).text(name + range).put(0).varint(width);
    hierarchy.varint(known ? id + 1 : 0);
    if (!known) {
      widths.add(width);
      geometry.varint(width);
    }
    names++;
  }

  @Override
  public void begin() {
    block = new FstBlock(widths.stream().mapToInt(Integer::intValue).toArray());
  }

  @Override
  public void time(long time) {
    if (block.size() >= section) {
      takeBlock();
    }
    block.time(time);
  }

  @Override
  public void change(int id, int[] value) {
    block.change(id, value);
  }

  private void takeBlock() {
    waiting.take(new Bytes().put(CHANGES));
    waiting.take(block.take());
    blocks++;
  }

  @Override
  public void end(long time) {
    time(time);
    takeBlock();
    out.take(header(time));
    try {
      waiting.stream().close();
      Files.copy(waiting.file(), out.stream());
      Scratch.delete(folder);
    } catch (IOException e) {
      throw UserError.of(out.file(), "cannot be written", e);
    }
    Bytes packed = FstBlock.smaller(geometry);
    out.take(
        new Bytes()
            .put(GEOMETRY)
            .word(packed.size() + 3L * Long.BYTES)
            .word(geometry.size())
            .word(widths.size())
            .put(packed));
    putHierarchy();
  }

  private Bytes header(long end) {
    return new Bytes()
        .put(HEADER)
        .word(HEADER_LENGTH)
        .word(0)
        .word(end)
        // a known number, by which readers tell the order of bytes in doubles
        .word(Long.reverseBytes(Double.doubleToLongBits(Math.E)))
        .word(0)
        .word(scopes)
        .word(names)
        .word(widths.size())
        .word(blocks)
        .put(NANOSECONDS)
        .text("kcp", VERSION_LENGTH)
        .text("", DATE_LENGTH)
        .put(0)
        .word(0);
  }

  private void putHierarchy() {
    long size = hierarchy.size();
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(packed)) {
      hierarchy.writeTo(gzip);
    } catch (IOException e) {
      throw new IllegalStateException("memory refused bytes", e);
    }
    out.take(new Bytes().put(HIERARCHY).word(packed.size() + 2L * Long.BYTES).word(size));
    try {
      packed.writeTo(out.stream());
    } catch (IOException e) {
      throw UserError.of(out.file(), "cannot be written", e);
    }
  }
}
