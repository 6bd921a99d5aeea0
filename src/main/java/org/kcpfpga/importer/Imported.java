package org.kcpfpga.importer;

import java.util.List;

/**
 * A layer, and what became of the rest of the file.
 *
 * @param layer the layer
 * @param source what it is called in the file
 * @param input what runs into it there
 * @param notes what the file leaves open or has besides, in words: states, lengths, biases
 * @param folded operators that were computed
 * @param ignored operators that are no part of the layer or its read-out
 * @param unread tensors that were not looked at, with their shapes
 */
public record Imported(
    ImportedLayer layer,
    String source,
    String input,
    List<String> notes,
    List<String> folded,
    List<String> ignored,
    List<String> unread) {}
