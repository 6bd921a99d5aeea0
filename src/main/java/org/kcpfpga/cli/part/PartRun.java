package org.kcpfpga.cli.part;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.kcpfpga.cache.WorkFolder;
import org.kcpfpga.cli.option.PlaceOptions;
import org.kcpfpga.cli.output.Ending;
import org.kcpfpga.cli.output.ReportCommand;
import org.kcpfpga.jobs.Part;
import org.kcpfpga.jobs.PartFolder;
import org.kcpfpga.jobs.Where;

/** The parts of a command, which run where the user wants. */
public final class PartRun {
  private static final ObjectMapper JSON = new ObjectMapper();

  private PartRun() {}

  /**
   * Runs all, each a command with {@code --json}; what they printed, in the order of the parts.
   *
   * @param name of the folder among the caches that they write into
   */
  public static List<JsonNode> answers(
      ReportCommand command, PlaceOptions place, String name, List<Part> parts) {
    PartFolder folder = new PartFolder(WorkFolder.claim("parts", name).resolve("now"), parts);
    Map<Part, JsonNode> answers = new HashMap<>();
    of(command, place, folder, part -> answers.put(part, json(part, folder.result(part))));
    return parts.stream().map(answers::get).toList();
  }

  private static JsonNode json(Part part, String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(part.name() + ": printed no JSON: " + text, e);
    }
  }

  /**
   * Runs all; a signal meanwhile ends them, and says so.
   *
   * @param done is told of every part once its result is there
   */
  public static void of(
      ReportCommand command, PlaceOptions place, PartFolder parts, Consumer<Part> done) {
    Where where = place.where(command::notice, command::progress);
    Ending.finishWith(where::end);
    try {
      where.run(parts, done);
    } finally {
      Ending.finishWith(null);
    }
    parts.delete();
  }
}
