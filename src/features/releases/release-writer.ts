import {
  changeLine,
  DifferenceWalk,
  removalReason,
  type Change,
} from '../../domain/release/release-difference.js';
import { RowCounter, type ReleaseCounts } from '../../domain/release/release-counts.js';
import type { ContentFile, ReleaseEdition } from '../../domain/release/release-list.js';
import {
  csvHeading,
  csvLine,
  rowKey,
  rowLine,
  rowOf,
  textOf,
  type ListedVehicle,
  type ReleaseRow,
} from '../../domain/release/release-row.js';
import { maskVin } from '../../domain/access/visibility.js';
import type { SiteCode } from '../../domain/sync/fact.js';
import { isEndOfLife } from '../../domain/vehicle/reasons.js';
import type { FileFeed } from './file-feed.js';
import type { PlateAsked, PlateBearer } from './release-source.repository.js';

/** What the writer is given: where rows come from, where they go, and whom to ask about those that went. */
export interface ReleaseStreams {
  readonly edition: ReleaseEdition;
  readonly site: SiteCode;
  readonly vehicles: AsyncIterable<readonly ListedVehicle[]>;
  /** Lines of the release before; null for the first release. */
  readonly previous: AsyncIterator<readonly string[]> | null;
  readonly feeds: Readonly<Record<ContentFile, FileFeed>>;
  readonly bearers: (plates: readonly PlateAsked[]) => Promise<readonly (readonly PlateBearer[])[]>;
}

export interface WrittenRows {
  readonly counts: ReleaseCounts;
  readonly changes: { readonly added: number; readonly removed: number; readonly changed: number };
}

/** Writes rows and difference of a release side by side, in memory that does not grow with them. */
export class ReleaseWriter {
  readonly #counter: RowCounter;
  readonly #walk: DifferenceWalk;
  readonly #changes = { added: 0, removed: 0, changed: 0 };
  #lastKey = '';

  constructor(private readonly streams: ReleaseStreams) {
    this.#counter = new RowCounter(streams.edition);
    this.#walk = new DifferenceWalk(streams.edition);
  }

  /** @throws UnsortedReleaseError when the release before is damaged, Error when the rows come out of order */
  async write(): Promise<WrittenRows> {
    const { edition, vehicles, previous, feeds } = this.streams;
    await feeds['rows.csv'].write(csvHeading(edition), 0);
    for await (const piece of vehicles) {
      const lines = await this.#writeRows(piece);
      if (previous === null || lines.length === 0) continue;
      this.#walk.feedPresent(lines);
      await this.#follow('PRESENT');
    }
    if (previous !== null) {
      this.#walk.feedPresent([]);
      await this.#follow(null);
    }
    return { counts: this.#counter.counts, changes: this.#changes };
  }

  async #writeRows(vehicles: readonly ListedVehicle[]): Promise<string[]> {
    const { edition, feeds } = this.streams;
    const lines: string[] = [];
    let csv = '';
    for (const vehicle of vehicles) {
      const row = rowOf(vehicle, edition);
      const key = rowKey(row, edition);
      if (key === this.#lastKey) continue;
      if (key < this.#lastKey) throw new Error('the registry gave the rows of a release out of order');
      this.#lastKey = key;
      this.#counter.add(row);
      lines.push(rowLine(row, edition));
      csv += csvLine(row, edition);
    }
    if (lines.length === 0) return lines;
    await feeds['rows.ndjson'].write(`${lines.join('\n')}\n`, lines.length);
    await feeds['rows.csv'].write(csv, lines.length);
    return lines;
  }

  /** Walks on until lines of `until` are needed, or both lists were walked. */
  async #follow(until: 'PRESENT' | null): Promise<void> {
    const { previous } = this.streams;
    for (;;) {
      await this.#writeChanges(this.#walk.take());
      if (this.#walk.wants === until || previous === null) return;
      const next = await previous.next();
      this.#walk.feedPrevious(next.done === true ? [] : next.value);
    }
  }

  async #writeChanges(changes: readonly Change[]): Promise<void> {
    if (changes.length === 0) return;
    const explained = await this.#explained(changes);
    for (const { change } of explained) {
      if (change === 'ADDED') this.#changes.added += 1;
      else if (change === 'REMOVED') this.#changes.removed += 1;
      else this.#changes.changed += 1;
    }
    const text = explained.map((change) => `${changeLine(change)}\n`).join('');
    await this.streams.feeds['difference.ndjson'].write(text, explained.length);
  }

  /** Says of what was removed why, as far as the registry knows. */
  async #explained(changes: readonly Change[]): Promise<readonly Change[]> {
    const gone = changes.filter(({ change }) => change === 'REMOVED').map(({ row }) => row);
    if (gone.length === 0) return changes;
    const asked = gone.map((row) => ({ number: textOf(row.plateNumber), type: textOf(row.plateType) }));
    const bearers = await this.streams.bearers(asked);
    const bearerOf = new Map(gone.map((row, index) => [row, this.#sameVehicle(row, bearers[index] ?? [])]));
    return changes.map((change) => {
      if (change.change !== 'REMOVED') return change;
      return { ...change, reason: this.#reasonFor(bearerOf.get(change.row) ?? null) };
    });
  }

  #sameVehicle(row: ReleaseRow, bearers: readonly PlateBearer[]): PlateBearer | null {
    const isPublic = this.streams.edition === 'PUBLIC';
    const isSame = ({ vin, frameNo }: PlateBearer): boolean =>
      isPublic ? maskVin(vin ?? frameNo ?? '') === row.vin : vin === row.vin && frameNo === row.frameNo;
    return bearers.find(isSame) ?? null;
  }

  #reasonFor(bearer: PlateBearer | null): ReturnType<typeof removalReason> {
    if (bearer === null) return removalReason(null);
    return removalReason({
      hasEnded: isEndOfLife(bearer.status),
      isInProvince: bearer.division.slice(0, 2) === this.streams.site.slice(0, 2),
      bearsPlate: bearer.bearsPlate,
    });
  }
}
