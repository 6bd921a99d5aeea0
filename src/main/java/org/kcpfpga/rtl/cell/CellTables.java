package org.kcpfpga.rtl.cell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.CellSchedule;
import org.kcpfpga.plan.boundary.GateTable;
import org.kcpfpga.rtl.base.Datapath;

/** The gate functions of a cell: a unit for every {@link GateTable}. */
final class CellTables {
  /** What a reader is asked for at different times. */
  private record Requests(List<Bool> reads, List<Bits> arguments) {}

  private final Datapath cell;
  private final Core core;
  private final CellTime time;
  private final CellSlots slots;
  private final CellSchedule schedule;
  private final List<GateTable> tables;
  private final Map<GateTable, GateFunction> units = new HashMap<>();
  private final Map<GateFunction.Reader, Requests> asked = new LinkedHashMap<>();

  /** {@code slots} is not read, and may be null, where nothing is multiplied. */
  CellTables(Datapath cell, Core core, CellTime time, CellSlots slots) {
    this.cell = cell;
    this.core = core;
    this.time = time;
    this.slots = slots;
    this.schedule = core.pipeline().cell().schedule();
    this.tables = GateTable.of(core.plan());
  }

  /**
   * The function of an argument.
   *
   * @param gate name in the schedule
   * @param argument stands at the rank that the schedule assumes
   * @param rank that rank
   */
  CellValue value(String gate, CellValue argument, int rank) {
    CellSchedule.Product product = schedule.product(gate);
    int pass = core.pipeline().cell().kind().definition().step(gate).pass();
    GateFunction.Reader reader = reader(gate);
    if (product == null) {
      request(reader, argument, rank, pass);
      return time.standing(gate, reader.value().asBits(), rank + 1);
    }
    request(reader, argument, product.slot() - 1, pass);
    Signed token = reader.interpolation().token();
    Signed factor = reader.interpolation().factor();
    slots.place(product, token, factor);
    if (asked.get(reader).reads().size() == 1) {
      Signed result = slots.product(product.lane(), token.width() + factor.width());
      reader.interpolation().product().drive(result);
    }
    return time.register(gate, reader.value().asBits(), schedule.valueRank(gate));
  }

  private GateFunction.Reader reader(String gate) {
    GateTable table =
        tables.stream().filter(one -> one.reader(gate) >= 0).findFirst().orElseThrow();
    GateFunction unit =
        units.computeIfAbsent(
            table, one -> cell.instance(one.name(), () -> new GateFunction(core, one)));
    return unit.readers.get(table.reader(gate));
  }

  private void request(GateFunction.Reader reader, CellValue argument, int rank, int pass) {
    Requests requests =
        asked.computeIfAbsent(reader, r -> new Requests(new ArrayList<>(), new ArrayList<>()));
    requests.reads().add(time.valid(rank, pass));
    requests.arguments().add(argument.at(rank));
  }

  /** Drives the units, once all values are asked for. */
  void drive() {
    asked.forEach(
        (reader, requests) -> {
          Bits argument = CellSlots.oneHot(requests.reads(), requests.arguments());
          reader.argument().drive(argument.asSigned());
          reader.read().drive(requests.reads().stream().reduce(Bool::or).orElseThrow());
        });
  }
}
