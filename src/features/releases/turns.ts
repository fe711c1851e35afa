/** One after another within a process. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /** Runs the work when all who came before are done, whatever became of theirs. */
  take<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work, work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
