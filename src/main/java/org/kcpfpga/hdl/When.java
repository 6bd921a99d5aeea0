package org.kcpfpga.hdl;

import chisel3.WhenContext;
import chisel3.when$;
import java.util.function.Supplier;
import scala.Function0;
import scala.runtime.BoxedUnit;

/** The cases after {@link Block#when}. */
public final class When {
  private final WhenContext context;

  private When(WhenContext context) {
    this.context = context;
  }

  static When start(Bool condition, Runnable body) {
    return new When(when$.MODULE$.apply(() -> readable(condition), run(body), Source.here()));
  }

  /**
   * Applies where no condition before was 1 and this one is. The condition is built by a supplier
   * because its signals belong to the else branch of the cases before.
   */
  public When elseWhen(Supplier<Bool> condition, Runnable body) {
    return new When(context.elsewhen(() -> readable(condition.get()), run(body), Source.here()));
  }

  /** Applies where no condition was 1. */
  public void otherwise(Runnable body) {
    context.otherwise(run(body), Source.here());
  }

  private static chisel3.Bool readable(Bool condition) {
    condition.requireReadable();
    return condition.b();
  }

  private static Function0<Object> run(Runnable body) {
    return () -> {
      body.run();
      return BoxedUnit.UNIT;
    };
  }
}
