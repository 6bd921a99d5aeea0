package org.kcpfpga.plan;

/**
 * The queue of steps that the input side has committed and the hidden side not yet finished
 * reading.
 *
 * <p>It tells the hidden side whether a step starts a sequence. The input side commits only while a
 * place is free.
 */
final class TimedSteps {
  /** What a first expand stage does with the queue. */
  interface Role {
    Role NONE = new Role() {};

    /** Groups that are there after reset. */
    default int initialGroups() {
      return 0;
    }

    /** Whether the bound on filling this group is known. */
    default boolean knowsFill(int group) {
      return true;
    }

    default long fill(int group) {
      return 0;
    }

    default void filled(long time) {}

    /** Whether the bound on reading this group is known. */
    default boolean knowsRead(int group) {
      return true;
    }

    default long read(int group) {
      return 0;
    }

    default void finished(long time) {}
  }

  private final int depth;
  private final Times commits = new Times();
  private final Times finishes = new Times();

  TimedSteps(int depth) {
    this.depth = depth;
  }

  Role committer() {
    return new Role() {
      @Override
      public boolean knowsFill(int group) {
        return group - depth < finishes.size();
      }

      @Override
      public long fill(int group) {
        return group < depth ? 0 : finishes.get(group - depth) + 1;
      }

      @Override
      public void filled(long time) {
        commits.add(time);
      }
    };
  }

  Role starter() {
    return new Role() {
      @Override
      public int initialGroups() {
        return 1;
      }

      @Override
      public boolean knowsRead(int group) {
        return group < commits.size();
      }

      @Override
      public long read(int group) {
        return commits.get(group) + 1;
      }

      @Override
      public void finished(long time) {
        finishes.add(time);
      }
    };
  }
}
