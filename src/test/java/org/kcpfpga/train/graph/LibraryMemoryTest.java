package org.kcpfpga.train.graph;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDManager;
import java.lang.reflect.Field;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kcpfpga.format.FormatKind;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.train.step.Batch;

/** A long training takes no more of the library's memory than a short one: live arrays counted. */
@Tag("slow")
class LibraryMemoryTest {
  private static final int BATCHES = 10_000;

  @BeforeAll
  static void startTheLibrary() {
    Djl.start(1);
  }

  /** Arrays and managers below a manager, which hold all native memory. */
  private static int live(NDManager manager) throws ReflectiveOperationException {
    Field field = BaseNDManager.class.getDeclaredField("resources");
    field.setAccessible(true);
    int count = 0;
    for (Object resource : ((Map<?, ?>) field.get(manager)).values()) {
      count += 1 + (resource instanceof NDManager below ? live(below) : 0);
    }
    return count;
  }

  private static int live() throws ReflectiveOperationException {
    try (NDManager own = Djl.engine().newBaseManager()) {
      return live(own.getParentManager());
    }
  }

  @Test
  void tenThousandBatchesLeaveNothingBehind() throws Exception {
    NetworkShape shape = Networks.shape(CellKind.RNN, FormatKind.KCP);
    Map<String, Tensor> parameters = Networks.parameters(shape, 11);
    Batch batch = Networks.batch(shape, 1, 1, 15);
    int before = live();
    try (Learner learner = new Learner(shape)) {
      learner.learn(parameters, batch);
      int one = live();
      assertThat(one).isGreaterThan(before);
      for (int i = 1; i < BATCHES; i++) {
        learner.learn(parameters, batch);
      }
      assertThat(live()).isEqualTo(one);
    }
    assertThat(live()).isEqualTo(before);
  }

  @Test
  void whatIsKeptIsCounted() throws Exception {
    int before = live();
    try (NDManager leaking = Djl.engine().newBaseManager()) {
      leaking.create(1f);
      assertThat(live()).isEqualTo(before + 2);
    }
    assertThat(live()).isEqualTo(before);
  }
}
