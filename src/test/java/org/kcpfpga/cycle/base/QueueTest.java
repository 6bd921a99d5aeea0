package org.kcpfpga.cycle.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kcpfpga.plan.Channel;

class QueueTest {
  @Test
  void aWideningQueueShowsAWordWithItsLastPushAndReturnsAllItsCredits() {
    Queue queue = new Queue(new Channel("q", 1, 3, 2, 8, 1));
    assertThat(queue.credits).isEqualTo(6);
    push(queue, 1, 5, 0);
    push(queue, 2, 6, 0);
    assertThat(queue.headReady).isEqualTo(Producer.NEVER);
    push(queue, 3, 7, 1);
    assertThat(queue.headReady).isEqualTo(7);
    assertThat(queue.flags()).isEqualTo(1);
    assertThat(queue.credits).isEqualTo(3);
    assertThat(queue.tokens[queue.head + 2]).isEqualTo(3);
    queue.pop();
    assertThat(queue.credits).isEqualTo(6);
    assertThat(queue.headReady).isEqualTo(Producer.NEVER);
  }

  @Test
  void aNarrowingQueueReturnsACreditWithTheLastBeatOfAWord() {
    Queue queue = new Queue(new Channel("q", 4, 2, 3, 8, 0));
    assertThat(queue.credits).isEqualTo(3);
    queue.push(9, 0);
    queue.push(12, 0);
    queue.pop();
    assertThat(queue.credits).isEqualTo(1);
    assertThat(queue.headReady).isEqualTo(9);
    queue.pop();
    assertThat(queue.credits).isEqualTo(2);
    assertThat(queue.headReady).isEqualTo(12);
    assertThat(queue.head).isEqualTo(4);
  }

  private static void push(Queue queue, long value, long from, int flag) {
    queue.tokens[queue.tail] = value;
    queue.push(from, flag);
  }
}
