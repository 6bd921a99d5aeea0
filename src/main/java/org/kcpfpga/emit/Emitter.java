package org.kcpfpga.emit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kcpfpga.common.AtomicFile;
import org.kcpfpga.common.UserError;
import org.kcpfpga.design.PlanFile;
import org.kcpfpga.hdl.verilog.Verilog;
import org.kcpfpga.image.Core;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.image.FactorImages;
import org.kcpfpga.image.MemoryImage;
import org.kcpfpga.plan.boundary.TopPorts;
import org.kcpfpga.rnn.Normalisation;
import org.kcpfpga.rtl.Accelerator;

/** Elaborates a core and writes it to a folder. */
public final class Emitter {
  /** The document that waives what Verilator warns of, with the reasons. */
  public static final String WAIVERS = "lint.vlt";

  /** The document with the writes that load the model. */
  static final String LOAD = "load.txt";

  private Emitter() {}

  /** The core as text; the same core gives the same bytes. */
  public static EmittedDesign emit(Core core) {
    return emit(core, Normalisation.NONE, Map.of());
  }

  /**
   * A core with its model as text.
   *
   * @param origin keys and values of {@code plan.json} that say where model and scales came from
   */
  public static EmittedDesign emit(Deployment deployment, Map<String, Object> origin) {
    return emit(deployment.core(), deployment.model().normalisation(), origin);
  }

  private static EmittedDesign emit(
      Core core, Normalisation normalisation, Map<String, Object> origin) {
    SortedMap<String, String> verilog = Verilog.emit(() -> new Accelerator(core));
    SortedMap<String, String> images = new TreeMap<>();
    for (MemoryImage image : FactorImages.of(core)) {
      images.put(image.name() + ".mem", image.text());
    }
    SortedMap<String, String> documents = new TreeMap<>();
    documents.put(WAIVERS, Verilog.lintWaivers());
    documents.put(PlanFile.NAME, PlanDocument.json(core, normalisation, origin));
    documents.put("resources.json", PlanDocument.text(ResourceDocument.values(core.plan())));
    documents.put("registers.md", RegisterDocument.markdown(core));
    if (core.plan().design().loadable()) {
      documents.put(LOAD, LoadDocument.text(core));
    }
    return new EmittedDesign(core.top(), TopPorts.of(core.plan()), verilog, images, documents);
  }

  /** Writes all files and file lists into a folder, which is made if it does not exist. */
  public static void write(EmittedDesign design, Path folder) {
    make(folder);
    EmittedDesign placed = design.in(folder);
    refuseFoldersInTheWay(placed, folder);
    placed.files().forEach((name, text) -> writeFile(folder.resolve(name), text));
  }

  /** Makes a folder, if it does not exist; refuses what cannot be written. */
  static void make(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (FileAlreadyExistsException e) {
      throw UserError.at(folder.toString(), "not a folder", "a folder to write into");
    } catch (IOException e) {
      throw UserError.at(folder.toString(), "cannot be made", "a folder to write into");
    }
    if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw UserError.at(folder.toString(), "cannot be written", "a folder to write into");
    }
  }

  /** Looks before the first file is written, so that nothing is left half-written. */
  private static void refuseFoldersInTheWay(EmittedDesign design, Path folder) {
    for (String name : design.files().keySet()) {
      if (Files.isDirectory(folder.resolve(name))) {
        throw UserError.at(folder.resolve(name).toString(), "a folder", "no folder in the way");
      }
    }
  }

  private static void writeFile(Path file, String text) {
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
