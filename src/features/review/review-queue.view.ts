import { sees, ownerCodeClass } from '../../domain/access/visibility.js';
import { decisionsOfRow } from '../../domain/review/held-row.js';
import { NEXT_STEPS } from '../../domain/review/review-texts.js';
import { CHOICES, stageChoices } from '../../domain/vehicle/review-choices.js';
import { OWNER_KINDS } from '../../domain/vehicle/vehicle-facts.js';
import type { DecidableItem, VehicleFact } from '../../domain/vehicle/vehicle-facts.js';
import type { VehicleState } from '../../domain/vehicle/vehicle-state.js';
import type { SiteCode } from '../../domain/sync/fact.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { globalId } from '../../platform/graphql/relay.js';
import { classSeenBy, problemView, vehicleView, vinFor } from '../registry/index.js';
import type { HeldContent } from './held-row.js';
import type { HeldRowRecord } from './held-row.repository.js';
import { versionOf } from './item-version.js';
import type { HeldRowFieldModel, HeldRowModel, ReviewQueueItemModel } from './review-queue.model.js';
import type { QueueEntry } from './review-queue.repository.js';
import { kindText } from './review-kind-texts.js';
import { groundsOf } from './review-decision.service.js';

/** The type name in the global id of a held row. */
export const HELD_ROW_TYPE = 'HeldRow';

/** A vehicle that waits, with all that is known of it. */
export interface WaitingVehicle {
  readonly state: VehicleState;
  readonly facts: readonly VehicleFact[];
  /** Ids of the vehicles that claim the same elsewhere. */
  readonly rivals: readonly string[];
}

/** A held row that waits, with what it says. */
export interface WaitingRow {
  readonly record: HeldRowRecord;
  readonly content: HeldContent;
}

const textsOf = ({ code, since }: QueueEntry, { language }: RequestContext) => ({
  code,
  since,
  text: kindText(code)[language],
  nextStep: NEXT_STEPS[code][language],
});

/** Only the site that registered a vehicle may decide about it; to all others it is shown. */
function isOwn(facts: readonly VehicleFact[], site: SiteCode): boolean {
  return facts.some((fact) => fact.kind === 'vehicle.registered' && fact.site === site);
}

export function vehicleItemView(
  entry: QueueEntry,
  waiting: WaitingVehicle,
  related: readonly VehicleState[],
  context: RequestContext,
  site: SiteCode,
): ReviewQueueItemModel {
  const { state, facts, rivals } = waiting;
  const code = entry.code as DecidableItem;
  const item = state.review.find((one) => one.code === code);
  const grounds = groundsOf(state, facts, code, rivals);
  return {
    ...textsOf(entry, context),
    evidenceAt: item?.evidenceAt ?? null,
    facts: item?.facts ?? (rivals.length > 0 ? [state.registrationFact] : grounds),
    version: versionOf(code, grounds),
    decisions: isOwn(facts, site) ? CHOICES[code] : [],
    stages: stageChoices(code, state),
    vehicle: vehicleView(state, context),
    heldRow: null,
    related: related.map((other) => vehicleView(other, context)),
  };
}

export function rowItemView(
  entry: QueueEntry,
  { record, content }: WaitingRow,
  related: readonly VehicleState[],
  context: RequestContext,
): ReviewQueueItemModel {
  return {
    ...textsOf(entry, context),
    evidenceAt: null,
    facts: [],
    version: null,
    decisions: [],
    stages: null,
    vehicle: null,
    heldRow: rowView(record, content, context),
    related: related.map((other) => vehicleView(other, context)),
  };
}

/** What a row says about the vehicle; whatever else it holds may be about a person and is never shown here. */
const SHOWN = new Set(
  `vin frameNo plate.number plate.type plate.color plate.colorSystem vehicleType useNature fuel emissionStage massKg
   lengthMm engineModel engineNo ratedPowerW firstRegisteredOn manufacturedOn division ownerKind ownerUscc status
   retrofit.kind retrofit.on retrofit.certificateNo occurredAt`.split(/\s+/),
);

function rowView(record: HeldRowRecord, content: HeldContent, context: RequestContext): HeldRowModel {
  const { id, runId, line, codes, division } = record;
  const visible = classSeenBy(context, division);
  const ownerKind = OWNER_KINDS.find((kind) => kind === content.input.ownerKind) ?? 'PERSON';
  const hidden: string[] = [];
  const fields: HeldRowFieldModel[] = [];
  for (const { name, value } of leavesOf(content.input)) {
    const shown = shownValue(name, value);
    if (shown !== value) hidden.push(name);
    if (shown !== null) fields.push({ name, value: shown });
  }
  function shownValue(name: string, value: string): string | null {
    if (!SHOWN.has(name)) return null;
    if (name === 'vin' || name === 'frameNo') return vinFor(visible, value);
    if (name === 'engineNo') return sees(visible, 'P1') ? value : null;
    return name !== 'ownerUscc' || sees(visible, ownerCodeClass(ownerKind)) ? value : null;
  }
  return {
    id: globalId(HELD_ROW_TYPE, id),
    runId,
    line,
    codes,
    // The values that a problem quotes stand among the fields, masked.
    problems: content.problems.map(({ code, field }) =>
      problemView(field === undefined ? { code } : { code, field }, context, null),
    ),
    fields,
    hiddenFields: hidden,
    decisions: decisionsOfRow(codes),
  };
}

/** Every value of a row by its path; what it leaves out is left out here. */
function leavesOf(value: object, path = ''): readonly { readonly name: string; readonly value: string }[] {
  return Object.entries<unknown>({ ...value }).flatMap(([key, member]) => {
    const name = path === '' ? key : `${path}.${key}`;
    if (member === null || member === undefined) return [];
    if (typeof member === 'object') return leavesOf(member, name);
    return [{ name, value: typeof member === 'string' ? member : JSON.stringify(member) }];
  });
}
