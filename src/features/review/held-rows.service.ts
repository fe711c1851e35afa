import { Injectable } from '@nestjs/common';
import { civilDateOf, type Instant } from '../../domain/shared/time.js';
import { SiteSettings } from '../../platform/config/site-settings.js';
import { uuidV7 } from '../../platform/context/ids.js';
import type { Tx } from '../../platform/database/database.js';
import { Keyring } from '../../platform/secrets/keyring.js';
import { heldCodesOf, type HeldContent, type HoldOutcome, type NewHeldRow } from './held-row.js';
import { HeldRowRepository, type HeldRowRecord, type SealedRow } from './held-row.repository.js';

const contextOf = (id: string): string => `held-row:${id}`;

/** Keeps rows that a person must decide: sealed, for they may hold personal data, and each content only once. */
@Injectable()
export class HeldRows {
  constructor(
    private readonly rows: HeldRowRepository,
    private readonly keyring: Keyring,
    private readonly settings: SiteSettings,
  ) {}

  /**
   * Holds rows within the transaction of the import, and says of each what came of it, in their order. The same content
   * is held once: it is ALREADY_HELD while it waits and ALREADY_DECIDED ever after. Asks for no permission: the import
   * has.
   */
  async hold(tx: Tx, rows: readonly NewHeldRow[], now: Instant): Promise<readonly HoldOutcome[]> {
    if (rows.length === 0) return [];
    const firsts = new Map<string, SealedRow>();
    for (const row of rows) {
      const key = hashOf(row).toString('hex');
      if (!firsts.has(key)) firsts.set(key, this.#seal(row, now));
    }
    const added = await this.rows.add(tx, [...firsts.values()]);
    const known = await this.rows.states(tx, rows.map(hashOf));
    const seen = new Set<string>();
    return rows.map((row) => {
      const key = hashOf(row).toString('hex');
      const isNew = !seen.has(key) && added.has(firsts.get(key)?.id ?? '');
      seen.add(key);
      if (isNew) return 'HELD';
      return known.get(key) === true ? 'ALREADY_HELD' : 'ALREADY_DECIDED';
    });
  }

  /** What a waiting row says; null once it is decided. @throws KeyUnknownError, SealBrokenError */
  contentOf({ id, sealed }: HeldRowRecord): HeldContent | null {
    if (sealed === null) return null;
    return JSON.parse(this.keyring.open(sealed, contextOf(id)).toString('utf8')) as HeldContent;
  }

  #seal(row: NewHeldRow, now: Instant): SealedRow {
    const id = uuidV7();
    const content: HeldContent = { input: row.input, problems: row.problems };
    return {
      id,
      runId: row.runId,
      line: row.line,
      codes: heldCodesOf(row.problems),
      sealed: this.keyring.seal(Buffer.from(JSON.stringify(content), 'utf8'), contextOf(id)),
      relatedVehicles: [...new Set(row.relatedVehicles)],
      division: row.division ?? this.settings.site,
      contentHash: hashOf(row),
      since: civilDateOf(now),
    };
  }
}

const hashOf = ({ contentHash }: NewHeldRow): Buffer => Buffer.from(contentHash);
