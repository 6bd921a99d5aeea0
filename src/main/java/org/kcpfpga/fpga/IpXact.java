package org.kcpfpga.fpga;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.kcpfpga.emit.EmittedDesign;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.boundary.Port;
import org.kcpfpga.plan.boundary.RegisterMap;
import org.kcpfpga.plan.boundary.SystemMap;
import org.kcpfpga.plan.boundary.TopPorts;

/**
 * A core as IP-XACT 1685-2009, the edition that Vivado reads: its buses, registers, pins and files.
 */
final class IpXact {
  static final String VENDOR = "kcpfpga.org";
  static final String LIBRARY = "kcp";
  private static final int REGISTER_BITS = 32;
  static final String SYNTHESIS = "xilinx_anylanguagesynthesis";
  static final String SIMULATION = "xilinx_anylanguagebehavioralsimulation";
  private static final List<String> FAMILIES =
      List.of(
          "artix7",
          "kintex7",
          "spartan7",
          "virtex7",
          "zynq",
          "kintexu",
          "virtexu",
          "artixuplus",
          "kintexuplus",
          "virtexuplus",
          "zynquplus");

  /** Registers of which a write is not what is read next. */
  private static final Set<Integer> MODIFYING =
      Set.of(
          RegisterMap.CONTROL,
          RegisterMap.STATE_DATA,
          RegisterMap.HIDDEN_DATA,
          RegisterMap.LOAD_TARGET,
          RegisterMap.LOAD_DATA);

  private static final Set<Integer> CONSTANT =
      Set.of(RegisterMap.IDENTITY, RegisterMap.VERSION, RegisterMap.PLAN_HASH, SystemMap.PARTS);

  private final AcceleratorPlan plan;
  private final EmittedDesign design;
  private final String version;

  private IpXact(AcceleratorPlan plan, EmittedDesign design, String version) {
    this.plan = plan;
    this.design = design;
    this.version = version;
  }

  /** The text of {@code component.xml}; files are named relative to its folder. */
  static String text(AcceleratorPlan plan, EmittedDesign design, String version) {
    return new IpXact(plan, design, version).component().document();
  }

  private XmlElement component() {
    XmlElement root = XmlElement.root("component");
    root.text("vendor", VENDOR).text("library", LIBRARY);
    root.text("name", design.top()).text("version", version);
    XmlElement interfaces = root.add("busInterfaces");
    BusInterface.of(design.ports()).forEach(bus -> busInterface(interfaces, bus));
    memoryMap(root.add("memoryMaps").add("memoryMap"));
    XmlElement model = root.add("model");
    XmlElement views = model.add("views");
    view(views, SYNTHESIS, ":vivado.xilinx.com:synthesis");
    view(views, SIMULATION, ":vivado.xilinx.com:simulation");
    XmlElement ports = model.add("ports");
    port(ports, Port.input(TopPorts.CLOCK, 1));
    design.ports().forEach(port -> port(ports, port));
    XmlElement sets = root.add("fileSets");
    fileSet(sets, SYNTHESIS);
    fileSet(sets, SIMULATION);
    root.text("description", description());
    XmlElement parameter = root.add("parameters").add("parameter").text("name", "Component_Name");
    parameter
        .add("value")
        .attribute("resolve", "user")
        .attribute("id", "PARAM_VALUE.Component_Name")
        .attribute("order", "1")
        .content(design.top());
    extensions(root.add("vendorExtensions").addXilinx("coreExtensions"));
    return root;
  }

  private String description() {
    return String.format(
        Locale.ROOT,
        "KCP-compressed %s, %d inputs, %d outputs, %d cycles a step",
        plan.design().cell().jsonName(),
        plan.design().inSize(),
        plan.design().hiddenSize(),
        plan.cycles().interval());
  }

