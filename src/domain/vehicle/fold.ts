import type { Instant } from '../shared/time.js';
import type { SetAside } from '../sync/effective-facts.js';
import { factsInForce } from '../sync/effective-facts.js';
import type { Life, LifeEvent, RegistrationFact } from './life-events.js';
import { liveThrough } from './life-events.js';
import { ownerInForce } from './owner-in-force.js';
import type { SupervisionView } from './reasons.js';
import { itemsLeftUnknown, reviewItems, supervisionReasons } from './reasons.js';
import type { Decisions } from './review-decisions.js';
import { keepsRegistrations, lastOfEachItem, readDecisions } from './review-decisions.js';
import type { EvidenceFact, StageDecision } from './stage-evidence.js';
import { decideStage } from './stage-evidence.js';
import type { VehicleFact } from './vehicle-facts.js';
import type { VehicleState } from './vehicle-state.js';

/**
 * The vehicle as its facts say: the same state for the same set of facts, in any order and any repetition. `facts` are
 * about one subject; with `asOf` only those recorded up to that moment count. Null while no registration is known.
 *
 * Where several registrations of the subject are in force, the one that happened first is the base; the others give
 * their stage evidence and are set aside with MULTIPLE_REGISTRATIONS, which is also a flag of the vehicle until a person
 * has looked at all of them.
 */
export function foldVehicle(facts: readonly VehicleFact[], asOf?: Instant): VehicleState | null {
  const { inForce, setAside: superseded, known } = factsInForce(facts, asOf);
  const registrations = inForce.filter(isRegistration);
  const [base, ...further] = registrations;
  if (base === undefined) return null;
  const decisions = readDecisions(inForce, registrations, known);
  const life = liveThrough(base, inForce.filter(isLifeEvent));
  const stage = decideStage(base, inForce.filter(isEvidence), decisions);
  const view: SupervisionView = { registration: base, status: life.status, stage };
  return {
    id: base.subject,
    ...registeredPart(base),
    ...stagePart(stage),
    ...lifePart(life),
    owner: ownerInForce(life, inForce),
    flags: flagsOf(stage, registrations, decisions),
    reasons: supervisionReasons(view),
    review: reviewItems(view),
    leftUnknown: itemsLeftUnknown(view),
    decisions: lastOfEachItem(decisions),
    recordedAt: newestRecorded(facts, asOf, base.recordedAt),
    setAside: inOrder([
      ...superseded,
      ...further.map((fact) => ({ factId: fact.id, code: 'MULTIPLE_REGISTRATIONS' })),
      ...life.setAside,
      ...decisions.setAside,
    ]),
  };
}

function isRegistration(fact: VehicleFact): fact is RegistrationFact {
  return fact.kind === 'vehicle.registered';
}

function isLifeEvent(fact: VehicleFact): fact is LifeEvent {
  return (
    fact.kind === 'vehicle.replated' ||
    fact.kind === 'vehicle.transferred' ||
    fact.kind === 'vehicle.plate-surrendered' ||
    fact.kind === 'vehicle.scrapped'
  );
}

function isEvidence(fact: VehicleFact): fact is EvidenceFact {
  return fact.kind === 'vehicle.registered' || fact.kind === 'vehicle.stage-evidence-added';
}

function registeredPart(base: RegistrationFact) {
  const { payload } = base;
  return {
    vin: payload.vin,
    frameNo: payload.frameNo,
    vehicleType: payload.vehicleType,
    fuel: payload.fuel,
    massKg: payload.massKg,
    lengthMm: payload.lengthMm,
    engineModel: payload.engineModel,
    engineNo: payload.engineNo,
    ratedPowerW: payload.ratedPowerW,
    firstRegisteredOn: payload.firstRegisteredOn,
    manufacturedOn: payload.manufacturedOn,
    retrofit: payload.retrofit,
    warnings: payload.warnings,
    site: base.site,
    registrationFact: base.id,
  };
}

function stagePart({ judgement, evidence, stageWord, fuelWord }: StageDecision) {
  return {
    isDiesel: judgement.isDiesel,
    emissionClass: judgement.emissionClass,
    stage: judgement.stage,
    stageSource: judgement.stageSource,
    stageDecidedBy: stageWord?.id ?? null,
    fuelDecided: fuelWord === null ? null : { fuel: fuelWord.payload.value ?? '', factId: fuelWord.id },
    stageEvidence: evidence,
    g3List: judgement.g3List,
  };
}

function lifePart(life: Life) {
  return {
    plate: life.plate,
    plates: [...life.formerPlates, life.plate],
    division: life.division,
    ownerKind: life.ownerKind,
    ownerUscc: life.ownerUscc,
    useNature: life.useNature,
    status: life.status,
    statusAt: life.statusAt,
    scrappedOn: life.scrappedOn,
  };
}

function flagsOf(
  { judgement }: StageDecision,
  registrations: readonly RegistrationFact[],
  decisions: Decisions,
): readonly string[] {
  const flags = new Set(judgement.flags);
  const several = registrations.length > 1 && !keepsRegistrations(decisions, registrations);
  if (several) flags.add('MULTIPLE_REGISTRATIONS');
  return [...flags].sort();
}

function newestRecorded(facts: readonly VehicleFact[], asOf: Instant | undefined, least: Instant): Instant {
  return facts
    .map((fact) => fact.recordedAt)
    .filter((at) => asOf === undefined || at <= asOf)
    .reduce((newest, at) => (at > newest ? at : newest), least);
}

function inOrder(setAside: readonly SetAside[]): readonly SetAside[] {
  const keyed = setAside.map((item) => ({ item, key: `${item.factId} ${item.code}` }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ item }) => item);
}
