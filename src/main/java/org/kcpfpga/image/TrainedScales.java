package org.kcpfpga.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kcpfpga.common.JsonKeys;
import org.kcpfpga.common.UserError;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.ScalesKeys;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.fixed.calibration.Scales;
import org.kcpfpga.plan.MergedModes;
import org.kcpfpga.tensor.Safetensors;

/**
 * What a model file says of the hardware that it was trained for. A core with the same widths and
 * merged modes then computes the integers of the training.
 *
 * @param bits word widths
 * @param merged modes that were computed with the full matrix
 * @param scales fraction bits of all numbers
 */
public record TrainedScales(BitWidths bits, MergedModes merged, Scales scales) {
  /** The key in the metadata of a model file. */
  public static final String KEY = "quantisation";

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Those in a model file.
   *
   * @return empty if it says nothing of them
   * @throws UserError if it is no model file, or says something else under this key
   */
  public static Optional<TrainedScales> read(Path model) {
    // a model that comes through a pipe can be read only once, and says nothing of them
    if (!Files.isRegularFile(model)) {
      return Optional.empty();
    }
    String text = Safetensors.read(model).metadata().get(KEY);
    return text == null ? Optional.empty() : Optional.of(parse(model + ": " + KEY, text));
  }

  private static TrainedScales parse(String place, String text) {
    JsonKeys json = JsonKeys.parse(place, text);
    JsonKeys bits = json.object("bits");
    JsonKeys merged = json.object("merged");
    return new TrainedScales(
        new BitWidths(
            bits.integer("activation"),
            bits.integer("factor"),
            bits.integer("latent"),
            bits.integer("state")),
        new MergedModes(modes(merged.integers("input")), modes(merged.integers("hidden"))),
        ScalesKeys.read(json.object("scales")));
  }

  private static boolean[] modes(List<Integer> numbers) {
    boolean[] modes = new boolean[numbers.size()];
    for (int i = 0; i < modes.length; i++) {
      modes[i] = numbers.get(i) != 0;
    }
    return modes;
  }

  /** As the metadata of a model file. */
  public String text() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("bits", bits);
    values.put(
        "merged", Map.of("input", numbers(merged.input()), "hidden", numbers(merged.hidden())));
    values.put("scales", scales);
    try {
      return JSON.writeValueAsString(values);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no JSON for scales", e);
    }
  }

  private static int[] numbers(boolean[] modes) {
    int[] numbers = new int[modes.length];
    for (int i = 0; i < modes.length; i++) {
      numbers[i] = modes[i] ? 1 : 0;
    }
    return numbers;
  }

  /** Whether a core of this design, with these merged modes, is the one that was trained for. */
  public boolean suits(Design design, MergedModes forms) {
    return bits.equals(design.bits()) && merged.equals(forms);
  }
}
