interface Waiting<Q, A> {
  readonly question: Q;
  readonly resolve: (answer: A) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Coalesces questions: one batch is in flight (or a few), what arrives meanwhile forms the next. A question that finds
 * a free lane goes as soon as the requests that were read in the same turn of the event loop have been taken in; it
 * waits for nobody who is not there yet. A batch that fails rejects each question in it; the next is asked anew.
 */
export class Coalescer<Q, A> {
  #waiting: Waiting<Q, A>[] = [];
  #running = 0;

  /**
   * @param ask answers a batch, one answer a question and in their order
   * @param mostAtOnce largest batch
   * @param lanes batches in flight at most; more than one where a batch may have to wait for a lock
   */
  constructor(
    private readonly ask: (questions: readonly Q[]) => Promise<readonly A[]>,
    private readonly mostAtOnce: number,
    private readonly lanes = 1,
  ) {}

  /** The answer to one question. @throws whatever the batch that it went with failed with */
  put(question: Q): Promise<A> {
    return new Promise<A>((resolve, reject) => {
      this.#waiting.push({ question, resolve, reject });
      if (this.#running >= this.lanes) return;
      this.#running += 1;
      setImmediate(() => void this.#run());
    });
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.slice(0, this.mostAtOnce);
      this.#waiting = this.#waiting.slice(this.mostAtOnce);
      await this.#answer(batch);
    }
    this.#running -= 1;
  }

  async #answer(batch: readonly Waiting<Q, A>[]): Promise<void> {
    try {
      const answers = await this.ask(batch.map(({ question }) => question));
      if (answers.length !== batch.length) throw new Error('a batch was not answered question by question');
      batch.forEach(({ resolve }, index) => resolve(answers[index] as A));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
}
