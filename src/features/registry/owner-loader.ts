import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { OwnerReadService, type OwnerAnswer, type OwnerQuestion } from './owner-read.service.js';

interface Waiting {
  readonly question: OwnerQuestion;
  readonly resolve: (answer: OwnerAnswer) => void;
  readonly reject: (error: unknown) => void;
}

/** Gathers the owners that one request asks for, vehicle by vehicle, into one read with one audit line. */
@Injectable()
export class OwnerLoader {
  readonly #waiting = new WeakMap<RequestContext, Waiting[]>();

  constructor(private readonly owners: OwnerReadService) {}

  /** @throws AppError as {@link OwnerReadService.ownersIn}, for every owner that was asked for together */
  load(context: RequestContext, question: OwnerQuestion): Promise<OwnerAnswer> {
    return new Promise((resolve, reject) => {
      const waiting = this.#waiting.get(context);
      if (waiting !== undefined) {
        waiting.push({ question, resolve, reject });
        return;
      }
      const all: Waiting[] = [{ question, resolve, reject }];
      this.#waiting.set(context, all);
      // By then every vehicle of the list has asked: the resolvers of one list run in one turn of the event loop.
      setImmediate(() => {
        this.#waiting.delete(context);
        void this.#answer(context, all);
      });
    });
  }

  async #answer(context: RequestContext, all: readonly Waiting[]): Promise<void> {
    try {
      const answers = await this.owners.owners(
        context,
        all.map(({ question }) => question),
      );
      all.forEach(({ resolve, reject }, index) => {
        const answer = answers[index];
        if (answer === undefined) reject(new Error('an owner was not answered'));
        else resolve(answer);
      });
    } catch (error) {
      for (const { reject } of all) reject(error);
    }
  }
}
