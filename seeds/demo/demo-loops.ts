import type {
  FieldChecked,
  InspectionReported,
  ReportedItem,
} from '../../src/domain/emission/emission-facts.js';
import { judgeReport } from '../../src/domain/emission/judge-report.js';
import type { RepairCompleted } from '../../src/domain/maintenance/loop-facts.js';
import { civilDateOf, type Instant } from '../../src/domain/shared/time.js';
import { vinCheckCharacter } from '../../src/domain/shared/vin.js';
import { STATION_SUBJECT, stationIdOf } from '../../src/domain/station/station.js';
import type { StationRegistered, StationRole } from '../../src/domain/station/station-facts.js';
import type { Fact, SiteCode } from '../../src/domain/sync/fact.js';
import { checkVehicleInput } from '../../src/domain/vehicle/vehicle-input.js';
import { vehicleIdOfVin } from '../../src/domain/vehicle/vehicle-id.js';
import { sha256 } from '../../src/platform/facts/sha256.js';
import { DEMO_DAY } from './demo-vehicle.js';

interface Home {
  readonly plate: string;
  readonly division: string;
}

const HOMES: Readonly<Record<SiteCode, Home>> = {
  '310000': { plate: '沪A', division: '310115' },
  '320000': { plate: '苏A', division: '320102' },
  '330000': { plate: '浙A', division: '330106' },
  '340000': { plate: '皖A', division: '340104' },
};
const REGISTERED_AT = '2016-03-08T02:00:00.000Z';
const ACTIVE_FROM = '2020-01-01';
const MINUTE = 60_000;

/** The facts of the demonstration's loops: those about stations, and those about vehicles. */
export interface DemoLoops {
  readonly stations: readonly Fact[];
  readonly vehicles: readonly Fact[];
}

/**
 * Two invented trucks of a site, the same at every start: LK001 failed its test and was told, LK002 went through repair
 * and retest. An inspection and a repair station, whose staff are the demo accounts, are theirs.
 * @param staff the organisation of the demo accounts of a kind of station
 */
export function demoLoops(site: SiteCode, staff: (role: StationRole) => string): DemoLoops {
  const writer = new LoopWriter(site);
  const stations = [
    writer.station('INSPECTION', '示例检验站', staff('INSPECTION')),
    writer.station('REPAIR', '示例维修站', staff('REPAIR')),
  ];
  return { stations, vehicles: [...openLoop(writer.truck(1)), ...closedLoop(writer.truck(2))] };
}

function openLoop(truck: TruckWriter): readonly Fact[] {
  const failed = truck.report('2026-11-16T02:00:00.000Z', '2.15');
  return [truck.registered(), failed, truck.notice('2026-11-17T01:30:00.000Z')];
}

function closedLoop(truck: TruckWriter): readonly Fact[] {
  const failed = truck.report('2026-11-09T02:00:00.000Z', '1.93');
  return [
    truck.registered(),
    failed,
    truck.notice('2026-11-10T01:30:00.000Z'),
    truck.intake('2026-11-11T01:00:00.000Z', failed.id),
    truck.repair('2026-11-11T01:00:00.000Z', '2026-11-11T06:30:00.000Z', failed.id),
    truck.report('2026-11-13T03:00:00.000Z', '0.71'),
  ];
}

/** Ids follow from the site and a number. */
class LoopWriter {
  #written = 0;

  constructor(readonly site: SiteCode) {}

  get home(): Home {
    return HOMES[this.site];
  }

  codeOf(role: StationRole): string {
    return `${this.home.division}-${role === 'REPAIR' ? 'M' : 'I'}0001`;
  }

  station(role: StationRole, name: string, organisationId: string): Fact {
    const code = this.codeOf(role);
    const payload: StationRegistered = {
      role,
      code,
      name: `【演示】${name} [DEMO]`,
      uscc: null,
      division: this.home.division,
      organisationId,
      phone: null,
      activeFrom: ACTIVE_FROM,
    };
    return this.fact(STATION_SUBJECT, stationIdOf(code, sha256), {
      kind: 'station.registered',
      at: '2020-01-01T01:00:00.000Z',
      payload,
    });
  }

  truck(number: number): TruckWriter {
    return new TruckWriter(this, number);
  }

  fact(
    subjectType: Fact['subjectType'],
    subject: string,
    { kind, at, payload }: { readonly kind: string; readonly at: Instant; readonly payload: object },
  ): Fact {
    this.#written += 1;
    const id = `019cac40-0000-7000-a000-${this.site}${String(this.#written).padStart(6, '0')}`;
    const recordedAt = new Date(Date.parse(at) + 5 * MINUTE).toISOString();
    const told = { occurredAt: at, recordedAt, payload, supersedes: null };
    return { id, site: this.site, kind, version: 1, subjectType, subject, ...told };
  }
}

/** What happens to one truck. */
class TruckWriter {
  readonly #vin: string;
  readonly #plate: { readonly number: string; readonly type: '01'; readonly color: 'YELLOW' };

  constructor(
    private readonly writer: LoopWriter,
    private readonly number: number,
  ) {
    const vin = `LDEM5ELB0GA${writer.site.slice(0, 2)}${String(number).padStart(4, '0')}`;
    this.#vin = `${vin.slice(0, 8)}${vinCheckCharacter(vin)}${vin.slice(9)}`;
    const serial = `LK${String(number).padStart(3, '0')}`;
    this.#plate = { number: `${writer.home.plate}${serial}`, type: '01', color: 'YELLOW' };
  }

