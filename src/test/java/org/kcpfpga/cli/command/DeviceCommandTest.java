package org.kcpfpga.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kcpfpga.accuracy.Engine;
import org.kcpfpga.accuracy.EngineRun;
import org.kcpfpga.cli.CommandCalls;
import org.kcpfpga.cli.option.InputFiles;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.link.device.DevicePty;
import org.kcpfpga.link.device.DeviceServer;
import org.kcpfpga.link.packet.DeviceModel;
import org.kcpfpga.planner.Planner;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.rnn.ModelFile;
import org.kcpfpga.tensor.Npy;
import org.kcpfpga.tensor.Tensor;

/** {@code kcp device}, and {@code kcp run} on a board, over TCP against the device model. */
@Tag("slow")
class DeviceCommandTest extends CommandCalls {
  private static final Path MODEL = Path.of("models/fashion-kcp-lstm.safetensors");
  private static final int SEQUENCES = 3;
  private static final int STEPS = 7;

  private static Tensor few;
  private static Deployment deployment;
  private static double[] expected;

  private Path inputs;

  @BeforeAll
  static void deployTheModelOfTheDemo() {
    few = InputFiles.first(Npy.read(Path.of("models/fashion/inputs.npy")), SEQUENCES);
    Model model = ModelFile.read(MODEL);
    deployment = InputFiles.deployment(InputFiles.design(null, MODEL, model), model, few);
    expected = EngineRun.of(Engine.CYCLE, deployment, few).hidden().values();
  }

  @BeforeEach
  void writeInputs() {
    inputs = folder.resolve("x.npy");
    Npy.writeFloat32(inputs, few);
  }

  private DeviceServer board() {
    return new DeviceServer(new DeviceModel(deployment, 3, new Random(1)));
  }

  private int run(String engine, Path output, String... more) {
    String[] args = {
      "run",
      "--model",
      MODEL.toString(),
      "--input",
      inputs.toString(),
      "--engine",
      engine,
      "-o",
      output.toString()
    };
    String[] all = Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return kcp(all);
  }

  private static String hash(int hash) {
    return String.format(Locale.ROOT, "%08x", hash);
  }

  @Test
  void aRunOnABoardWritesWhatTheCycleModelWritesAndItsCountersCanBeReadAfterwards()
      throws IOException {
    Path ours = folder.resolve("board.npy");
    try (DeviceServer board = board()) {
      assertThat(run(board.address(), ours, "--json")).as(err.toString()).isZero();
      assertThat(Npy.read(ours).values()).isEqualTo(expected);
      JsonNode run = json();
      assertThat(run.get("engine").asText()).isEqualTo(board.address());
      assertThat(run.get("cycles").asLong()).isPositive();
      assertThat(run.get("line").get("bytesPerSecond").asDouble()).isPositive();
      assertThat(run.get("line").get("damaged").asLong()).isZero();
      assertThat(kcp("device", board.address(), "--model", MODEL.toString(), "--json")).isZero();
      JsonNode device = json();
      assertThat(device.get("planHash").asText()).isEqualTo(hash(deployment.plan().hash()));
      assertThat(device.get("steps").asInt()).isEqualTo(SEQUENCES * STEPS);
      assertThat(device.get("errors")).isEmpty();
      assertThat(device.get("saturations")).hasSameSizeAs(deployment.plan().saturationNames());
      assertThat(run(board.address(), ours)).isZero();
      assertThat(out.toString()).contains("busy cycles; 21 of 21 steps", "steps/s");
    }
  }

  @Test
  void aRunOverASerialPortGivesTheSame() {
    assumeTrue(Files.exists(Path.of("/dev/ptmx")), "/dev/ptmx");
    Path ours = folder.resolve("board.npy");
    try (DevicePty board = new DevicePty(new DeviceModel(deployment, 3, new Random(1)))) {
      assertThat(run("serial:" + board.path() + "@115200", ours)).as(err.toString()).isZero();
      assertThat(Npy.read(ours).values()).isEqualTo(expected);
    }
  }

  @Test
  void aDeviceIsShownWithoutADesign() throws IOException {
    try (DeviceServer board = board()) {
      assertThat(kcp("device", board.address())).as(err.toString()).isZero();
      assertThat(out.toString())
          .contains("KCPF", "2.0", hash(deployment.plan().hash()), "stage 0=0")
          .contains("atRest            true");
    }
  }

