import { Injectable } from '@nestjs/common';
import { civilDateOf, type Instant } from '../../domain/shared/time.js';
import { SiteSettings } from '../../platform/config/site-settings.js';
import { uuidV7 } from '../../platform/context/ids.js';
import type { Tx } from '../../platform/database/database.js';
import { HeldRowSeal } from './held-row-seal.js';
import { heldCodesOf, type HeldContent, type HoldOutcome, type NewHeldRow } from './held-row.js';
import { HeldRowRepository, type HeldRowRecord, type SealedRow } from './held-row.repository.js';

/** Keeps rows that a person must decide: sealed, for they may hold personal data, and each content only once. */
@Injectable()
export class HeldRows {
  constructor(
    private readonly rows: HeldRowRepository,
    private readonly seal: HeldRowSeal,
    private readonly settings: SiteSettings,
  ) {}

  /**
   * Holds rows within the transaction of the import, and says of each what came of it, in their order. The same content
   * is held once, whichever key was the current one then: it is ALREADY_HELD while it waits and ALREADY_DECIDED ever
   * after. Asks for no permission: the import has.
   */
  async hold(tx: Tx, rows: readonly NewHeldRow[], now: Instant): Promise<readonly HoldOutcome[]> {
    if (rows.length === 0) return [];
    const hashes = rows.map(({ input }) => this.seal.contentHashes(input));
    const keys = hashes.map(([current]) => current.toString('hex'));
    const states = async (): Promise<ReadonlyMap<string, boolean>> => {
      const known = await this.rows.states(tx, hashes.flat());
      return new Map(
        hashes.flatMap((all, index) => {
          const isOpen = all
            .map((hash) => known.get(hash.toString('hex')))
            .find((state) => state !== undefined);
          return isOpen === undefined ? [] : [[keys[index] ?? '', isOpen] as const];
        }),
      );
    };
    const before = await states();
    const firsts = new Map<string, SealedRow>();
    for (const [index, row] of rows.entries()) {
      const key = keys[index] ?? '';
      if (!before.has(key) && !firsts.has(key)) firsts.set(key, this.#sealed(row, now));
    }
    const added = firsts.size === 0 ? new Set() : await this.rows.add(tx, [...firsts.values()]);
    // Somebody else may have held one of them at the same moment.
    const known = added.size === firsts.size ? before : await states();
    const seen = new Set<string>();
    return keys.map((key) => {
      const isNew = !seen.has(key) && added.has(firsts.get(key)?.id ?? '');
      seen.add(key);
      if (isNew) return 'HELD';
      return known.get(key) === false ? 'ALREADY_DECIDED' : 'ALREADY_HELD';
    });
  }

  /** What a waiting row says; null once it is decided. @throws KeyUnknownError, SealBrokenError */
  contentOf({ id, sealed }: HeldRowRecord): HeldContent | null {
    return sealed === null ? null : this.seal.open(id, sealed);
  }

  #sealed(row: NewHeldRow, now: Instant): SealedRow {
    const id = uuidV7();
    const content: HeldContent = { input: row.input, problems: row.problems };
    return {
      id,
      runId: row.runId,
      line: row.line,
      codes: heldCodesOf(row.problems),
      ...this.seal.seal(id, content, now),
      relatedVehicles: [...new Set(row.relatedVehicles)],
      division: row.division ?? this.settings.site,
      since: civilDateOf(now),
    };
  }
}
