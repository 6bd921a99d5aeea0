package org.kcpfpga.datasets.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.kcpfpga.common.JsonKeys;
import org.kcpfpga.common.UserError;

/**
 * Which files of a folder are which class and which part.
 *
 * <p>The class is the first group of {@code label} found in the path below the folder, or the name
 * of the folder that an item lies in. The part is {@code test} if that pattern is found in the
 * path; without one, the folders {@code train} and {@code test} are the parts.
 */
record Split(Path folder, Pattern label, Pattern test) {
  static Split of(JsonKeys json, Path base) {
    return new Split(
        base.resolve(json.text("folder")), pattern(json, "label"), pattern(json, "test"));
  }

  private static Pattern pattern(JsonKeys json, String key) {
    if (json.optional(key) == null) {
      return null;
    }
    String text = json.text(key);
    try {
      Pattern pattern = Pattern.compile(text);
      if (key.equals("label") && pattern.matcher("").groupCount() < 1) {
        throw UserError.at(json.place(key), text, "a regular expression with a group, the class");
      }
      return pattern;
    } catch (PatternSyntaxException e) {
      throw UserError.at(json.place(key), text, "a regular expression");
    }
  }

  /** The labels of classes: their places in the list. */
  static Map<String, Integer> labels(List<String> classes) {
    Map<String, Integer> labels = new HashMap<>();
    classes.forEach(name -> labels.put(name, labels.size()));
    return labels;
  }

  /**
   * One item.
   *
   * @param path file, or folder of frames
   * @param label name of its class
   */
  record Item(Path path, String label) {}

  /**
   * The items of a part, ordered by path.
   *
   * @param what an item is, for messages: "a .wav file"
   * @param item which paths are items
   * @throws UserError if there are none, or one has no class
   */
  List<Item> items(DataSource.Part part, String what, Predicate<Path> item) {
    List<Item> items = new ArrayList<>();
    for (Path path : paths(item)) {
      String name = name(path);
      if (in(part, name)) {
        items.add(new Item(path, label(path, name)));
      }
    }
    if (items.isEmpty()) {
      String where = test == null ? " below a folder named " + part.label() : "";
      throw UserError.at(folder.toString(), "nothing to " + part.label() + " with", what + where);
    }
    return items;
  }

  /** The names of all classes of both parts, sorted. */
  List<String> classes(Predicate<Path> item) {
    TreeSet<String> names = new TreeSet<>();
    paths(item).forEach(path -> names.add(label(path, name(path))));
    return List.copyOf(names);
  }

  private List<Path> paths(Predicate<Path> item) {
    if (!Files.isDirectory(folder)) {
      String found = Files.exists(folder) ? "no folder" : "no such folder";
      throw UserError.at(folder.toString(), found, "the folder of a data set");
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(item).sorted().toList();
    } catch (IOException e) {
      throw UserError.of(folder, "cannot be read", e);
    }
  }

  /** The path below the folder, with slashes. */
  private String name(Path path) {
    return folder.relativize(path).toString().replace('\\', '/');
  }

  private boolean in(DataSource.Part part, String name) {
    if (test != null) {
      return test.matcher(name).find() == (part == DataSource.Part.TEST);
    }
    return name.startsWith(part.label() + "/");
  }

  private String label(Path path, String name) {
    if (label == null) {
      Path parent = folder.relativize(path).getParent();
      if (parent == null) {
        throw UserError.at(path.toString(), "in no class", "a folder named as its class around it");
      }
      return parent.getFileName().toString();
    }
    Matcher found = label.matcher(name);
    if (!found.find()) {
      throw UserError.at(path.toString(), "no class", "a path in which " + label + " is found");
    }
    return found.group(1);
  }
}
