package org.kcpfpga.cycle.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AgendaTest {
  private final Agenda agenda = new Agenda(5);
  private final Turn first = agenda.turn();
  private final Turn second = agenda.turn();
  private final Turn alone = agenda.turn();

  @Test
  void aTurnActsWhileItHasSomethingAndRoom() {
    assertThat(agenda.begin(0)).isZero();
    alone.present(true);
    assertThat(agenda.begin(1)).isZero();
    alone.room(true);
    assertThat(agenda.begin(2)).isEqualTo(alone.bit);
    alone.room(false);
    assertThat(agenda.begin(3)).isZero();
  }

  @Test
  void ofThoseThatShareABankTheFirstActs() {
    agenda.share(first.bit | second.bit);
    ready(first);
    ready(second);
    ready(alone);
    assertThat(agenda.begin(0)).isEqualTo(first.bit | alone.bit);
    first.present(false);
    assertThat(agenda.begin(1)).isEqualTo(second.bit | alone.bit);
  }

  @Test
  void whatArrivesIsThereFromItsCycleOn() {
    agenda.begin(0);
    alone.room(true);
    alone.arrives(2);
    assertThat(agenda.begin(1)).isZero();
    assertThat(agenda.begin(2)).isEqualTo(alone.bit);
    alone.taken(5);
    assertThat(agenda.begin(3)).isZero();
    assertThat(agenda.begin(4)).isZero();
    assertThat(agenda.begin(5)).isEqualTo(alone.bit);
    alone.taken(6);
    assertThat(agenda.begin(6)).isEqualTo(alone.bit);
    alone.taken(Producer.NEVER);
    assertThat(agenda.begin(7)).isZero();
  }

  @Test
  void aBarredTurnWaitsForOneCycle() {
    ready(first);
    agenda.begin(0);
    agenda.bar(first.bit, 1);
    assertThat(agenda.begin(1)).isZero();
    assertThat(agenda.begin(2)).isEqualTo(first.bit);
  }

  private static void ready(Turn turn) {
    turn.present(true);
    turn.room(true);
  }
}
