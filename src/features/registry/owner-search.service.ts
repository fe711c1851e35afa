import { Injectable } from '@nestjs/common';
import { readIdentityNumber } from '../../domain/personal/identity-number.js';
import { readOwnerName } from '../../domain/personal/owner-name.js';
import { reasonToMask } from '../../domain/personal/owner-sight.js';
import { readPhone } from '../../domain/personal/phone.js';
import type { Result } from '../../domain/shared/result.js';
import { civilDateOf } from '../../domain/shared/time.js';
import { recordAudit } from '../../platform/audit/audit-log.js';
import { authorise } from '../../platform/auth/authorise.js';
import { SiteSettings } from '../../platform/config/site-settings.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Database } from '../../platform/database/database.js';
import { AppError } from '../../platform/errors/app-error.js';
import { checkFirst } from '../../platform/graphql/paging.js';
import { decodeCursor, encodeCursor } from '../../platform/graphql/relay.js';
import { OwnerRecordsRepository, type OwnerSearch } from './owner-records.repository.js';
import { OwnerVault, type SearchedField } from './owner-vault.js';
import type { PageRequest } from './vehicle-list.service.js';
import type { VehicleConnection } from './vehicle-query.model.js';
import { VehicleRepository } from './vehicle.repository.js';
import { vehicleView } from './vehicle-view.js';

/** What is known of an owner: exactly one of them, whole. Null and absent mean the same. */
export type OwnerKey = { readonly [F in SearchedField]?: string | null | undefined };

const ACTION = 'owner.search';
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Finds vehicles by their owner, by the keyed hash of what is asked: the table never sees the text. */
@Injectable()
export class OwnerSearchService {
  constructor(
    private readonly database: Database,
    private readonly vehicles: VehicleRepository,
    private readonly records: OwnerRecordsRepository,
    private readonly vault: OwnerVault,
    private readonly settings: SiteSettings,
  ) {}

  /**
   * One page of the vehicles of the caller's province whose present owner has that name, phone or identity number, in
   * order of id. Audited in the transaction of the search, without the text that was asked for.
   * @throws AppError PURPOSE_REQUIRED, PERSON_DATA_DENIED (the purpose opens no personal data), OWNER_SEARCH_KEY_INVALID,
   * the codes of a name, phone or identity number, PAGE_TOO_LARGE, PAGE_INVALID, CURSOR_INVALID, FORBIDDEN
   */
  async find(context: RequestContext, key: OwnerKey, request: PageRequest): Promise<VehicleConnection> {
    const authorised = authorise(context, ACTION);
    if (reasonToMask(context) !== null) throw new AppError('PERSON_DATA_DENIED', {}, { field: 'purpose' });
    const search = this.#searchOf(key, context, authorised.divisionPrefix);
    const size = checkFirst(request.first, this.settings.maxPageSize);
    const name = `owners ${search.field} ${search.hashes[0]?.toString('hex') ?? ''}`;
    const after = afterOf(name, request);
    const { ids, more, states } = await this.database.transaction(async (tx) => {
      const found = await this.records.search(tx, search, after, size + 1);
      const subjects = found.slice(0, size);
      const detail = { by: search.field, size, isFirst: after === null };
      await recordAudit(tx, authorised.context, { action: ACTION, subjects, detail });
      const known = await this.vehicles.states(tx, subjects);
      return { ids: subjects, more: found.length > size, states: known };
    });
    const edges = ids.flatMap((id) => {
      const state = states.get(id);
      if (state === undefined) return [];
      return [{ cursor: encodeCursor(name, [id]), node: vehicleView(state, context), matchedPlate: null }];
    });
    const startCursor = edges[0]?.cursor ?? null;
    const endCursor = edges.at(-1)?.cursor ?? null;
    const pageInfo = { hasNextPage: more, hasPreviousPage: after !== null, startCursor, endCursor };
    return { edges, pageInfo, count: () => this.#count(search) };
  }

  async #count(search: OwnerSearch): Promise<number> {
    const all = await this.database.transaction((tx) => this.records.search(tx, search, null, null));
    return all.length;
  }

  #searchOf(key: OwnerKey, { now }: RequestContext, divisionPrefix: string | null): OwnerSearch {
    const [asked, ...others] = (['name', 'phone', 'idNumber'] as const).flatMap((field) => {
      const text = key[field] ?? null;
      return text === null ? [] : [{ field, text }];
    });
    if (asked === undefined || others.length > 0) throw new AppError('OWNER_SEARCH_KEY_INVALID');
    if (divisionPrefix === null) throw new AppError('FORBIDDEN', { action: ACTION });
    const { field } = asked;
    const text = valueOf(READERS[field](asked.text, now));
    const organisationName = field === 'name' ? text : null;
    return { field, hashes: this.vault.hashesOf(field, text), organisationName, divisionPrefix };
  }
}

const READERS: Readonly<Record<SearchedField, (text: string, now: string) => Result<string>>> = {
  // The rules of an organisation's name are the widest, and all names are normalised alike.
  name: (text) => readOwnerName(text, 'ORG', 'name'),
  phone: (text) => readPhone(text, 'phone'),
  idNumber: (text, now) => readIdentityNumber(text, civilDateOf(now), 'idNumber'),
};

function valueOf(result: Result<string>): string {
  if (!result.ok) throw new AppError(result.error);
  return result.value;
}

function afterOf(name: string, { after }: PageRequest): string | null {
  if (after === null || after === undefined) return null;
  const [id] = decodeCursor(name, after);
  if (typeof id === 'string' && UUID.test(id)) return id;
  throw new AppError('CURSOR_INVALID', {}, { field: 'after' });
}
