import type { Problem } from '../../src/domain/shared/result.js';
import type { SiteCode } from '../../src/domain/sync/fact.js';
import type { RegistrationInput } from '../../src/features/registry/registration-check.js';
import { OwnerVault } from '../../src/features/registry/owner-vault.js';
import { HeldRowSeal } from '../../src/features/review/held-row-seal.js';
import { HeldRowRepository } from '../../src/features/review/held-row.repository.js';
import { HeldRows } from '../../src/features/review/held-rows.service.js';
import { ReviewQueueRepository } from '../../src/features/review/review-queue.repository.js';
import { ReviewQueueService } from '../../src/features/review/review-queue.service.js';
import { RivalRepository } from '../../src/features/review/rival.repository.js';
import { SiteSettings } from '../../src/platform/config/site-settings.js';
import { uuidV7 } from '../../src/platform/context/ids.js';
import type { Database } from '../../src/platform/database/database.js';
import { FactStore } from '../../src/platform/facts/fact-store.js';
import { PayloadRegistry } from '../../src/platform/facts/payloads.js';
import { Keyring } from '../../src/platform/secrets/keyring.js';

/** Reading the queue and holding rows over a database, put together by hand. */
export interface Reviews {
  readonly queue: ReviewQueueService;
  /** Holds one row as an import would, and gives its id. */
  hold(input: RegistrationInput, problem: Problem, relatedVehicles?: readonly string[]): Promise<string>;
}

const NOW = '2026-11-23T04:00:00.000Z';

export function reviewsOn(
  database: Database,
  site: SiteCode,
  keyring = new Keyring([{ id: 'test', bytes: Buffer.alloc(32, 9) }]),
): Reviews {
  const repository = new HeldRowRepository();
  const settings = new SiteSettings(site, 86_400, 200);
  const heldRows = new HeldRows(repository, new HeldRowSeal(keyring, new OwnerVault(keyring)), settings);
  const store = new FactStore(new PayloadRegistry());
  const entries = new ReviewQueueRepository(database, settings);
  const rivals = new RivalRepository();
  let line = 0;
  return {
    queue: new ReviewQueueService(database, store, entries, repository, heldRows, rivals, settings),
    async hold(input, problem, relatedVehicles = []) {
      line += 1;
      const runId = uuidV7();
      const { division } = input;
      const row = { runId, line, input, problems: [problem], relatedVehicles, division };
      const outcomes = await database.transaction((tx) => heldRows.hold(tx, [row], NOW));
      return `${outcomes.join()} ${runId}`;
    },
  };
}
