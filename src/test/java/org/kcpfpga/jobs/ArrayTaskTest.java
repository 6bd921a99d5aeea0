package org.kcpfpga.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said to Slurm, and what it answers. */
class ArrayTaskTest {
  @TempDir Path folder;

  @Test
  void indicesThatFollowEachOtherAreARange() {
    assertThat(ArrayTask.indices(List.of())).isEmpty();
    assertThat(ArrayTask.indices(List.of(4))).isEqualTo("4");
    assertThat(ArrayTask.indices(List.of(9, 0, 1, 2, 4, 6, 7))).isEqualTo("0-2,4,6-7,9");
  }

  @Test
  void linesOfSqueueAndSacctAreTasks() {
    String text =
        """
        slurm_load: some warning
        17_3 NODE_FAIL n4
        17_4 PENDING
        18_0|CANCELLED by 1000|n12
        19 RUNNING n1
        """;
    assertThat(SlurmCommands.tasks(text))
        .isEqualTo(
            Map.of(
                new ArrayTask("17", 3), new TaskState("NODE_FAIL", "n4"),
                new ArrayTask("17", 4), new TaskState("PENDING", ""),
                new ArrayTask("18", 0), new TaskState("CANCELLED", "n12")));
  }

  @Test
  void statesAreOverOrNot() {
    assertThat(new TaskState("RUNNING", "n1").over()).isFalse();
    assertThat(new TaskState("COMPLETING", "n1").over()).isFalse();
    assertThat(new TaskState("TIMEOUT", "n1").over()).isTrue();
    assertThat(TaskState.FORGOTTEN.over()).isTrue();
    assertThat(new TaskState("TIMEOUT", "n1")).hasToString("TIMEOUT on n1");
  }

  @Test
  void whereThereIsNoAccountingItSaysNothing() {
    SlurmCommands slurm = new SlurmCommands(List.of("no-such-program"), folder);
    assertThat(slurm.accounting(List.of(new ArrayTask("17", 3)))).isEmpty();
  }

  @Test
  void withoutSlurmItIsSaidInALine() {
    Where where = new SlurmArrays(List.of("no-such-program"), null, line -> {}, doing -> {});
    PartFolder parts = new PartFolder(folder.resolve("p"), List.of(new Part("a", List.of("true"))));
    assertThatThrownBy(() -> where.run(parts, part -> {}))
        .hasMessage(
            "--on slurm: no program scontrol here (expected: a machine that submits to Slurm)");
    assertThat(where.end()).isNull();
  }

  @Test
  void twoPartsHaveTwoNames() {
    Part part = new Part("a", List.of("true"));
    assertThatThrownBy(() -> new PartFolder(folder, List.of(part, part)))
        .hasMessageStartingWith("a:");
    assertThatThrownBy(() -> new Part("a b", List.of())).hasMessageStartingWith("a b:");
  }
}
