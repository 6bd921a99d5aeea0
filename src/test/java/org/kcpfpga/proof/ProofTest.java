package org.kcpfpga.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.kcpfpga.Tools;

/** The short proofs, and faults that each of them must find. */
@Tag("slow")
class ProofTest {
  private static final Path FORMAL = Path.of("hdl/formal");
  private static final Path TINY = Path.of("designs/tiny.json");
  private static final Path GRU = Path.of("hdl/formal/designs/gru.json");
  private static final Path LOAD = Path.of("hdl/formal/designs/load.json");
  private static final Path LINE = Path.of("hdl/formal/designs/line.json");
  private static final Path RESOURCES = Path.of("src/test/resources/proof");
  private static final Path PACKED = Path.of("src/test/resources/proof/packed.json");
  private static final int THREADS = 2;
  private static final int MOST_FAILURES = 10;

  /** Blocks whose proofs of every kind are run here; {@code kcp prove} runs those of all blocks. */
  private static final Set<String> SHORT =
      Set.of(
          "gearbox",
          "stream_input",
          "control_port",
          "input_expand1_buffer",
          "hidden_expand1_buffer",
          "input_expand2_queue",
          "steps_queue",
          "input_front",
          "hidden_contract1",
          "hidden_expand1",
          "input_expand2",
          "bank1");

  @TempDir Path folder;

  static Stream<Path> designs() {
    return Stream.of(TINY, GRU, LINE, LOAD);
  }

  @BeforeEach
  void needTools() {
    for (String tool : List.of("yosys", "yosys-smtbmc", "z3")) {
      Tools.require(tool);
    }
  }

  @ParameterizedTest
  @MethodSource("designs")
  void theShortProofsPass(Path design) {
    ProofBench bench = ProofBench.of(design);
    List<Proof> some =
        bench.proofs.stream()
            .filter(proof -> SHORT.contains(proof.block()))
            .filter(proof -> !proof.group().equals("load"))
            .filter(proof -> !(proof.block().equals("control_port") && proof.mode() == Mode.COVER))
            .toList();
    assertThat(some).hasSizeGreaterThan(15);
    assertProven(bench, some);
  }

  /** A failure is the names of what fails, a line each, and why. */
  private void assertProven(ProofBench bench, List<Proof> proofs) {
    List<ProofResult> results = ProofRun.run(bench.prover(folder), proofs, THREADS, result -> {});
    assertThat(results).hasSameSizeAs(proofs);
    String failures =
        results.stream()
            .filter(result -> !result.passed())
            .map(result -> result.proof() + ": " + result.failure())
            .limit(MOST_FAILURES)
            .collect(Collectors.joining("\n"));
    assertThat(failures).isEmpty();
  }

  /**
   * Blocks and single proofs of cores: whose cell takes gate by gate, whose bank keeps sums and
   * whose queues have one word; where a word of a stage holds the whole reduction; with the
   * register ranks of level 1; with two elements in a word of h; whose cell has two passes.
   */
  @ParameterizedTest
  @CsvSource({
    "compact, 8, cell bank0 cell_input_queue output_queue core.payload",
    "selects, 6, hidden_expand1 hidden_expand2 hidden_expand2_buffer",
    "ranked, 8, cell input_front hidden_contract2 input_expand2 core.flow",
    "lanes, 8, cell_lane0 hidden_contract2 hidden_expand2 control_port.flow core.flow",
    "two_passes, 10, cell input_expand1 hidden_expand1 input_expand2 input_expand1_buffer"
        + " core.payload"
  })
  void theProofsOfAnotherKindOfCorePass(String design, int more, String names) {
    ProofBench bench = ProofBench.of(RESOURCES.resolve(design + ".json"));
    List<String> wanted = List.of(names.split(" "));
    List<Proof> some =
        bench.proofs.stream()
            .filter(proof -> wanted.contains(proof.block()) || wanted.contains(proof.name()))
            .toList();
    assertThat(some).hasSizeGreaterThan(more);
    assertProven(bench, some);
  }

  /** Three tiles of a column each: a pair in two of them, and a cell. */
  @Test
  void theProofsOfAPackedFrontPassAndOneWhoseFactorsMoveFails() {
    ProofBench bench = ProofBench.of(PACKED);
    List<Proof> front =
        bench.proofs.stream().filter(proof -> proof.block().equals("input_front")).toList();
    assertThat(front).hasSizeGreaterThanOrEqualTo(4);
    assertProven(bench, front);
    Prover faulty =
        bench.prover(folder.resolve("fault"), "packed_front_pair", "if (load)", "if (load | x[0])");
    assertThat(faulty.prove(bench.proof("input_front.model")).failure())
        .startsWith("only_a_load_changes_it");
  }

  /**
   * A fault in a module of tiny.
   *
   * @param proof that must fail, and name one of its assertions; which of several that the fault
   *     makes wrong is the solver's choice
   * @param module where {@code text} becomes {@code fault}
   */
  record Fault(String proof, String module, String text, String fault) {}

