package org.kcpfpga.tensor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kcpfpga.common.UserError;

/**
 * The JSON header of a safetensors file, checked against the bytes that follow it.
 *
 * <p>Law: the entries, in this order, cover the data exactly: no hole, no overlap, no rest.
 *
 * @param entries the tensors in the order of their data
 * @param metadata the strings of {@code __metadata__}, empty if there is none
 */
record SafetensorsHeader(List<SafetensorsEntry> entries, Map<String, String> metadata) {
  private static final String METADATA = "__metadata__";
  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  /** Parses {@code text} and checks it against {@code dataBytes}, the length of the data. */
  static SafetensorsHeader parse(String file, ByteBuffer text, long dataBytes) {
    JsonNode root = json(file + ": header", text);
    Map<String, String> metadata = new LinkedHashMap<>();
    List<SafetensorsEntry> entries = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : root.properties()) {
      if (field.getKey().equals(METADATA)) {
        readMetadata(file + ": " + METADATA, field.getValue(), metadata);
      } else {
        entries.add(SafetensorsEntry.of(file, field.getKey(), field.getValue(), dataBytes));
      }
    }
    entries.sort(
        Comparator.comparingLong(SafetensorsEntry::begin).thenComparingLong(SafetensorsEntry::end));
    requireExactCover(file, entries, dataBytes);
    return new SafetensorsHeader(entries, metadata);
  }

  private static JsonNode json(String place, ByteBuffer text) {
    try {
      String decoded = StandardCharsets.UTF_8.newDecoder().decode(text).toString();
      JsonNode root = JSON.readValue(decoded);
      if (root == null || !root.isObject()) {
        throw UserError.at(place, "JSON that is no object", "a JSON object");
      }
      return root;
    } catch (CharacterCodingException e) {
      throw UserError.at(place, "not UTF-8", "a JSON object in UTF-8");
    } catch (JsonProcessingException e) {
      throw UserError.at(place, e.getOriginalMessage(), "a JSON object, each key once");
    }
  }

  private static void readMetadata(String place, JsonNode node, Map<String, String> metadata) {
    if (!node.isObject()) {
      throw UserError.at(place, node, "an object of strings");
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!field.getValue().isTextual()) {
        throw UserError.at(place + ": " + field.getKey(), field.getValue(), "a string");
      }
      metadata.put(field.getKey(), field.getValue().textValue());
    }
  }

  private static void requireExactCover(
      String file, List<SafetensorsEntry> entries, long dataBytes) {
    long end = 0;
    for (SafetensorsEntry entry : entries) {
      if (entry.begin() != end) {
        String fault = entry.begin() < end ? "overlaps the tensor before it" : "leaves a hole";
        throw UserError.at(
            file + ": " + entry.name() + ": data_offsets",
            fault + " at byte " + entry.begin(),
            "begin " + end);
      }
      end = entry.end();
    }
    if (end != dataBytes) {
      throw UserError.at(
          file + ": data", (dataBytes - end) + " bytes after the last tensor", "none");
    }
  }
}
