import type { LoopRules } from '../../domain/maintenance/loop-facts.js';
import type { CivilDate } from '../../domain/shared/time.js';
import type { Tx } from '../../platform/database/database.js';

/** What the divisions configured for what sensors see, by division and day. */
export interface SensingBook {
  rulesOn(division: string | null, on: CivilDate): LoopRules;
}

/** Reads what is configured; a feature above keeps it, and the processes hand it in. */
export abstract class SensingRules {
  abstract load(tx: Tx): Promise<SensingBook>;
}
