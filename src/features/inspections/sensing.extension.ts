import type { Fact } from '../../domain/sync/fact.js';
import type { Tx } from '../../platform/database/database.js';
import type { OpenedExtension, VehicleExtension } from '../registry/index.js';
import { concernsSensing, sensingRows } from './sensing-rows.js';
import { SENSING_TABLES, writeSensingRows } from './sensing.projection.js';
import type { SensingRules } from './sensing-rules.js';

/** The rows of what sensors and officers saw of a vehicle; its reasons follow from the loop. */
class SensingExtension implements VehicleExtension {
  readonly tables = SENSING_TABLES;

  constructor(private readonly rules: SensingRules) {}

  async open(tx: Tx, factsBySubject: ReadonlyMap<string, readonly Fact[]>): Promise<OpenedExtension | null> {
    const concerned = [...factsBySubject].filter(([, facts]) => concernsSensing(facts));
    if (concerned.length === 0) return null;
    const book = await this.rules.load(tx);
    return {
      reasonsOf: () => [],
      write: (own) =>
        writeSensingRows(
          own,
          concerned.map(([vehicleId, facts]) => ({ vehicleId, rows: sensingRows(facts, book) })),
        ),
    };
  }
}

/** What sensors and officers add to the vehicles of a process. */
export const sensingExtension = (rules: SensingRules): VehicleExtension => new SensingExtension(rules);
