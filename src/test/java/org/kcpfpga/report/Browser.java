package org.kcpfpga.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kcpfpga.Tools;
import org.kcpfpga.verilated.build.Command;

/** Looks at pages in headless Chromium. */
final class Browser {
  private static final List<String> OPTIONS =
      List.of(
          "chromium",
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--hide-scrollbars",
          "--enable-logging=stderr",
          "--virtual-time-budget=10000",
          "--window-size=1240,5600");

  /** Says for each chart whether the colour of its first set is among its pixels. */
  private static final String PROBE =
      """
      <script>setTimeout(() => {
        document.body.dataset.drawn = [...document.querySelectorAll('canvas')].map(canvas => {
          const pixels = canvas.getContext('2d')
              .getImageData(0, 0, canvas.width, canvas.height).data;
          for (let i = 0; i < pixels.length; i += 4) {
            if (pixels[i] === 0x15 && pixels[i + 1] === 0x65 && pixels[i + 2] === 0xc0) {
              return true;
            }
          }
          return false;
        }).join(' ');
      }, 1000);</script>
      """;

  private final Path folder;

  /** {@code folder}: for the browser's own files. */
  Browser(Path folder) {
    this.folder = folder;
  }

  /**
   * What is seen of a page.
   *
   * @param drawn by chart, whether anything is drawn in the colour of its first set
   * @param messages of scripts to the console
   */
  record Sight(List<Boolean> drawn, List<String> messages) {}

  /** Opens a page, and leaves a picture of it beside it. */
  Sight look(Path page) throws IOException {
    Tools.require("chromium");
    Path probed = folder.resolve("probed.html");
    Files.writeString(probed, Files.readString(page).replace("</body>", PROBE + "</body>"));
    String dom = chromium(probed, "--dump-dom");
    Matcher drawn = Pattern.compile("<body[^>]* data-drawn=\"([a-z ]*)\"").matcher(dom);
    List<Boolean> charts = new ArrayList<>();
    if (drawn.find() && !drawn.group(1).isEmpty()) {
      Arrays.stream(drawn.group(1).split(" ")).map(Boolean::valueOf).forEach(charts::add);
    }
    Path picture = Path.of(page + ".png").toAbsolutePath();
    chromium(page, "--screenshot=" + picture);
    return new Sight(charts, dom.lines().filter(line -> line.contains(":CONSOLE")).toList());
  }

  private String chromium(Path page, String action) throws IOException {
    List<String> command = new ArrayList<>(OPTIONS);
    command.add("--user-data-dir=" + folder.resolve("profile"));
    command.add(action);
    command.add(page.toAbsolutePath().toUri().toString());
    return Command.run(folder, command).text();
  }
}
