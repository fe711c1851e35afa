import { Injectable } from '@nestjs/common';
import { foldLimitSets, LIMIT_SET_SUBJECT } from '../../domain/emission/limit-set-facts.js';
import { foldStation, STATION_SUBJECT } from '../../domain/station/station.js';
import { canonicalJson } from '../../domain/sync/canonical.js';
import type { Fact } from '../../domain/sync/fact.js';
import type { Tx } from '../../platform/database/database.js';
import { statement } from '../../platform/database/statement.js';
import type { Projection } from '../../platform/facts/projection.js';
import { limitSetFactsOf, stationFactsOf } from './station.payloads.js';

const DELETE_STATIONS = statement('stations_gone', 'DELETE FROM station WHERE id = ANY ($1::uuid[])');
const DELETE_SPANS = statement(
  'station_spans_gone',
  'DELETE FROM station_status WHERE station_id = ANY ($1::uuid[])',
);
const PUT_STATIONS = statement(
  'stations_put',
  `INSERT INTO station (id, site, role, code, name, uscc, division, organisation_id, state, recorded_at)
   SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::uuid[],
     $9::text[], $10::timestamptz[])`,
);
const PUT_SPANS = statement(
  'station_spans_put',
  `INSERT INTO station_status (station_id, from_at, until_at, status, fact_id)
   SELECT * FROM unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[], $4::text[], $5::uuid[])`,
);
const DELETE_DECISIONS = statement(
  'limit_sets_gone',
  'DELETE FROM limit_set_decision WHERE id = ANY ($1::uuid[])',
);
const PUT_DECISIONS = statement(
  'limit_sets_put',
  `INSERT INTO limit_set_decision (id, division, from_on, limit_set, basis, fact_id)
   SELECT * FROM unnest($1::uuid[], $2::text[], $3::date[], $4::text[], $5::text[], $6::uuid[])`,
);

/** The stations as their facts leave them. */
@Injectable()
export class StationProjection implements Projection {
  readonly subjectType = STATION_SUBJECT;
  readonly tables = [
    { name: 'station', key: ['id'] },
    { name: 'station_status', key: ['station_id', 'from_at'] },
  ];

  async project(tx: Tx, factsBySubject: ReadonlyMap<string, readonly Fact[]>): Promise<void> {
    const states = [...factsBySubject.values()].flatMap((facts) => foldStation(stationFactsOf(facts)) ?? []);
    const subjects = [...factsBySubject.keys()];
    await tx.query(DELETE_STATIONS, [subjects]);
    await tx.query(DELETE_SPANS, [subjects]);
    await tx.query(PUT_STATIONS, [
      states.map(({ id }) => id),
      states.map(({ site }) => site),
      states.map(({ role }) => role),
      states.map(({ code }) => code),
      states.map(({ name }) => name),
      states.map(({ uscc }) => uscc),
      states.map(({ division }) => division),
      states.map(({ organisationId }) => organisationId),
      states.map((state) => canonicalJson(state)),
      states.map(({ recordedAt }) => recordedAt),
    ]);
    const spans = states.flatMap(({ id, spans: all }) => all.map((span) => ({ id, span })));
    await tx.query(PUT_SPANS, [
      spans.map(({ id }) => id),
      spans.map(({ span }) => span.from),
      spans.map(({ span }) => span.until),
      spans.map(({ span }) => span.status),
      spans.map(({ span }) => span.fact),
    ]);
  }
}

/** The sets of limits that were adopted. */
@Injectable()
export class LimitSetProjection implements Projection {
  readonly subjectType = LIMIT_SET_SUBJECT;
  readonly tables = [{ name: 'limit_set_decision', key: ['division', 'from_on'] }];

  async project(tx: Tx, factsBySubject: ReadonlyMap<string, readonly Fact[]>): Promise<void> {
    const decisions = [...factsBySubject].flatMap(([id, facts]) =>
      foldLimitSets(limitSetFactsOf(facts)).map((decision) => ({ id, ...decision })),
    );
    await tx.query(DELETE_DECISIONS, [[...factsBySubject.keys()]]);
    await tx.query(PUT_DECISIONS, [
      decisions.map(({ id }) => id),
      decisions.map(({ division }) => division),
      decisions.map(({ from }) => from),
      decisions.map(({ limitSet }) => limitSet),
      decisions.map(({ basis }) => basis),
      decisions.map(({ fact }) => fact),
    ]);
  }
}
