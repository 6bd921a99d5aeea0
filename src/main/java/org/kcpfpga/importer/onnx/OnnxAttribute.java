package org.kcpfpga.importer.onnx;

import java.util.List;

/**
 * An attribute of a node (AttributeProto); which of the values holds, its user knows.
 *
 * @param integer i
 * @param single f
 * @param text s, or null
 * @param integers ints
 * @param singles floats
 * @param texts strings
 * @param tensor t, or null
 * @param subgraph the nodes of g, empty if it is no graph
 */
record OnnxAttribute(
    Long integer,
    Float single,
    String text,
    List<Long> integers,
    List<Double> singles,
    List<String> texts,
    OnnxTensor tensor,
    List<OnnxNode> subgraph) {}
