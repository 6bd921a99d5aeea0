package org.kcpfpga.fpga;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * What IEEE 1685-2009 says of the elements that are written here: which children there may be, in
 * which order, and which there must be ({@code !}); {@code a|b} is one of several in one place.
 */
final class IpXactSchema {
  private static final String NAMED = "name! displayName description ";
  private static final String PAIR = "name! displayName description value!";

  private static final Map<String, String> CHILDREN =
      Map.ofEntries(
          Map.entry(
              "component",
              "vendor! library! name! version! busInterfaces channels remapStates addressSpaces"
                  + " memoryMaps model componentGenerators choices fileSets whiteboxElements cpus"
                  + " otherClockDrivers description parameters vendorExtensions"),
          Map.entry("busInterfaces", "busInterface!"),
          Map.entry(
              "busInterface",
              NAMED
                  + "busType! abstractionType"
                  + " master|slave|system|mirroredMaster|mirroredSlave|mirroredSystem|monitor!"
                  + " connectionRequired portMaps bitsInLau bitSteering endianness parameters"
                  + " vendorExtensions"),
          Map.entry("busType", ""),
          Map.entry("abstractionType", ""),
          Map.entry("slave", "memoryMapRef bridge fileSetRefGroup"),
          Map.entry("master", "addressSpaceRef"),
          Map.entry("memoryMapRef", ""),
          Map.entry("portMaps", "portMap!"),
          Map.entry("portMap", "logicalPort! physicalPort!"),
          Map.entry("logicalPort", "name! vector"),
          Map.entry("physicalPort", "name! vector"),
          Map.entry("parameters", "parameter!"),
          Map.entry("parameter", PAIR + " vendorExtensions"),
          Map.entry("memoryMaps", "memoryMap!"),
          Map.entry(
              "memoryMap",
              NAMED + "addressBlock|bank|subspaceMap memoryRemap addressUnitBits vendorExtensions"),
          Map.entry(
              "addressBlock",
              NAMED
                  + "baseAddress! typeIdentifier range! width! usage volatile access parameters"
                  + " register|registerFile vendorExtensions"),
          Map.entry(
              "register",
              NAMED
                  + "dim addressOffset! typeIdentifier size! volatile access reset field"
                  + " alternateRegisters parameters vendorExtensions"),
          Map.entry(
              "field",
              NAMED
                  + "bitOffset! typeIdentifier bitWidth! volatile access enumeratedValues"
                  + " modifiedWriteValue writeValueConstraint readAction testable parameters"
                  + " vendorExtensions"),
          Map.entry("model", "views ports modelParameters"),
          Map.entry("views", "view!"),
          Map.entry(
              "view",
              NAMED
                  + "envIdentifier! hierarchyRef language modelName defaultFileBuilder fileSetRef"
                  + " constraintSetRef whiteboxElementRefs parameters vendorExtensions"),
          Map.entry("fileSetRef", "localName!"),
          Map.entry("ports", "port!"),
          Map.entry("port", NAMED + "wire|transactional! access vendorExtensions"),
          Map.entry("wire", "direction! vector wireTypeDefs driver constraintSets"),
          Map.entry("vector", "left! right!"),
          Map.entry("fileSets", "fileSet!"),
          Map.entry(
              "fileSet",
              NAMED + "group file defaultFileBuilder dependency function vendorExtensions"),
          Map.entry(
              "file",
              "name! fileType|userFileType! isIncludeFile logicalName exportedName buildCommand"
                  + " dependency define imageType description vendorExtensions"));

  private IpXactSchema() {}

  /** What is wrong in an element and all below it, without vendor extensions; empty if nothing. */
  static List<String> mistakes(Element element) {
    List<String> mistakes = new ArrayList<>();
    String name = element.getLocalName();
    List<Element> children = children(element);
    if (name.equals("vendorExtensions") || !CHILDREN.containsKey(name) && children.isEmpty()) {
      return mistakes;
    }
    if (!CHILDREN.containsKey(name)) {
      return List.of(name + ": not known to have children");
    }
    int place = 0;
    List<String> rules = Arrays.stream(CHILDREN.get(name).split(" ")).toList();
    for (String rule : rules) {
      List<String> allowed = List.of(rule.replace("!", "").split("\\|"));
      int begin = place;
      while (place < children.size() && allowed.contains(children.get(place).getLocalName())) {
        place++;
      }
      if (rule.endsWith("!") && place == begin) {
        mistakes.add(name + ": no " + rule);
      }
    }
    if (place < children.size()) {
      mistakes.add(name + ": misplaced " + children.get(place).getLocalName());
    }
    children.forEach(child -> mistakes.addAll(mistakes(child)));
    return mistakes;
  }

  /** The elements directly below. */
  static List<Element> children(Element element) {
    List<Element> children = new ArrayList<>();
    for (Node n = element.getFirstChild(); n != null; n = n.getNextSibling()) {
      if (n instanceof Element child) {
        children.add(child);
      }
    }
    return children;
  }
}
