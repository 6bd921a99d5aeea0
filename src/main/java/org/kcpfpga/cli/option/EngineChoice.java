package org.kcpfpga.cli.option;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.kcpfpga.accuracy.Engine;
import org.kcpfpga.common.UserError;
import org.kcpfpga.link.device.DeviceAddress;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * What {@code --engine} names.
 *
 * @param engine an engine of this machine, or null
 * @param device where a board is, or null
 */
public record EngineChoice(Engine engine, DeviceAddress device) {

  /** From the text of an option. */
  public static final class Converter implements ITypeConverter<EngineChoice> {
    @Override
    public EngineChoice convert(String text) {
      if (DeviceAddress.looksLike(text)) {
        return new EngineChoice(null, address(text));
      }
      return Arrays.stream(Engine.values())
          .filter(engine -> engine.name().equalsIgnoreCase(text))
          .findFirst()
          .map(engine -> new EngineChoice(engine, null))
          .orElseThrow(() -> unknown(text));
    }

    private static TypeConversionException unknown(String text) {
      String names =
          Arrays.stream(Engine.values()).map(Converter::name).collect(Collectors.joining(", "));
      return new TypeConversionException(
          text + " (expected: one of " + names + ", " + DeviceAddress.FORMS + ")");
    }

    private static String name(Engine engine) {
      return engine.name().toLowerCase(Locale.ROOT);
    }
  }

  /** An address in an argument; a wrong one is a wrong usage. */
  public static DeviceAddress address(String text) {
    try {
      return DeviceAddress.parse(text);
    } catch (UserError e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  /** Whether it is a core behind the driver. */
  boolean hardware() {
    return device != null || engine.hardware();
  }

  @Override
  public String toString() {
    return device == null ? engine.name().toLowerCase(Locale.ROOT) : device.toString();
  }
}
