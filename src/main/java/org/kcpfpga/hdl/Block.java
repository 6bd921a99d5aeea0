package org.kcpfpga.hdl;

import chisel3.Module$;
import chisel3.experimental.SourceInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.kcpfpga.hdl.verilog.Verilog;

/**
 * A hardware module. A subclass builds it in its constructor; it is made by {@link #instance} in
 * another block or by {@link Verilog#emit}. Blocks of one name must have the same structure: they
 * become one Verilog module of that name.
 *
 * <p>Registers and memories run on the inputs {@code clock} and {@code reset} (synchronous, active
 * high), which appear only where they are used and are connected by {@link #instance}.
 *
 * <p>A port that its user drives or reads is a field of the block; there is no look-up by name.
 *
 * <p>Declarations are public so that a helper can add, say, the ports of a stream to the block it
 * is given; they fail once the block's constructor has ended.
 */
public abstract class Block {
  private final String moduleName;
  private final SourceInfo madeAt;
  private final Block parent;
  private final Names names;
  private final List<Value> inputs = new ArrayList<>();
  private final List<Value> toDrive = new ArrayList<>();
  private final List<Runnable> atClose = new ArrayList<>();
  private final Heading heading;
  private String instanceName;
  private Clocking clocking = new Clocking.Implicit();

  /** Begins the Verilog module {@code moduleName}. */
  protected Block(String moduleName) {
    Elaboration elaboration = Elaboration.current();
    this.moduleName = Names.check("module", moduleName);
    this.madeAt = Source.here();
    this.names = new Names(moduleName);
    this.parent = elaboration.enclosing();
    this.heading = new Heading(getClass());
    elaboration.shell().claim(this);
  }

  /** Says what stands at the head of the module, once the block is built. */
  protected void describe(Heading text) {}

  /** The name of the Verilog module. */
  public final String moduleName() {
    return moduleName;
  }

  /** Declares an input of raw bits. */
  public final Bits input(String name, int width) {
    return addInput(Declare.bits(this, Value.Kind.INPUT, name, width));
  }

  /** Declares a two's complement input. */
  public final Signed inputSigned(String name, int width) {
    return addInput(Declare.signed(this, Value.Kind.INPUT, name, width));
  }

  /** Declares an input of one bit. */
  public final Bool inputBool(String name) {
    return addInput(Declare.bool(this, Value.Kind.INPUT, name));
  }

  /** Declares an output of raw bits. */
  public final Bits output(String name, int width) {
    return mustDrive(Declare.bits(this, Value.Kind.OUTPUT, name, width));
  }

  /** Declares a two's complement output. */
  public final Signed outputSigned(String name, int width) {
    return mustDrive(Declare.signed(this, Value.Kind.OUTPUT, name, width));
  }

  /** Declares an output of one bit. */
  public final Bool outputBool(String name) {
    return mustDrive(Declare.bool(this, Value.Kind.OUTPUT, name));
  }

  /** Declares a wire of raw bits, to be driven in every case. */
  public final Bits wire(String name, int width) {
    return mustDrive(Declare.bits(this, Value.Kind.WIRE, name, width));
  }

  /** Declares a two's complement wire, to be driven in every case. */
  public final Signed wireSigned(String name, int width) {
    return mustDrive(Declare.signed(this, Value.Kind.WIRE, name, width));
  }

  /** Declares a wire of one bit, to be driven in every case. */
  public final Bool wireBool(String name) {
    return mustDrive(Declare.bool(this, Value.Kind.WIRE, name));
  }

  /** Declares a register of raw bits without reset: its first value is undefined. */
  public final Bits register(String name, int width) {
    return mustDrive(Declare.bits(this, Value.Kind.REGISTER, name, width));
  }

  /** Declares a two's complement register without reset: its first value is undefined. */
  public final Signed registerSigned(String name, int width) {
    return mustDrive(Declare.signed(this, Value.Kind.REGISTER, name, width));
  }

  /** Declares a register of one bit without reset: its first value is undefined. */
  public final Bool registerBool(String name) {
    return mustDrive(Declare.bool(this, Value.Kind.REGISTER, name));
  }

  /** Declares a register of raw bits that holds {@code initial} after reset. */
  public final Bits registerInit(String name, int width, long initial) {
    return mustDrive(Declare.bits(this, name, Bits.of(initial, width)));
  }

