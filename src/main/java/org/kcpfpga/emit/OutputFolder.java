package org.kcpfpga.emit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.kcpfpga.common.UserError;

/**
 * A user's folder of generated files, which may be filled again.
 *
 * <p>Law: only files that an earlier run wrote, and nobody changed since, are replaced or removed.
 * The list {@value #LIST} knows them; {@code sha256sum -c} reads it.
 */
public final class OutputFolder {
  /** The list of what was written, with checksums. */
  public static final String LIST = "generated.sha256";

  private static final int NAMED = 5;

  private final Path folder;
  private final SortedMap<String, byte[]> files = new TreeMap<>();
  private final GeneratedList list;

  private OutputFolder(Path folder, Map<String, String> texts) {
    this.folder = folder;
    this.list = new GeneratedList(folder.resolve(LIST));
    texts.forEach((name, text) -> files.put(name, text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Fills a folder with these files and no others of earlier runs; what a user put there stays.
   *
   * @param texts file name to text
   * @throws UserError if it cannot be written, or would change or remove what is not ours; it is
   *     then as it was
   */
  public static void write(Path folder, Map<String, String> texts) {
    Emitter.make(folder);
    OutputFolder output = new OutputFolder(folder, texts);
    try {
      output.list.read();
      output.refuseStrangers();
      output.fill();
    } catch (IOException e) {
      throw UserError.of(folder, "cannot be written", e);
    }
  }

  private void refuseStrangers() throws IOException {
    Set<String> touched = list.names();
    touched.addAll(files.keySet());
    Set<String> strangers = new TreeSet<>();
    for (String name : touched) {
      if (Files.isDirectory(folder.resolve(name))) {
        throw UserError.at(folder.resolve(name).toString(), "a folder", "no folder in the way");
      }
      if (Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS) && !ours(name)) {
        strangers.add(name);
      }
    }
    if (!strangers.isEmpty()) {
      String some = strangers.stream().limit(NAMED).collect(Collectors.joining(", "));
      String more = strangers.size() > NAMED ? ", " + (strangers.size() - NAMED) + " more" : "";
      throw UserError.at(
          folder.toString(),
          "has " + some + more,
          "no files of these names but those of an earlier run, unchanged: move or remove them");
    }
  }

  /** Whether a file that is there is what we wrote, or what we are about to write. */
  private boolean ours(String name) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    byte[] found = Files.readAllBytes(file);
    return list.has(name, found) || Arrays.equals(found, files.get(name));
  }

  /** First all beside, where a full disk is found; then into place. */
  private void fill() throws IOException {
    Path half = Files.createTempDirectory(folder, ".kcp-");
    try {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Files.write(half.resolve(file.getKey()), file.getValue());
      }
      // whoever is killed from here on leaves a list of everything that may be there
      list.writeBoth(files);
      for (String name : files.keySet()) {
        Files.move(half.resolve(name), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
      Set<String> old = list.names();
      old.removeAll(files.keySet());
      for (String name : old) {
        Files.deleteIfExists(folder.resolve(name));
      }
      list.write(files);
    } finally {
      for (String name : files.keySet()) {
        Files.deleteIfExists(half.resolve(name));
      }
      Files.deleteIfExists(half);
    }
  }
}
