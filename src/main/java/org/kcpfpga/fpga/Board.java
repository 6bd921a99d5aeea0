package org.kcpfpga.fpga;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.kcpfpga.common.TextFile;
import org.kcpfpga.common.UserError;

/**
 * A board with an iCE40: {@code board.json} in a folder of its own, beside the files that it names.
 *
 * @param board what it is called by its maker
 * @param device as nextpnr-ice40 calls it, for example {@code up5k}
 * @param packaging likewise, for example {@code sg48}
 * @param top the top module, which contains a {@code kcp_socket}
 * @param verilog files of the top, in the board's folder
 * @param constraints pins, in the board's folder
 * @param clocks what the clock can be, at least one
 */
public record Board(
    String board,
    String device,
    String packaging,
    String top,
    List<String> verilog,
    String constraints,
    List<BoardClock> clocks) {
  private static final String FILE = "board.json";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

  /** A board together with where its files are. */
  public record Located(Board board, String name, Path folder) {}

  /** Checks that there are clocks; they are kept fastest first. */
  public Board {
    if (clocks.isEmpty()) {
      throw UserError.at("clocks", "none", "at least one");
    }
    clocks =
        clocks.stream()
            .sorted(Comparator.comparingDouble(BoardClock::megahertz).reversed())
            .toList();
  }

  /**
   * The board of that name.
   *
   * @param boards the folder with a folder for every board
   * @param name a folder's name in it, or the path of a board's folder anywhere
   * @throws UserError if there is none, which names those that there are
   */
  public static Located find(Path boards, String name) {
    for (Path folder : List.of(boards.resolve(name), Path.of(name).toAbsolutePath())) {
      Path file = folder.resolve(FILE);
      if (Files.isRegularFile(file)) {
        return new Located(read(file), folder.getFileName().toString(), folder);
      }
    }
    throw UserError.at("board", name, "one of " + String.join(", ", names(boards)));
  }

  private static List<String> names(Path boards) {
    try (Stream<Path> folders = Files.list(boards)) {
      return folders
          .filter(folder -> Files.isRegularFile(folder.resolve(FILE)))
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Board read(Path file) {
    try {
      return JSON.readValue(TextFile.read(file, "a board"), Board.class);
    } catch (JsonProcessingException e) {
      // an index, in digits of the user's language, and what follows a semicolon are about Jackson
      String mistake = e.getOriginalMessage().replaceAll(" \\(index [^)]*\\)|;.*", "");
      throw UserError.at(file.toString(), mistake, "a board, as fpga/README.md says");
    }
  }

  /** The clock of a frequency; else a user error that names those that there are. */
  public BoardClock clock(double megahertz) {
    return clocks.stream()
        .filter(clock -> clock.megahertz() == megahertz)
        .findFirst()
        .orElseThrow(
            () ->
                UserError.at(
                    "--clock",
                    megahertz,
                    "one of " + clocks.stream().map(BoardClock::megahertz).toList()));
  }
}
