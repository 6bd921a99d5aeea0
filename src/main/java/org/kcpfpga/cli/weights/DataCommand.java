package org.kcpfpga.cli.weights;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kcpfpga.cli.output.Outputs;
import org.kcpfpga.cli.output.ReportCommand;
import org.kcpfpga.common.AtomicFile;
import org.kcpfpga.common.UserError;
import org.kcpfpga.datasets.LabelledInputs;
import org.kcpfpga.datasets.source.DataPart;
import org.kcpfpga.datasets.source.DataSource;
import org.kcpfpga.datasets.source.DataSources;
import org.kcpfpga.tensor.Npy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kcp data}: what a data set holds, and its arrays. */
@Command(name = "data", description = "Shows what a data set holds; writes a part of it as arrays.")
public final class DataCommand extends ReportCommand {
  @Parameters(
      paramLabel = "DATA",
      description = "Description (JSON), folder of Fashion-MNIST, or .ts file; see docs/data.md.")
  private Path data;

  @Option(
      names = "--part",
      defaultValue = "test",
      description = "train or test (default: ${DEFAULT-VALUE}).")
  private DataSource.Part part;

  @Option(
      names = "-o",
      paramLabel = "FILE",
      description = "Write the inputs, [sequences, steps, N], float32 (.npy).")
  private Path output;

  @Option(names = "--labels", paramLabel = "FILE", description = "Write the labels (.npy).")
  private Path labels;

  @Override
  public Report report() {
    requireFiles();
    progress("opening the data set");
    DataSource source = DataSources.open(data);
    DataPart chosen = source.part(part);
    List<String> classes = source.classes();
    int[] counts = new int[classes.size()];
    for (int i = 0; i < chosen.count(); i++) {
      counts[chosen.label(i)]++;
    }
    if (output != null || labels != null) {
      progress("reading all sequences");
      LabelledInputs all = chosen.all();
      if (output != null) {
        Npy.writeFloat32(output, all.inputs());
      }
      if (labels != null) {
        Npy.writeInt64(labels, all.labels());
      }
    }
    return new Report(
        values(source, chosen, classes, counts), text(source, chosen, classes, counts), true);
  }

  private void requireFiles() {
    for (Path file : new Path[] {output, labels}) {
      if (file != null) {
        AtomicFile.require(file);
        Outputs.requireOther(file, "DATA", data);
      }
    }
    if (output != null && output.equals(labels)) {
      throw UserError.at("--labels", labels, "another file than -o");
    }
  }

  private Map<String, Object> values(
      DataSource source, DataPart chosen, List<String> classes, int[] counts) {
    Map<String, Object> perClass = new LinkedHashMap<>();
    for (int i = 0; i < counts.length; i++) {
      perClass.put(classes.get(i), counts[i]);
    }
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("kind", source.kind());
    values.put("part", part.label());
    values.put("sequences", chosen.count());
    values.put("steps", chosen.steps());
    values.put("inputs", chosen.inSize());
    values.put("classes", perClass);
    return values;
  }

  private String text(DataSource source, DataPart chosen, List<String> classes, int[] counts) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s, %s: %d sequences of %d steps, %d inputs%n",
            source.kind(),
            part.label(),
            chosen.count(),
            chosen.steps(),
            chosen.inSize()));
    for (int i = 0; i < counts.length; i++) {
      text.append(String.format(Locale.ROOT, "%6d %8d  %s%n", i, counts[i], classes.get(i)));
    }
    return text.toString();
  }
}
