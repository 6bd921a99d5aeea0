package org.kcpfpga.hdl;

import chisel3.Bool$;
import chisel3.Clock$;
import chisel3.Data;
import chisel3.IO$;
import chisel3.Input$;
import chisel3.Module$;
import chisel3.Output$;
import chisel3.UInt$;
import chisel3.Width$;
import chisel3.experimental.ExtModule;
import chisel3.experimental.IntParam;
import chisel3.experimental.Param;
import chisel3.experimental.SourceInfo;
import chisel3.experimental.StringParam;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * An instance of a hand-written module of the folder {@code hdl}.
 *
 * <p>Chisel 7.14 marks {@code chisel3.experimental.ExtModule} and its parameters as deprecated, but
 * has them nowhere else.
 */
@SuppressWarnings("deprecation")
final class Primitive {
  private final Box box;

  private Primitive(Box box) {
    this.box = box;
  }

  /** What {@code module} looks like from outside: the start of instantiating it. */
  static Shape of(String module) {
    return new Shape(module);
  }

  void nameInstance(String name) {
    box.suggestName(() -> name);
  }

  Data port(String name) {
    return box.ports.get(name);
  }

  void connect(String port, Data source) {
    port(port).$colon$eq(() -> source, Source.here());
  }

  /** Parameters and ports of the module to instantiate. */
  static final class Shape {
    private final String module;
    private final Map<String, Param> parameters = new LinkedHashMap<>();
    private final Map<String, Consumer<Box>> ports = new LinkedHashMap<>();

    private Shape(String module) {
      this.module = module;
    }

    Shape parameter(String name, int value) {
      parameters.put(name, new IntParam(Literals.big(BigInteger.valueOf(value))));
      return this;
    }

    Shape parameter(String name, String value) {
      parameters.put(name, new StringParam(value));
      return this;
    }

    Shape clock(String name) {
      ports.put(name, box -> box.add(name, Input$.MODULE$.apply(() -> Clock$.MODULE$.apply())));
      return this;
    }

    Shape in(String name, int width) {
      ports.put(name, box -> box.add(name, Input$.MODULE$.apply(() -> uint(width))));
      return this;
    }

    Shape inBool(String name) {
      ports.put(name, box -> box.add(name, Input$.MODULE$.apply(() -> Bool$.MODULE$.apply())));
      return this;
    }

    Shape outBool(String name) {
      ports.put(name, box -> box.add(name, Output$.MODULE$.apply(() -> Bool$.MODULE$.apply())));
      return this;
    }

    Shape out(String name, int width) {
      ports.put(name, box -> box.add(name, Output$.MODULE$.apply(() -> uint(width))));
      return this;
    }

    /** Instantiates the module in the block being built. */
    Primitive make() {
      Elaboration.current().library().add(module);
      return new Primitive(Module$.MODULE$.do_apply(() -> new Box(this), Source.here()));
    }

    private static chisel3.UInt uint(int width) {
      return UInt$.MODULE$.apply(Width$.MODULE$.apply(width));
    }
  }

  /** The Chisel side of the instance. */
  private static final class Box extends ExtModule {
    private final String module;
    private final Map<String, Data> ports = new HashMap<>();

    Box(Shape shape) {
      super(scalaMap(shape.parameters), none(), none());
      this.module = shape.module;
      shape.ports.values().forEach(port -> port.accept(this));
    }

    void add(String name, Data type) {
      Data port = IO$.MODULE$.apply(() -> type, Source.here());
      port.suggestName(() -> name);
      ports.put(name, port);
    }

    @Override
    public String desiredName() {
      return module;
    }

    @Override
    public SourceInfo _sourceInfo() {
      return Source.here();
    }
  }

  private static <T> Seq<T> none() {
    return CollectionConverters.<T>asScala(List.<T>of()).toSeq();
  }

  private static scala.collection.immutable.Map<String, Param> scalaMap(Map<String, Param> map) {
    return scala.collection.immutable.Map$.MODULE$.from(CollectionConverters.asScala(map));
  }
}
