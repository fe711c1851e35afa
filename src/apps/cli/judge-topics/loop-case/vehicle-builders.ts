import type { LoopInput } from '../../../../domain/maintenance/loop-facts.js';
import { provinceOfPlate } from '../../../../domain/maintenance/notice-owner.js';
import { civilDateOf, EARLIEST_INSTANT } from '../../../../domain/shared/time.js';
import type { VehicleRegistered } from '../../../../domain/vehicle/vehicle-facts.js';
import type { JsonFields } from '../../../../domain/zone/json-fields.js';
import { dayIn } from './loop-builders.js';
import { readSite, wordIn } from './loop-config.js';
import type { LoopConfig } from './loop-config.js';
import type { Builder } from './sketch.js';
import { envelope, plateOf } from './sketch.js';

export const buildRegistered: Builder = (sketch, { config }) => {
  const { fields } = sketch;
  const plate = fields.text('plate', 'plateNumber') ?? '';
  const payload = registration(config, {
    vin: fields.text('vin')?.trim().toUpperCase() ?? null,
    plate,
    division: fields.text('division') ?? config.division ?? provinceOfPlate(plate) ?? config.site,
  });
  const told = {
    fuel: fields.text('fuel') ?? payload.fuel,
    vehicleType: fields.text('vehicleType') ?? payload.vehicleType,
    status: fields.text('status') ?? payload.status,
  };
  const site = readSite(fields) ?? config.site;
  return [{ ...envelope(sketch, site), kind: 'vehicle.registered', payload: { ...payload, ...told } }];
};

export const buildReplated: Builder = (sketch, { config }) => {
  const { fields } = sketch;
  const plate = fields.text('plate', 'plateNumber') ?? '';
  const division = fields.text('division') ?? provinceOfPlate(plate);
  const on = dayIn(fields, 'on') ?? civilDateOf(sketch.at);
  const payload = { plate: plateOf(plate), division, on };
  return [{ ...envelope(sketch, readSite(fields) ?? config.site), kind: 'vehicle.replated', payload }];
};

export const buildTransferred: Builder = (sketch, { config }) => {
  const { fields } = sketch;
  return [
    {
      ...envelope(sketch, readSite(fields) ?? config.site),
      kind: 'vehicle.transferred',
      payload: {
        division: requiredText(fields, 'division'),
        ownerKind: 'ORG',
        ownerUscc: null,
        useNature: null,
        on: dayIn(fields, 'on') ?? civilDateOf(sketch.at),
      },
    },
  ];
};

export const buildScrapped: Builder = (sketch, { config }) => {
  const { fields } = sketch;
  const status = wordIn(fields, ['E', 'M', 'P'], 'status') ?? 'E';
  const on = dayIn(fields, 'on') ?? civilDateOf(sketch.at);
  const payload = { status, certificateNo: null, on };
  return [{ ...envelope(sketch, readSite(fields) ?? config.site), kind: 'vehicle.scrapped', payload }];
};

/** The registration of a case that tells none: a diesel truck of the plate or the place that its facts name. */
export function assumedRegistration(
  config: LoopConfig,
  plate: string,
  division: string,
  vin: string | null,
): LoopInput {
  return {
    id: '',
    site: config.site,
    version: 1,
    subjectType: 'vehicle',
    subject: '00000000-0000-8000-8000-000000000000',
    occurredAt: EARLIEST_INSTANT,
    recordedAt: EARLIEST_INSTANT,
    supersedes: null,
    kind: 'vehicle.registered',
    payload: registration(config, { vin, plate, division }),
  };
}

function registration(
  { fuel, vehicleType }: LoopConfig,
  given: { readonly vin: string | null; readonly plate: string; readonly division: string },
): VehicleRegistered {
  return {
    vin: given.vin,
    frameNo: null,
    plate: plateOf(given.plate),
    vehicleType,
    useNature: 'F',
    fuel,
    emissionStage: 'UNKNOWN',
    massKg: null,
    lengthMm: null,
    engineModel: null,
    engineNo: null,
    ratedPowerW: null,
    firstRegisteredOn: '1992-01-01',
    manufacturedOn: null,
    division: given.division,
    ownerKind: 'ORG',
    ownerUscc: null,
    status: 'A',
    retrofit: null,
    warnings: [],
  };
}

function requiredText(fields: JsonFields, name: string): string {
  const text = fields.text(name);
  if (text === null) fields.refuse('FIELD_MISSING', fields.find(name).field);
  return text ?? '';
}
