package org.kcpfpga.rtl.cell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.CellSchedule;
import org.kcpfpga.rtl.base.Datapath;

/**
 * The gate functions of a cell. Gates of one function that interpolate on one lane share a unit:
 * their slots never meet.
 */
final class CellTables {
  /** A unit and the arguments that are read at different times. */
  private record Unit(GateFunction function, List<Bool> reads, List<Bits> arguments) {}

  private final Datapath cell;
  private final Core core;
  private final CellTime time;
  private final CellSlots slots;
  private final CellSchedule schedule;
  private final Map<String, Unit> units = new LinkedHashMap<>();

  /** {@code slots} is not read, and may be null, where nothing is multiplied. */
  CellTables(Datapath cell, Core core, CellTime time, CellSlots slots) {
    this.cell = cell;
    this.core = core;
    this.time = time;
    this.slots = slots;
    this.schedule = core.pipeline().cell().schedule();
  }

  /**
   * The function of an argument.
   *
   * @param gate name in the schedule
   * @param image table
   * @param argument stands at the rank that the schedule assumes
   * @param rank that rank
   */
  CellValue value(String gate, String image, CellValue argument, int rank) {
    CellSchedule.Product product = schedule.product(gate);
    int pass = core.pipeline().cell().kind().definition().step(gate).pass();
    if (product == null) {
      Unit unit = unit(gate + "_table", image);
      request(unit, argument, rank, pass);
      return time.standing(gate, unit.function().value.asBits(), rank + 1);
    }
    Unit unit = unit(image + "_lane" + product.lane(), image);
    request(unit, argument, product.slot() - 1, pass);
    Signed token = unit.function().interpolation.token();
    Signed factor = unit.function().interpolation.factor();
    slots.place(product, token, factor);
    if (unit.reads().size() == 1) {
      Signed result = slots.product(product.lane(), token.width() + factor.width());
      unit.function().interpolation.product().drive(result);
    }
    return time.register(gate, unit.function().value.asBits(), schedule.valueRank(gate));
  }

  private Unit unit(String name, String image) {
    return units.computeIfAbsent(
        name,
        n -> {
          GateFunction function = cell.instance(n, () -> new GateFunction(core, image));
          return new Unit(function, new ArrayList<>(), new ArrayList<>());
        });
  }

  private void request(Unit unit, CellValue argument, int rank, int pass) {
    unit.reads().add(time.valid(rank, pass));
    unit.arguments().add(argument.at(rank));
  }

  /** Drives the units, once all values are asked for. */
  void drive() {
    for (Unit unit : units.values()) {
      Bits argument = CellSlots.oneHot(unit.reads(), unit.arguments());
      unit.function().argument.drive(argument.asSigned());
      unit.function().read.drive(unit.reads().stream().reduce(Bool::or).orElseThrow());
    }
  }
}
