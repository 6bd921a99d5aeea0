package org.kcpfpga.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every option with values that nobody can mean: one line and exit code 2, before any work. */
class WrongUsageTest extends CommandCalls {
  private static final String DESIGN = "designs/tiny.json";
  private static final String MODEL = "models/fashion-kcp-lstm.safetensors";
  private static final String INPUT = "models/fashion/inputs.npy";

  /** D, M and X stand for a design, a model, inputs; O for an output; none for nothing. */
  private String[] words(String line) {
    String[] words = line.split(" ");
    for (int i = 0; i < words.length; i++) {
      words[i] =
          switch (words[i]) {
            case "D" -> DESIGN;
            case "M" -> MODEL;
            case "X" -> INPUT;
            case "O" -> folder.resolve("y.npy").toString();
            case "DIR" -> folder.toString();
            case "none" -> "";
            default -> words[i];
          };
    }
    return words;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plan DIR",
        "plan none",
        "plan D D",
        "plan --explore --explore D",
        "plan D -o DIR",
        "plan --json=1 D",
        "cosim D --vectors -1",
        "cosim D --vectors 99999999999",
        "cosim D --vectors 1e3",
        "cosim D --stall NaN",
        "cosim D --stall 1",
        "cosim D --seed x",
        "cosim D --vectors 3 --vectors 4",
        "cosim --random 0",
        "run --model M --input X --engine none -o O",
        "run --model M --input X --engine tcp:a:99999 -o O",
        "run --model X --input M --engine float -o O",
        "run --model DIR --input X --engine float -o O",
        "run --model M --input DIR --engine float -o O",
        "run --model M --input X --engine float --design D -o O",
        "run --model M --input X --engine fixed --design D -o O",
        "run --model M --input X --engine float -o DIR",
        "compare --model M --input X --labels X --engine fixed",
        "compare --data DIR",
        "compare --input X --data DIR",
        "verify D --until x",
        "verify D --sqnr NaN",
        "verify D --vectors 0",
        "prove --limit -1",
        "mutate D --least NaN",
        "mutate D --least 200",
        "soak D --cycles -5",
        "soak D --frames 99999999999999999999",
        "coverage --least NaN",
        "device serial:",
        "device serial:/dev/null",
        "device serial:DIR",
        "device serial:/dev/ttyS0@0",
        "fpga build nothing --design D",
        "fpga build icebreaker --design D --clock NaN",
        "fpga build icebreaker --design D --seeds 0",
        "fpga estimate --family ecp5",
        "fpga estimate --family x D",
        "fpga package D -o /dev/null",
        "generate D -o /dev/null",
        "generate D --model X -o DIR",
        "generate D --model M -o DIR",
        "generate D --calibrate X -o DIR",
        "board D --clocks 1",
        "board D --lose 2",
        "board D --lose NaN"
      })
  void isOneLine(String line) {
    refused(all("kcp: "), words(line));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e400", "2.0", "-2", "null", "\"2\"", "[2]", "{}", "99999999999", "NaN"})
  void aNumberThatIsNoneIsNamed(String number) throws IOException {
    String tiny = Files.readString(Path.of(DESIGN));
    Path file = folder.resolve("d.json");
    Files.writeString(file, tiny.replace("\"inputLanes\": 2", "\"inputLanes\": " + number));
    refused(all("d.json"), "plan", file.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void nestingWithoutEndIsRefused(String level) throws IOException {
    Path file = folder.resolve("d.json");
    Files.writeString(file, level.repeat(100_000));
    refused(all("d.json", "nesting"), "plan", file.toString());
  }
}
