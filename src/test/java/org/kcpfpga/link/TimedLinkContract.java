package org.kcpfpga.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a link must do besides that knows each cycle of its core. */
public abstract class TimedLinkContract extends LinkContract {
  @Test
  void runsAtTheIntervalOfThePlan() {
    try (Link link = link()) {
      Traffic steady = Traffic.steady(10_000);
      long alone = link.stream(frames().subList(0, 1), steady).stepEnds().get(0);
      assertThat(alone + 1).isEqualTo(deployment.plan().cycles().latency());
      List<Frame> many = new ArrayList<>();
      int lead = deployment.plan().cycles().lead();
      int span = deployment.plan().cycles().period();
      while (many.size() < lead + span + STEPS) {
        many.addAll(frames());
      }
      List<Long> ends = link.stream(many, steady).stepEnds();
      long spent = ends.get(lead + span - 1) - ends.get(lead - 1);
      assertThat((spent + span - 1) / span).isEqualTo(deployment.plan().cycles().interval());
    }
  }

  @Test
  void anOutputThatIsNeverTakenEndsInAnErrorThatNamesTheStream() {
    try (Link link = link()) {
      assertThatThrownBy(() -> link.stream(frames(), new Traffic(0, 1, 1, 500)))
          .isInstanceOf(StreamStalled.class)
          .hasMessageContaining("_axis: stalled for 500 cycles")
          .hasMessageContaining("m_axis delivered 0 of 150");
    }
  }

  @Test
  void anInputThatIsNeverOfferedEndsInAnErrorThatNamesTheStream() {
    try (Link link = link()) {
      assertThatThrownBy(() -> link.stream(frames(), new Traffic(1, 0, 1, 500)))
          .isInstanceOf(StreamStalled.class)
          .hasMessageContaining("s_axis: stalled for 500 cycles");
    }
  }
}
