package org.kcpfpga.hdl;

import chisel3.Data;
import chisel3.RawModule;
import chisel3.domain.Type;
import chisel3.experimental.SourceInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import scala.Tuple3;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** The Chisel module around a {@link Block}; the block's constructor fills it. */
public final class Shell<B extends Block> extends RawModule {
  private Block block;
  private B built;

  public Shell(Supplier<B> maker) {
    Elaboration elaboration = Elaboration.current();
    elaboration.push(this);
    try {
      built = maker.get();
      if (built != block) {
        throw new IllegalStateException("maker: returned another block (expected: a new block)");
      }
      block.close();
    } finally {
      elaboration.pop();
    }
  }

  /** Takes this shell for {@code claimant}, once. */
  void claim(Block claimant) {
    if (block != null) {
      throw new IllegalStateException(
          claimant.moduleName() + ": made with new (expected: made with instance())");
    }
    block = claimant;
    Elaboration.current().declare(claimant.moduleName(), claimant.heading());
  }

  Block block() {
    return block;
  }

  B built() {
    return built;
  }

  /** Ports in the order of their groups. */
  @Override
  public Seq<Tuple3<Data, SourceInfo, Seq<Type>>> getModulePortsAndLocators() {
    List<Tuple3<Data, SourceInfo, Seq<Type>>> ports =
        new ArrayList<>(CollectionConverters.asJava(super.getModulePortsAndLocators()));
    ports.sort(Comparator.comparingInt(port -> block.heading().place(port._1().seedOpt().get())));
    return CollectionConverters.asScala(ports).toSeq();
  }

  @Override
  public String desiredName() {
    return block.moduleName();
  }

  @Override
  public SourceInfo _sourceInfo() {
    return block == null ? Source.here() : block.madeAt();
  }
}
