package org.kcpfpga.jobs;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.kcpfpga.Tools;
import org.kcpfpga.verilated.build.Command;

/**
 * A Slurm cluster of its own on this machine: one slurmctld, and a slurmd for every node. It takes
 * no part in any other cluster, and needs neither munge nor accounting.
 */
public final class SlurmCluster implements AutoCloseable {
  private static final String SETTINGS =
      """
      ClusterName=kcp
      SlurmctldHost=HOST(127.0.0.1)
      SlurmctldPort=PORT
      SlurmUser=USER
      SlurmdUser=USER
      AuthType=auth/none
      CredType=cred/none
      StateSaveLocation=FOLDER/state
      SlurmdSpoolDir=FOLDER/spool-%n
      SlurmctldPidFile=FOLDER/slurmctld.pid
      SlurmdPidFile=FOLDER/%n.pid
      SlurmctldLogFile=FOLDER/slurmctld.log
      SlurmdLogFile=FOLDER/%n.log
      ProctrackType=proctrack/pgid
      TaskPlugin=task/none
      SelectType=select/linear
      SchedulerType=sched/builtin
      SchedulerParameters=sched_min_interval=100000,batch_sched_delay=0
      MpiDefault=none
      MailProg=/bin/true
      JobAcctGatherType=jobacct_gather/none
      KillWait=2
      SlurmdTimeout=10
      MaxArraySize=LARGEST
      PartitionName=all Nodes=ALL Default=YES State=UP
      """;

  /** Of a twentieth of a second and more each, so that no busy machine comes near. */
  private static final int MOST_LOOKS = 10_000;

  private final Path folder;
  private final Map<String, Process> daemons = new LinkedHashMap<>();

  /**
   * Starts a cluster with nodes n1, n2, ...
   *
   * @param folder for its files; its path has no space
   * @param largest indices of an array are below this
   */
  public SlurmCluster(Path folder, int nodes, int largest) throws IOException {
    for (String program : List.of("slurmctld", "slurmd", "sbatch")) {
      Tools.require(program);
    }
    this.folder = folder;
    Files.createDirectories(folder.resolve("state"));
    Files.writeString(settings(), text(nodes, largest));
    daemons.put("slurmctld", start("slurmctld", "-D", "-i"));
    for (int node = 1; node <= nodes; node++) {
      daemons.put("n" + node, start("slurmd", "-D", "-N", "n" + node));
    }
    awaitIdle(nodes);
  }

  private String text(int nodes, int largest) throws IOException {
    String host = Tools.run(folder, List.of("uname", "-n")).strip().replaceFirst("\\..*", "");
    StringBuilder text =
        new StringBuilder(
            SETTINGS
                .replace("HOST", host)
                .replace("USER", System.getProperty("user.name"))
                .replace("FOLDER", folder.toString())
                .replace("LARGEST", "" + largest));
    List<Integer> ports = freePorts(nodes + 1);
    for (int node = 1; node <= nodes; node++) {
      text.append("NodeName=n" + node + " NodeAddr=127.0.0.1 NodeHostname=" + host);
      text.append(" Port=" + ports.get(node) + "\n");
    }
    return text.toString().replace("PORT", "" + ports.get(0));
  }

  private static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sockets.add(new ServerSocket(0));
    }
    List<Integer> ports = sockets.stream().map(ServerSocket::getLocalPort).toList();
    for (ServerSocket socket : sockets) {
      socket.close();
    }
    return ports;
  }

  private Process start(String... words) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().put("SLURM_CONF", settings().toString());
    builder.redirectOutput(folder.resolve(words[words.length - 1] + ".out").toFile());
    return builder.start();
  }

  private void awaitIdle(int nodes) throws IOException {
    await(nodes + " idle nodes", () -> idle(nodes));
  }

  private boolean idle(int nodes) throws IOException {
    for (Map.Entry<String, Process> daemon : daemons.entrySet()) {
      if (!daemon.getValue().isAlive()) {
        String name = daemon.getKey().equals("slurmctld") ? "-i" : daemon.getKey();
        String said = Files.readString(folder.resolve(name + ".out"));
        close();
        throw new AssertionError(daemon.getKey() + " has ended: " + said);
      }
    }
    List<String> states = words("sinfo", "--noheader", "--format=%T %D");
    return Command.run(folder, states).text().strip().equals("idle " + nodes);
  }

  /** Looks until something is so, but not for ever. */
  public static void await(String what, Callable<Boolean> so) {
    try {
      for (int look = 0; !so.call(); look++) {
        if (look == MOST_LOOKS) {
          throw new AssertionError(what + ": not after " + look + " looks");
        }
        Thread.sleep(50);
      }
    } catch (Exception e) {
      throw new IllegalStateException(what, e);
    }
  }

  /** The file that {@code SLURM_CONF} names for whoever uses this cluster. */
  public Path settings() {
    return folder.resolve("slurm.conf");
  }

  /** What leads a command to this cluster. */
  public List<String> prefix() {
    return List.of("env", "SLURM_CONF=" + settings());
  }

  private List<String> words(String... words) {
    List<String> all = new ArrayList<>(prefix());
    all.addAll(List.of(words));
    return all;
  }

  /** Runs a program of Slurm's; what it prints. */
  public String call(String... words) throws IOException {
    return Tools.run(folder, words(words));
  }

  /**
   * Starts {@code kcp} as a user of this cluster; what it says goes into the files {@code out} and
   * {@code err} of a folder.
   */
  public Process kcp(Path place, String... arguments) throws IOException {
    List<String> command = words("/usr/bin/env", "--default-signal=INT");
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("org.kcpfpga.cli.Kcp");
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.redirectOutput(place.resolve("out").toFile());
    builder.redirectError(place.resolve("err").toFile());
    return builder.start();
  }

  /** A node that is no more: neither its daemon nor anything that it has started. */
  public void lose(String node) throws IOException {
    daemons.get(node).destroyForcibly();
    kill("SLURMD_NODENAME=" + node);
    call("scontrol", "update", "NodeName=" + node, "State=DOWN", "Reason=lost");
  }

  /**
   * Kills what has been started with this in its environment, and with our settings; first what
   * watches it, so that nobody is left to report its death.
   */
  private void kill(String variable) throws IOException {
    List<ProcessHandle> found = startedWith(variable);
    for (ProcessHandle process : found) {
      process.parent().filter(SlurmCluster::watches).ifPresent(ProcessHandle::destroyForcibly);
    }
    found.forEach(ProcessHandle::destroyForcibly);
  }

  private static boolean watches(ProcessHandle process) {
    return process.info().command().orElse("").contains("/slurmstepd");
  }

  private List<ProcessHandle> startedWith(String variable) throws IOException {
    List<ProcessHandle> found = new ArrayList<>();
    for (ProcessHandle process : ProcessHandle.allProcesses().toList()) {
      Path environment = Path.of("/proc/" + process.pid() + "/environ");
      try {
        String text = "\0" + Files.readString(environment, StandardCharsets.ISO_8859_1);
        if (text.contains("\0SLURM_CONF=" + settings() + "\0") && text.contains("\0" + variable)) {
          found.add(process);
        }
      } catch (IOException goneOrNotOurs) {
        // nothing of this cluster
      }
    }
    return found;
  }

  /** Ends it with everything that runs on it. */
  @Override
  public void close() throws IOException {
    daemons.values().forEach(Process::destroyForcibly);
    kill("SLURM");
    daemons.values().forEach(daemon -> daemon.onExit().join());
  }
}