  @Test
  void aDeviceOfAnotherPlanIsRefusedWithBothHashes() throws IOException {
    int tiny = Planner.plan(DesignFile.read(Path.of("designs/tiny.json"))).hash();
    try (DeviceServer board = board()) {
      assertRefused(
          kcp("device", board.address(), "--design", "designs/tiny.json"),
          board.address(),
          hash(tiny),
          hash(deployment.plan().hash()));
      Path output = folder.resolve("y.npy");
      Path wider = folder.resolve("wider.json");
      String design = Files.readString(Path.of("designs/fashion.json"));
      Files.writeString(wider, design.replace("\"outputLanes\": 1", "\"outputLanes\": 2"));
      assertRefused(
          run(board.address(), output, "--design", wider.toString()),
          "core: plan hash",
          hash(deployment.plan().hash()));
      assertThat(output).doesNotExist();
    }
  }

  @Test
  void anotherModelInTheRomIsRefused() throws IOException {
    Tensor loud = Npy.read(inputs);
    for (int i = 0; i < loud.size(); i++) {
      loud.values()[i] *= 40;
    }
    Path other = folder.resolve("loud.npy");
    Npy.writeFloat32(other, loud);
    inputs = other;
    try (DeviceServer board = board()) {
      assertRefused(run(board.address(), folder.resolve("y.npy")), "model checksum");
    }
  }

  @Test
  void aConnectionThatIsCutIsTakenUpAgain() throws IOException {
    Path ours = folder.resolve("board.npy");
    try (DeviceServer board = board()) {
      board.hangUpAfter = 9;
      assertThat(run(board.address(), ours, "--json")).as(err.toString()).isZero();
      assertThat(json().get("line").get("reconnects").asInt()).isOne();
      assertThat(Npy.read(ours).values()).isEqualTo(expected);
    }
  }

  @Test
  void aDeviceThatIsResetInBetweenIsReported() throws IOException {
    try (DeviceServer board = board()) {
      board.powerCycleAfter = 9;
      Path output = folder.resolve("y.npy");
      assertRefused(run(board.address(), output), board.address(), "the device lost its state");
      assertThat(output).doesNotExist();
    }
  }

  @Test
  void whereNobodyListensIsOneLine() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    String address = "tcp:localhost:" + port;
    assertRefused(kcp("device", address), address, "cannot connect");
    assertRefused(run(address, folder.resolve("y.npy")), address, "cannot connect");
    assertRefused(kcp("device", "serial:/dev/ttyNONE"), "serial:/dev/ttyNONE: no such port");
    assertRefused(kcp("device", "serial:/dev/null"), "serial:/dev/null: ");
    assertRefused(kcp("device", "tcp:no.such.host.invalid:1"), "no such host");
  }

  @Test
  void whoIsNoSuchDeviceIsOneLine() throws IOException {
    byte[] page = "HTTP/1.0 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread thread = new Thread(() -> answer(server, page));
      thread.setDaemon(true);
      thread.start();
      String address = "tcp:localhost:" + server.getLocalPort();
      assertRefused(kcp("device", address), address, "not of the link");
    }
  }

  private static void answer(ServerSocket server, byte[] text) {
    try (Socket host = server.accept()) {
      host.getOutputStream().write(text);
      while (host.getInputStream().read() >= 0) {
        // whatever is said, nothing more is answered
      }
    } catch (IOException e) {
      // the host went away
    }
  }

  @Test
  void aWrongAddressOrEngineIsOneLine() {
    assertRefused(kcp("device", "usb:3"), "usb:3", "tcp:host:port");
    assertRefused(kcp("device", "tcp:host"), "tcp:host", "tcp:host:port");
    assertRefused(run("gpu", folder.resolve("y.npy")), "--engine", "gpu", "float, fixed, cycle");
    assertRefused(run("tcp:h:99999", folder.resolve("y.npy")), "--engine", "port 99999");
  }

  @Test
  void bothCommandsHaveHelpThatNamesAddresses() {
    assertThat(kcp("device", "--help")).isZero();
    assertThat(out.toString()).contains("serial:/dev/ttyUSB0", "tcp:host:port", "--design");
    assertThat(kcp("run", "--help")).isZero();
    assertThat(out.toString()).contains("serial:/dev/ttyUSB0", "verilator");
  }
}
