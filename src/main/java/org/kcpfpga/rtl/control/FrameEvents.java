package org.kcpfpga.rtl.control;

import org.kcpfpga.hdl.Bool;

/**
 * What is said of frames, where it is found and where it is counted.
 *
 * @param started a frame begins
 * @param tooShort it ended early
 * @param tooLong its last beat lacks tlast
 * @param wrongSequence it is for a sequence that the core has not
 */
public record FrameEvents(Bool started, Bool tooShort, Bool tooLong, Bool wrongSequence) {

  /** Connects what counts, this, with what finds. */
  public void connect(FrameEvents found) {
    started.drive(found.started);
    tooShort.drive(found.tooShort);
    tooLong.drive(found.tooLong);
    wrongSequence.drive(found.wrongSequence);
  }
}