  private static void busInterface(XmlElement interfaces, BusInterface bus) {
    XmlElement one = interfaces.add("busInterface").text("name", bus.name());
    definition(one.add("busType"), bus.library(), bus.type());
    definition(one.add("abstractionType"), bus.library(), bus.type() + "_rtl");
    XmlElement mode = one.add(bus.master() ? "master" : "slave");
    if (bus.name().equals(BusInterface.REGISTERS)) {
      mode.add("memoryMapRef").attribute("memoryMapRef", bus.name());
    }
    XmlElement maps = one.add("portMaps");
    bus.pins()
        .forEach(
            (logical, physical) -> {
              XmlElement map = maps.add("portMap");
              map.add("logicalPort").text("name", logical);
              map.add("physicalPort").text("name", physical);
            });
    if (!bus.parameters().isEmpty()) {
      XmlElement parameters = one.add("parameters");
      bus.parameters()
          .forEach(
              (name, value) ->
                  parameters
                      .add("parameter")
                      .text("name", name)
                      .add("value")
                      .attribute("id", "BUSIFPARAM_VALUE." + bus.name() + "." + name)
                      .content(value));
    }
  }

  private static void definition(XmlElement type, String library, String name) {
    type.attribute("vendor", "xilinx.com")
        .attribute("library", library)
        .attribute("name", name)
        .attribute("version", "1.0");
  }

  private void memoryMap(XmlElement map) {
    map.text("name", BusInterface.REGISTERS);
    XmlElement block = map.add("addressBlock").text("name", "registers");
    block.text("baseAddress", "0x0");
    block.text("range", 1 << TopPorts.ADDRESS_BITS).text("width", REGISTER_BITS);
    block.text("usage", "register").text("access", "read-write");
    for (RegisterMap.Register one : RegisterMap.of(plan)) {
      register(block.add("register"), one);
    }
    map.text("addressUnitBits", 8);
  }

  private static void register(XmlElement register, RegisterMap.Register r) {
    boolean clears = r.access().equals("w1c");
    String access =
        r.access().equals("ro")
            ? "read-only"
            : r.access().equals("wo") ? "write-only" : "read-write";
    register.text("name", r.name()).text("description", r.description());
    register.text("addressOffset", String.format(Locale.ROOT, "0x%x", r.address()));
    register
        .text("size", REGISTER_BITS)
        .text("volatile", !constant(r.address()))
        .text("access", access);
    XmlElement field = register.add("field").text("name", r.name());
    field.text("bitOffset", 0).text("bitWidth", REGISTER_BITS).text("access", access);
    if (clears) {
      field.text("modifiedWriteValue", "oneToClear");
    } else if (MODIFYING.contains(r.address())) {
      field.text("modifiedWriteValue", "modify");
    }
    if (r.address() == RegisterMap.STATE_DATA) {
      // steps on to the next element
      field.text("readAction", "modify");
    }
  }

  private static boolean constant(int address) {
    boolean capability = address >= SystemMap.CELL && address <= SystemMap.LATENCY;
    return capability || CONSTANT.contains(address);
  }

  private void view(XmlElement views, String name, String tool) {
    XmlElement view = views.add("view").text("name", name).text("envIdentifier", tool);
    view.text("language", "Verilog").text("modelName", design.top());
    view.add("fileSetRef").text("localName", name + "_view_fileset");
  }

  private static void port(XmlElement ports, Port port) {
    XmlElement wire = ports.add("port").text("name", port.name()).add("wire");
    wire.text("direction", port.input() ? "in" : "out");
    if (port.width() > 1) {
      wire.add("vector").text("left", port.width() - 1).text("right", 0);
    }
  }

  private void fileSet(XmlElement sets, String view) {
    XmlElement set = sets.add("fileSet").text("name", view + "_view_fileset");
    for (String image : design.images().keySet()) {
      set.add("file").text("name", image).text("userFileType", "mem");
    }
    for (String verilog : design.verilog().keySet()) {
      set.add("file").text("name", verilog).text("fileType", "verilogSource");
    }
  }

  private void extensions(XmlElement core) {
    XmlElement families = core.add("supportedFamilies");
    for (String family : FAMILIES) {
      families.add("family").attribute("lifeCycle", "Production").content(family);
    }
    core.add("taxonomies").text("taxonomy", "/UserIP");
    core.text("displayName", design.top()).text("coreRevision", 1);
  }
}