  static Stream<Fault> faults() {
    return Stream.of(
        new Fault(
            "steps_queue.flow", "kcp_credits", "available = level >= LEAST", "available = 1'b1"),
        new Fault("steps_queue.flow", "kcp_queue", "tail + 1'b1", "tail + 2'd2"),
        new Fault(
            "gearbox.flow", "tiny_gearbox", "assign room = ~(level[1])", "assign room = 1'h1"),
        new Fault("control_port.flow", "tiny_control_port", "write_response & ~bready", "1'h0"),
        new Fault(
            "input_expand2_buffer.flow",
            "tiny_input_expand2_buffer",
            "in_valid & half_room",
            "in_valid"),
        new Fault(
            "input_contract1.flow",
            "tiny_input_contract1",
            "credits_available | ~index_last",
            "1'h1"),
        new Fault(
            "input_contract1.independence",
            "tiny_input_contract1",
            "credits_available | ~index_last",
            "credits_available & in_data[0] | ~index_last"),
        new Fault(
            "input_contract1.rate",
            "tiny_input_contract1",
            "credits_available | ~index_last",
            "credits_available & ~emits_rank1 & ~emits_rank2 & ~emits_rank3"),
        new Fault(
            "input_front.flow", "tiny_input_front", "in_valid & credits_available", "in_valid"),
        new Fault(
            "bank1.flow",
            "tiny_bank1",
            "input_expand1_grant = ~taken_with_hidden_contract1",
            "input_expand1_grant = 1'h1"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aPlantedFaultMakesItsProofFail(Fault fault) throws IOException {
    ProofBench bench = ProofBench.of(TINY);
    Proof proof = bench.proof(fault.proof());
    Prover faulty = bench.prover(folder, fault.module(), fault.text(), fault.fault());
    ProofResult result = faulty.prove(proof);
    assertThat(result.passed()).isFalse();
    assertThat(labels(proof)).contains(result.failure().split(" ")[0]);
  }

  /** What a proof says, as its wrapper names it. */
  private static List<String> labels(Proof proof) throws IOException {
    String text = Files.readString(FORMAL.resolve(Script.source(proof))) + proof.setting();
    String kind = proof.mode() == Mode.COVER ? "cover" : "assert";
    return Pattern.compile("(\\w+): " + kind + "\\b")
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  /** A shift register that moves without a load, as a ring of factors would. */
  @Test
  void aModelThatMovesByItselfMakesItsProofFail() {
    ProofBench bench = ProofBench.of(LOAD);
    Prover faulty = bench.prover(folder, "load_front_cell", "if (load)", "if (load | x[0])");
    assertThat(faulty.prove(bench.proof("input_front.model")).failure())
        .startsWith("only_a_load_changes_it");
  }

  /** The smallest of the cores: the others take what {@code kcp prove} takes. */
  @Test
  void whatResetLeavesDecidesNothingButFlags() throws IOException {
    ProofBench bench = ProofBench.of(LINE);
    Proof proof = bench.proof("core.reset");
    assertProven(bench, List.of(proof));
    assertThat(Files.readAllLines(folder.resolve(proof.name()).resolve("left.txt")))
        .hasSizeGreaterThan(500)
        .anyMatch(name -> name.contains("accumulators.mem"))
        .noneMatch(name -> name.contains(".level["));
  }

  /** A counter without its reset; a push that waits for a bit which reset leaves. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "line_gearbox | if (reset) | if (1'b0)",
        "line_input_contract1 | emits_rank3 <= emits_rank2 | emits_rank3 <= emits_rank2 &"
            + " first_rank2"
      })
  void aStateThatResetLeavesMakesItsProofFail(String module, String text, String fault) {
    ProofBench bench = ProofBench.of(LINE);
    Prover faulty = bench.prover(folder, module, text, fault);
    assertThat(faulty.prove(bench.proof("core.reset")).failure())
        .startsWith("Yosys")
        .contains("selection is not empty");
  }

  @Test
  void aRegisterThatIsNotThereStopsTheProof() {
    ProofBench bench = ProofBench.of(TINY);
    Prover renamed = bench.prover(folder, "tiny_gearbox", "level", "height");
    ProofResult result = renamed.prove(bench.proof("gearbox.flow"));
    assertThat(result.failure()).contains("Yosys", "hierconn");
  }

  @Test
  void aProofThatTakesTooManyStepsFails() {
    ProofBench bench = ProofBench.of(TINY);
    bench.prover(folder);
    Prover hasty = new Prover(FORMAL, folder.resolve("core"), folder, 1000);
    assertThat(hasty.prove(bench.proof("cell.flow")).failure())
        .isEqualTo("no answer within 1,000 steps of z3");
  }

  @Test
  void aProofLeavesItsFilesAndATraceWhereItFails() throws Exception {
    ProofBench bench = ProofBench.of(TINY);
    Prover faulty =
        bench.prover(folder, "tiny_gearbox", "assign room = ~(level[1])", "assign room = 1'h1");
    ProofResult result = faulty.prove(bench.proof("gearbox.flow"));
    assertThat(result.passed()).isFalse();
    assertThat(Files.size(result.trace())).isPositive();
  }
}