  registered(): Fact {
    const checked = checkVehicleInput(
      {
        vin: this.#vin,
        plate: this.#plate,
        vehicleType: 'H11',
        useNature: 'F',
        fuel: 'B',
        emissionStage: 'G4',
        massKg: 25_000,
        engineModel: 'WD615.50',
        firstRegisteredOn: '2016-03-08',
        manufacturedOn: '2016-01-15',
        division: this.writer.home.division,
        ownerKind: 'ORG',
        ownerUscc: '91310115MA1FAKE00Y',
        status: 'A',
      },
      DEMO_DAY,
    );
    if (!checked.ok) throw new Error(`the demo truck is refused: ${JSON.stringify(checked.error)}`);
    return this.#said('vehicle.registered', REGISTERED_AT, checked.value);
  }

  /** A free-acceleration test of three runs alike. @param k the opacity, in m⁻¹ with two places */
  report(startedAt: Instant, k: string): Fact {
    const endedAt = new Date(Date.parse(startedAt) + 20 * MINUTE).toISOString();
    const value = { value: Math.round(Number(k) * 100), scale: 2 };
    const passed = value.value <= 120;
    const items: readonly ReportedItem[] = [
      { code: 'K_FA', value, unit: 'm-1', limit: null, passed, readings: [value, value, value] },
    ];
    const stationResult = passed ? 'PASS' : 'FAIL';
    const payload: Omit<InspectionReported, 'judgement'> = {
      reportNo: `DEMO-${this.number}-${civilDateOf(startedAt)}`,
      stationCode: this.writer.codeOf('INSPECTION'),
      lineNo: '1',
      checkType: 'PERIODIC',
      method: 'FREE_ACCEL',
      methodReason: '全时四驱',
      timesNo: 1,
      vin: this.#vin,
      plate: this.#plate,
      engineModel: 'WD615.50',
      ratedPowerW: null,
      odometerKm: 352_000,
      startedAt,
      endedAt,
      ambient: null,
      items,
      visibleSmoke: false,
      obd: null,
      stationResult,
      inspector: '示例甲',
      authorisedSigner: '示例乙',
      approver: '示例丙',
      calibrationValidTo: '2027-06-30',
      seriesSha256: null,
      seriesRows: null,
      rawMessage: null,
      contingency: false,
    };
    return this.#said('inspection.reported', endedAt, { ...payload, judgement: judged(payload) });
  }

  notice(at: Instant): Fact {
    const { division } = this.writer.home;
    const noticeNo = `【演示】环告〔2026〕${this.number}号`;
    return this.#said('loop.notice-served', at, { noticeNo, channel: 'LETTER', division });
  }

  intake(at: Instant, failure: string): Fact {
    const stationCode = this.writer.codeOf('REPAIR');
    return this.#said('loop.repair-started', at, { stationCode, failure, odometerKm: 352_001 });
  }

  repair(intakeAt: Instant, completedAt: Instant, failure: string): Fact {
    const reading = (value: number): ReportedItem => ({
      code: 'K_FA',
      value: { value, scale: 2 },
      unit: 'm-1',
      limit: null,
      passed: null,
      readings: [],
    });
    const injectors = {
      name: '喷油器',
      code: null,
      quantity: 6,
      serial: `DEMO-${this.writer.site}`,
      emissionPart: 'INJECTOR',
      brand: null,
    };
    const payload: RepairCompleted = {
      stationCode: this.writer.codeOf('REPAIR'),
      uscc: null,
      failure,
      settlementNo: `DEMO-JS-${this.number}`,
      intakeAt,
      completedAt,
      settledOn: civilDateOf(completedAt),
      odometerKm: 352_001,
      repairType: 'SPECIAL',
      certificateNo: null,
      diagnosis: '喷油器雾化不良',
      parts: [injectors],
      labour: [{ project: '更换喷油器', hours10: 35 }],
      readingsBefore: [reading(193)],
      readingsAfter: [reading(71)],
      qualityInspector: '示例丁',
      warrantyKm: 2000,
      warrantyDays: 10,
    };
    return this.#said('loop.repair-completed', completedAt, payload);
  }

  #said(kind: string, at: Instant, payload: object): Fact {
    return this.writer.fact('vehicle', vehicleIdOfVin(this.#vin, sha256), { kind, at, payload });
  }
}

/** By limit a, which holds where no city has decided otherwise. */
function judged(report: Omit<InspectionReported, 'judgement'>): FieldChecked['judgement'] {
  const { method, checkType, stationResult, items, visibleSmoke, obd, methodReason, startedAt, endedAt } =
    report;
  const answer = judgeReport({
    ...{ method, checkType, stationResult, items, visibleSmoke, obd, methodReason, startedAt, endedAt },
    limitSet: 'A',
    on: civilDateOf(startedAt),
    comparison: 'FULL_VALUE',
    obdApplies: null,
    ratedPowerKw: null,
    vehicle: { diesel: 'YES', vehicleType: 'H11', massKg: 25_000 },
    machine: null,
    now: endedAt,
  });
  if (!answer.ok) throw new Error(`the demo report is refused: ${JSON.stringify(answer.error)}`);
  return answer.value.judgement;
}
