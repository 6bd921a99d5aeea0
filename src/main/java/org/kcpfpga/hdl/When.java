package org.kcpfpga.hdl;

import chisel3.WhenContext;
import chisel3.when$;
import scala.Function0;
import scala.runtime.BoxedUnit;

/** The cases after {@link Block#when}. */
public final class When {
  private final WhenContext context;

  private When(WhenContext context) {
    this.context = context;
  }

  static When start(Bool condition, Runnable body) {
    condition.requireReadable();
    return new When(when$.MODULE$.apply(() -> condition.b(), run(body), Source.here()));
  }

  /** Applies where no condition before was 1 and this one is. */
  public When elseWhen(Bool condition, Runnable body) {
    condition.requireReadable();
    return new When(context.elsewhen(() -> condition.b(), run(body), Source.here()));
  }

  /** Applies where no condition was 1. */
  public void otherwise(Runnable body) {
    context.otherwise(run(body), Source.here());
  }

  private static Function0<Object> run(Runnable body) {
    return () -> {
      body.run();
      return BoxedUnit.UNIT;
    };
  }
}
