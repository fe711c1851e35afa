import type { TestApi } from './api.js';
import { openListings, repair, repairRecord, step, type ListingAnswer } from './loop-requests.js';
import { vinOf } from './registry-fixture.js';
import { lugdownItems, reportInput, submit, type ReportAnswer } from './report-requests.js';
import { setStatus } from './station-requests.js';
import { say, valueOf, WITH_PURPOSE } from './vehicle-requests.js';

/** One step of a story about one truck; times are `day hour` of November 2026 in UTC. */
export type StoryStep =
  | { readonly test: 'PASS' | 'FAIL'; readonly at: string; readonly station?: string; readonly code?: string }
  | { readonly repair: readonly [intake: string, completed: string]; readonly station?: string }
  | { readonly notice: string }
  | { readonly leave: string; readonly at: string }
  | { readonly status: 'ACTIVE' | 'SUSPENDED' | 'REMOVED'; readonly station: string; readonly from: string }
  | { readonly scrap: string };

/** What was said of a step: the codes of its refusal, none when it was taken. */
type Refused = readonly string[];

export const I1 = '310115-I0001';
export const M1 = '310115-M0001';
const MINUTES = 20 * 60_000;

/** `10 06` is 6 o'clock UTC of 10 November. */
const instant = (at: string): string => `2026-11-${at.replace(' ', 'T')}:00:00.000Z`;

interface Problems {
  readonly problems?: readonly { readonly code: string }[];
}

const codesOf = ({ problems = [] }: Problems): Refused => problems.map(({ code }) => code);

/** Tells the story of the n-th truck through the API. */
export class LoopStory {
  #said = 0;

  constructor(
    private readonly api: TestApi,
    readonly n: number,
    readonly plateNumber = `沪A${String(n).padStart(5, '0')}`,
  ) {}

  /** Takes one step. */
  async take(one: StoryStep): Promise<Refused> {
    this.#said += 1;
    if ('test' in one) return codesOf(await this.test(one));
    if ('repair' in one) return this.#repair(one.repair, one.station ?? M1);
    if ('status' in one) return this.#status(one);
    if ('scrap' in one) return this.#scrap(one.scrap);
    const { id } = await this.listing();
    if ('leave' in one) {
      this.#reach(one.at);
      const input = { stationCode: one.leave, reason: 'STATION_SUSPENDED', basis: '沪环函〔2026〕8号' };
      return codesOf(await step(this.api, 'overrideStation', id, input));
    }
    const input = { noticeNo: `沪环告${this.n}`, channel: 'LETTER', at: instant(one.notice) };
    return codesOf(await step(this.api, 'serveNotice', id, input));
  }

  /** Hands in a test; the same again is the same report. */
  test({ test, at, station = I1, code }: Extract<StoryStep, { test: string }>): Promise<ReportAnswer> {
    const endedAt = instant(at);
    this.#reach(at);
    const input = reportInput(this.n, {
      stationCode: station,
      reportNo: `R-${station.slice(-2)}-${this.n}-${at.replace(' ', '-')}`,
      plate: { number: this.plateNumber, type: '01', color: 'YELLOW' },
      startedAt: new Date(Date.parse(endedAt) - MINUTES).toISOString(),
      endedAt,
      items: lugdownItems(test === 'FAIL' ? { K100: '1.62' } : {}),
      stationResult: test,
      contingencyCode: code ?? null,
    });
    return submit(this.api, input);
  }

  async listing(): Promise<ListingAnswer> {
    const found = (await openListings(this.api)).find(({ plateNumber }) => plateNumber === this.plateNumber);
    if (found === undefined) throw new Error(`${this.plateNumber} is not listed`);
    return found;
  }

  /** How the loop stands, and what of it was not taken. */
  async told(): Promise<{
    readonly state: string;
    readonly cycle: number;
    readonly rejected: readonly string[];
  }> {
    const query = `query ($id: ID!) { vehicleTimeline(id: $id) { state cycle entries { rejected { code } } } }`;
    const answer = await this.api.ask(query, {
      as: 'ECOLOGY_BUREAU',
      variables: { id: await this.id() },
      headers: WITH_PURPOSE,
    });
    const { state, cycle, entries } = valueOf(answer, 'vehicleTimeline') as {
      state: string;
      cycle: number;
      entries: { rejected: { code: string } | null }[];
    };
    return { state, cycle, rejected: entries.flatMap(({ rejected }) => rejected?.code ?? []) };
  }

  async id(): Promise<string> {
    const answer = await this.api.ask(`query ($vin: String!) { vehicle(vin: $vin) { vehicle { id } } }`, {
      as: 'ECOLOGY_BUREAU',
      variables: { vin: vinOf(this.n) },
    });
    return (valueOf(answer, 'vehicle') as { vehicle: { id: string } }).vehicle.id;
  }

  /** Nothing is handed in before it happened. */
  #reach(at: string): void {
    const { clock } = this.api;
    if (instant(at) > clock.at) clock.at = instant(at);
  }

  async #repair([intake, completed]: readonly [string, string], stationCode: string): Promise<Refused> {
    const vehicle = { vin: vinOf(this.n), plateNumber: this.plateNumber };
    const changes = { settlementNo: `JS-${this.n}-${this.#said}` };
    const input = repairRecord(instant(intake), instant(completed), changes);
    return codesOf(await repair(this.api, 'completeRepair', { stationCode, vehicle, input }));
  }

  async #status({ status, station, from }: Extract<StoryStep, { status: string }>): Promise<Refused> {
    const as = station.includes('-M') ? 'TRANSPORT_BUREAU' : 'ECOLOGY_BUREAU';
    const input = { code: station, status, from: instant(from), basis: '沪环函〔2026〕9号' };
    const { problems = [] } = await setStatus(this.api, input, { as });
    return problems.map(({ code }) => code);
  }

  async #scrap(at: string): Promise<Refused> {
    const input = { status: 'E', on: instant(at).slice(0, 10), certificateNo: 'BF-2026-1' };
    const { problems } = await say(this.api, 'scrap', { vin: vinOf(this.n) }, input);
    return problems.map(({ code }) => code);
  }
}
