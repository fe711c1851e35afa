import { readPlate } from '../src/domain/shared/plate.js';
import type { Instant } from '../src/domain/shared/time.js';
import type { RoadsideCard } from '../src/domain/vehicle/roadside-card.js';
import { assessRoadside } from '../src/domain/vehicle/roadside.js';
import { provinceSources } from '../src/features/registry/province-sources.js';
import { roadsideAnswer } from '../src/features/registry/roadside-view.js';
import type { RequestContext } from '../src/platform/context/request-context.js';
import type { Plate } from './roadside-question.js';

/** The one statement of the reference that shapes its answers itself: what the service reads, and no audit. */
export const LOOK_UP = `
  SELECT card AS text, NULL AS heard_at FROM roadside_card
  WHERE vehicle_id = ANY (ARRAY(SELECT vehicle_id FROM vehicle_plate WHERE number = $1 GROUP BY vehicle_id))
  UNION ALL
  SELECT site, heard_at::text FROM site_source`;

export interface FoundRow {
  /** A card, or the code of a province where `heard_at` is not null. */
  readonly text: string;
  readonly heard_at: string | null;
}

const SETTINGS = { site: '310000', sourceSilentAfter: 86_400 } as const;

const contextAt = (now: Instant): RequestContext => ({
  requestId: 'reference',
  actor: {
    accountId: '00000000-0000-7000-8000-000000000000',
    role: 'TRAFFIC_POLICE',
    organisationId: '00000000-0000-7000-8000-000000000000',
    division: '310100',
  },
  language: 'zh',
  purpose: null,
  reference: null,
  now,
});

/** The body that the service answers with, but for its `extensions`: by the same rules, from the same rows. */
export function answerText({ number, type }: Plate, rows: readonly FoundRow[], now: Instant): string {
  const cards: RoadsideCard[] = [];
  const heard = new Map<string, string>();
  for (const { text, heard_at } of rows) {
    if (heard_at === null) cards.push(JSON.parse(text) as RoadsideCard);
    else heard.set(text, new Date(heard_at).toISOString());
  }
  const sources = provinceSources(heard, now, SETTINGS);
  const reading = readPlate(number, type);
  const warnings = reading.ok ? reading.value.warnings : [];
  const query = { plateNumber: number, plateType: type, plateColor: null, at: now };
  const assessment = assessRoadside({ query, cards, sources });
  const findings = { assessment, cards, sources, plateNumber: number, at: now, warnings, restrictions: null };
  const answer = roadsideAnswer(findings, contextAt(now));
  const vehicle = answer.vehicle === null ? null : { id: answer.vehicle.id };
  return `{"data":{"roadsideCheck":${JSON.stringify({ ...answer, vehicle })}}}`;
}
