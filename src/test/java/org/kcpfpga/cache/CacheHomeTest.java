package org.kcpfpga.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CacheHomeTest {
  private static String in(Map<String, String> environment) {
    return CacheHome.in(environment, "/home/of/java").toString();
  }

  @Test
  void ourVariableComesFirstThenTheUsersCacheThenTheHome() {
    String ours = "/a/b";
    assertThat(in(Map.of("KCP_CACHE", ours, "XDG_CACHE_HOME", "/x", "HOME", "/h"))).isEqualTo(ours);
    assertThat(in(Map.of("XDG_CACHE_HOME", "/x", "HOME", "/h"))).isEqualTo("/x/kcp-fpga");
    assertThat(in(Map.of("XDG_CACHE_HOME", "x", "HOME", "/h"))).isEqualTo("/h/.cache/kcp-fpga");
    assertThat(in(Map.of())).isEqualTo("/home/of/java/.cache/kcp-fpga");
  }

  @Test
  void aRelativeFolderIsBelowTheWorkingFolder() {
    String here = Path.of("").toAbsolutePath().toString();
    assertThat(in(Map.of("KCP_CACHE", "c"))).isEqualTo(here + "/c");
  }
}