  /** Declares a two's complement register that holds {@code initial} after reset. */
  public final Signed registerSignedInit(String name, int width, long initial) {
    return mustDrive(Declare.signed(this, name, Signed.of(initial, width)));
  }

  /** Declares a register of one bit that holds {@code initial} after reset. */
  public final Bool registerBoolInit(String name, boolean initial) {
    return mustDrive(Declare.bool(this, name, Bool.of(initial)));
  }

  /** Instantiates another block, which {@code maker} makes; its inputs are then driven here. */
  public final <B extends Block> B instance(String name, Supplier<B> maker) {
    names.claim(name);
    Shell<B> shell = Module$.MODULE$.do_apply(() -> new Shell<>(maker), Source.here());
    shell.suggestName(() -> name);
    Block child = shell.block();
    child.instanceName = name;
    child.clocking().connectTo(this);
    toDrive.addAll(child.inputs);
    return shell.built();
  }

  /**
   * Makes a ROM of {@code depth} words, loaded from the file {@code imageName.mem} (one hexadecimal
   * word a line) of the tool's working folder, or of the folder its macro KCP_IMAGE_DIR names.
   *
   * @param blocks whether synthesis is to use block RAM, or logic
   */
  public final Rom rom(String name, int width, int depth, String imageName, boolean blocks) {
    return Rom.single(name, width, depth, imageName, blocks);
  }

  /** As {@link #rom}, in block RAM, with two ports that are read independently. */
  public final Rom twoPortRom(String name, int width, int depth, String imageName) {
    return Rom.twoPorts(name, width, depth, imageName);
  }

  /**
   * Makes a RAM of {@code depth} words, unknown until they are written.
   *
   * @param blocks whether synthesis is to use block RAM, or RAM in lookup tables
   */
  public final Ram ram(String name, int width, int depth, boolean blocks) {
    return new Ram(name, width, depth, blocks, false);
  }

  /** As {@link #ram}, with words that are zero at power-up; reset does not clear them. */
  public final Ram zeroedRam(String name, int width, int depth, boolean blocks) {
    return new Ram(name, width, depth, blocks, true);
  }

  /** Makes a distributed RAM of {@code depth} words. */
  public final LutRam lutram(String name, int width, int depth) {
    return new LutRam(name, width, depth);
  }

  /** Begins an instance of a module of the folder {@code hdl} with clock and reset. */
  public final HandWritten.Shape handWritten(String module) {
    return new HandWritten.Shape(this, module);
  }

  /** What is driven in {@code body} applies where {@code condition} is 1. */
  public final When when(Bool condition, Runnable body) {
    return When.start(condition, body);
  }

  final Block parent() {
    return parent;
  }

  final Heading heading() {
    return heading;
  }

  final Names names() {
    return names;
  }

  final SourceInfo madeAt() {
    return madeAt;
  }

  final Clocking clocking() {
    return clocking;
  }

  final void clocking(Clocking other) {
    clocking = other;
  }

  final chisel3.Clock clock() {
    return clocking.clock(this);
  }

  final chisel3.Bool reset() {
    return clocking.reset(this);
  }

  final void atClose(Runnable action) {
    atClose.add(action);
  }

  /** Calls an instance after the name its result gets, or {@code stem} and a number. */
  final void nameLater(Value result, Primitive instance, String stem) {
    result.onNamed(
        name -> {
          String wanted = name + "_" + stem;
          instance.nameInstance(names.isFree(wanted) ? names.claim(wanted) : names.fresh(wanted));
        });
    atClose(
        () -> {
          if (result.name() == null) {
            instance.nameInstance(names.fresh(stem));
          }
        });
  }

  /** Ends the block: everything declared must have been driven. */
  final void close() {
    atClose.forEach(Runnable::run);
    for (Value value : toDrive) {
      Block owner = value.owner();
      String place = owner == this ? moduleName : moduleName + "." + owner.instanceName;
      Checks.require(value.driven(), place, value + " is never driven", "drive or next");
    }
    describe(heading);
  }

  private <V extends Value> V addInput(V port) {
    inputs.add(port);
    return port;
  }

  final <V extends Value> V mustDrive(V value) {
    toDrive.add(value);
    return value;
  }
}
