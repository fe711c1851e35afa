import { registerStationPayloads, StationProjection } from '../src/features/inspections/index.js';
import { STATION_SUBJECT, stationIdOf } from '../src/domain/station/station.js';
import type { StationRegistered } from '../src/domain/station/station-facts.js';
import type { Fact } from '../src/domain/sync/fact.js';
import { uuidV7 } from '../src/platform/context/ids.js';
import { APP_ROLE } from '../src/platform/database/connection.js';
import { FactStore } from '../src/platform/facts/fact-store.js';
import { PayloadRegistry } from '../src/platform/facts/payloads.js';
import { sha256 } from '../src/platform/facts/sha256.js';
import type { BenchStore } from './store.js';

const ACTIVE_FROM = '2019-01-01';
const CODES = Array.from({ length: 16 }, (_, index) => `310115-I9${String(index).padStart(3, '0')}`);

/** Codes of the inspection stations that are at work in the measurements. */
export const STATION_CODES: readonly string[] = CODES;

/** Files the stations, each with the organisation whose people work there, as facts and projections. */
export async function fileStations(
  store: BenchStore,
  database: string,
  organisations: readonly string[] = [],
): Promise<void> {
  const payloads = new PayloadRegistry();
  registerStationPayloads(payloads);
  const facts = STATION_CODES.map((code, index) => filing(code, organisations[index] ?? null));
  const application = await store.connect(database, APP_ROLE);
  await application.transaction(async (tx) => {
    await new FactStore(payloads).append(tx, facts);
    await new StationProjection().project(tx, new Map(facts.map((fact) => [fact.subject, [fact]])));
  });
  await application.close();
}

function filing(code: string, organisationId: string | null): Fact<string, StationRegistered> {
  const now = new Date().toISOString();
  const payload: StationRegistered = {
    role: 'INSPECTION',
    code,
    name: `检验站 ${code}`,
    uscc: null,
    division: code.slice(0, 6),
    organisationId,
    phone: null,
    activeFrom: ACTIVE_FROM,
  };
  const subject = stationIdOf(code, sha256);
  const envelope = { id: uuidV7(), site: '310000', version: 1, subjectType: STATION_SUBJECT } as const;
  const when = { occurredAt: now, recordedAt: now, supersedes: null };
  return { ...envelope, ...when, kind: 'station.registered', subject, payload };
}
