package org.kcpfpga.cycle.base;

/** What a stage does when it can: a bit of the {@link Agenda}. */
public final class Turn {
  public final long bit;
  private final Agenda agenda;

  Turn(Agenda agenda, long bit) {
    this.agenda = agenda;
    this.bit = bit;
  }

  /** How many turns were made before it. */
  public int number() {
    return Long.numberOfTrailingZeros(bit);
  }

  /** Whether what it takes is there, from the next cycle on. */
  public void present(boolean there) {
    agenda.present(bit, there);
  }

  /** Whether what it gives has room, from the next cycle on. */
  public void room(boolean there) {
    agenda.room(bit, there);
  }

  /** What it takes is there from a later cycle on. */
  void arrives(long cycle) {
    agenda.arrive(bit, cycle);
  }

  /** What was there was taken; what follows is there from a cycle on, or never. */
  void taken(long following) {
    agenda.taken(bit, following);
  }
}
