package org.kcpfpga.cli.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.kcpfpga.cli.option.EngineChoice;
import org.kcpfpga.cli.option.InputFiles;
import org.kcpfpga.cli.output.ReportCommand;
import org.kcpfpga.cli.text.DeviceFigures;
import org.kcpfpga.common.UserError;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.link.device.DeviceAddress;
import org.kcpfpga.link.device.RegisterAccess;
import org.kcpfpga.link.device.Session;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.boundary.RegisterMap;
import org.kcpfpga.planner.Planner;
import org.kcpfpga.rnn.ModelFile;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kcp device}: what the core on a board says of itself. */
@Command(
    name = "device",
    description =
        "Shows identity, counters, errors and saturations of the core on a board, as it is.")
public final class DeviceCommand extends ReportCommand {
  @Parameters(
      paramLabel = "ADDRESS",
      converter = Converter.class,
      description = {DeviceAddress.FORMS, "(1000000 baud)."})
  private DeviceAddress address;

  @ArgGroup private Expected expected;

  /** What the core must be. */
  private static final class Expected {
    @Option(names = "--design", description = "Refuse a core of another design.")
    private Path design;

    @Option(names = "--model", description = "Refuse a core of a design that does not suit it.")
    private Path model;

    AcceleratorPlan plan() {
      return Planner.plan(
          design != null
              ? DesignFile.read(design)
              : InputFiles.design(null, model, ModelFile.read(model)));
    }
  }

  private static final class Converter implements ITypeConverter<DeviceAddress> {
    @Override
    public DeviceAddress convert(String text) {
      return EngineChoice.address(text);
    }
  }

  @Override
  public Report report() {
    AcceleratorPlan plan = expected == null ? null : expected.plan();
    try (Session session = address.observe()) {
      RegisterAccess registers = new RegisterAccess(session);
      int version = requireCore(registers);
      int hash = registers.read(RegisterMap.PLAN_HASH);
      if (plan != null && hash != plan.hash()) {
        throw UserError.at(address + ": plan hash", hex(hash), hex(plan.hash()));
      }
      return report(registers, version, hash, plan);
    }
  }

  /** Its version of the registers. */
  private int requireCore(RegisterAccess registers) {
    int identity = registers.read(RegisterMap.IDENTITY);
    if (identity != RegisterMap.IDENTITY_VALUE) {
      throw UserError.at(
          address + ": identity", hex(identity), hex(RegisterMap.IDENTITY_VALUE) + ", KCPF");
    }
    int version = registers.read(RegisterMap.VERSION);
    if (version >> 16 != RegisterMap.MAJOR) {
      throw UserError.at(
          address + ": version of the registers", hex(version), hex(RegisterMap.MAJOR << 16));
    }
    return version;
  }

  private Report report(RegisterAccess registers, int version, int hash, AcceleratorPlan plan) {
    DeviceFigures figures = DeviceFigures.read(registers, plan);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("address", address.toString());
    values.put("identity", "KCPF");
    values.put("version", (version >> 16) + "." + (version & 0xFFFF));
    values.put("planHash", hex(hash));
    values.putAll(figures.values());
    StringBuilder text = new StringBuilder();
    values.forEach(
        (name, value) -> text.append(String.format(Locale.ROOT, "%-17s %s%n", name, value)));
    return new Report(values, text.toString(), true);
  }

  private static String hex(int value) {
    return String.format(Locale.ROOT, "%08x", value);
  }
}
