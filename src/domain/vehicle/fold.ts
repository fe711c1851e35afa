import type { Instant } from '../shared/time.js';
import type { SetAside } from '../sync/effective-facts.js';
import { factsInForce } from '../sync/effective-facts.js';
import type { Life, LifeEvent, RegistrationFact } from './life-events.js';
import { liveThrough } from './life-events.js';
import { ownerInForce } from './owner-in-force.js';
import type { SupervisionView } from './reasons.js';
import { reviewItems, supervisionReasons } from './reasons.js';
import type { EvidenceFact, StageDecision } from './stage-evidence.js';
import { decideStage } from './stage-evidence.js';
import type { VehicleFact } from './vehicle-facts.js';
import type { VehicleState } from './vehicle-state.js';

/**
 * The vehicle as its facts say: the same state for the same set of facts, in any order and any repetition. `facts` are
 * about one subject; with `asOf` only those recorded up to that moment count. Null while no registration is known.
 *
 * Where several registrations of the subject are in force, the one that happened first is the base; the others give
 * their stage evidence and are set aside with MULTIPLE_REGISTRATIONS, which is also a flag of the vehicle.
 */
export function foldVehicle(facts: readonly VehicleFact[], asOf?: Instant): VehicleState | null {
  const { inForce, setAside: superseded } = factsInForce(facts, asOf);
  const [base, ...further] = inForce.filter(isRegistration);
  if (base === undefined) return null;
  const life = liveThrough(base, inForce.filter(isLifeEvent));
  const stage = decideStage(base, inForce.filter(isEvidence));
  const view: SupervisionView = { registration: base, status: life.status, stage };
  return {
    id: base.subject,
    ...registeredPart(base),
    ...stagePart(stage),
    ...lifePart(life),
    owner: ownerInForce(life, inForce),
    flags: flagsOf(stage, further),
    reasons: supervisionReasons(view),
    review: reviewItems(view),
    recordedAt: newestRecorded(facts, asOf, base.recordedAt),
    setAside: inOrder([
      ...superseded,
      ...further.map((fact) => ({ factId: fact.id, code: 'MULTIPLE_REGISTRATIONS' })),
      ...life.setAside,
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

function stagePart({ judgement, evidence }: StageDecision) {
  return {
    isDiesel: judgement.isDiesel,
    emissionClass: judgement.emissionClass,
    stage: judgement.stage,
    stageSource: judgement.stageSource,
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

function flagsOf({ judgement }: StageDecision, further: readonly RegistrationFact[]): readonly string[] {
  const flags = new Set(judgement.flags);
  if (further.length > 0) flags.add('MULTIPLE_REGISTRATIONS');
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
