package org.kcpfpga.plan;

/**
 * A queue between two stages that also changes the number of tokens per beat.
 *
 * <p>The producer pushes beats of {@code inTokens} tokens, the consumer pops beats of {@code
 * outTokens}; tokens keep their order. One count divides the other. The queue holds {@code depth}
 * words of the wider of the two beats. A producer owns {@code credits} and spends one per beat when
 * it <em>issues</em> the work that will push it, so that nothing between can overflow; popping a
 * word gives {@code creditsPerWord} back, visible to the producer in the next cycle.
 *
 * @param name instance name
 * @param inTokens tokens per pushed beat
 * @param outTokens tokens per popped beat
 * @param depth words
 * @param tokenBits bits of a token
 * @param flagBits side-band bits per beat; of merged beats the last one's stay
 * @param ahead whether registers say, for a faster clock, that it has a beat and that it has room
 */
public record Channel(
    String name,
    int inTokens,
    int outTokens,
    int depth,
    int tokenBits,
    int flagBits,
    boolean ahead) {

  public Channel {
    if (inTokens % outTokens != 0 && outTokens % inTokens != 0) {
      throw new IllegalArgumentException(name + ": " + inTokens + " and " + outTokens + " tokens");
    }
  }

  /** A channel that says in logic what it has. */
  public Channel(String name, int inTokens, int outTokens, int depth, int tokenBits, int flagBits) {
    this(name, inTokens, outTokens, depth, tokenBits, flagBits, false);
  }

  /** The same channel with so many words. */
  public Channel withDepth(int words) {
    return new Channel(name, inTokens, outTokens, words, tokenBits, flagBits, ahead);
  }

  /** Pushed beats per word: above 1 where the channel widens. */
  public int pushesPerWord() {
    return Math.max(1, outTokens / inTokens);
  }

  /** Popped beats per word: above 1 where the channel narrows. */
  public int popsPerWord() {
    return Math.max(1, inTokens / outTokens);
  }

  /** Tokens of a stored word. */
  public int wordTokens() {
    return Math.max(inTokens, outTokens);
  }

  /** Beats that the producer may have issued and the consumer not yet returned. */
  public int credits() {
    return depth * pushesPerWord();
  }

  /** Credits that come back when a word has been popped whole. */
  public int creditsPerWord() {
    return pushesPerWord();
  }
}
