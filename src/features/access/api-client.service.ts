import { randomBytes } from 'node:crypto';
import { isIP, isIPv4 } from 'node:net';
import { Injectable } from '@nestjs/common';
import type { Action } from '../../domain/access/actions.js';
import { formatApiKey } from '../../domain/access/api-key.js';
import { grantableActions, isPersonOnly } from '../../domain/access/machine-actions.js';
import { PERMISSIONS } from '../../domain/access/permissions.js';
import { KIND_OF_ROLE, type Role } from '../../domain/access/roles.js';
import type { Instant } from '../../domain/shared/time.js';
import { recordAudit } from '../../platform/audit/audit-log.js';
import { authorise, type Authorised } from '../../platform/auth/authorise.js';
import { uuidV7 } from '../../platform/context/ids.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { AppError } from '../../platform/errors/app-error.js';
import { once } from '../../platform/idempotency/idempotency.js';
import { AccessNews, accountName } from './access-news.js';
import { AccountRepository } from './account.repository.js';
import { hashOfKey } from './api-client-authenticator.js';
import { ApiClientRepository, type ApiClient } from './api-client.repository.js';

const MANAGE: Action = 'client.manage';
const isAction = (text: string): text is Action => Object.hasOwn(PERMISSIONS, text);
const SECRET_BYTES = 32;
const MOST_SHOWN = 1000;
const NAME_LENGTH = { minimum: 2, maximum: 80 };
const MS = 1000;
const LONGEST_OVERLAP = 30 * 86_400;

export interface ApiClientRequest {
  readonly name: string;
  readonly organisationId: string;
  readonly role: Role;
  readonly actions: readonly string[];
  readonly addressRanges: readonly string[];
  readonly expiresAt: Instant;
}

/** A client, and the key that is shown only now; null when the request is a repetition. */
export interface KeyShown {
  readonly client: ApiClient;
  readonly key: string | null;
}

interface Change {
  readonly action: string;
  readonly idempotencyKey: string;
  readonly id: string;
  readonly body: Record<string, unknown>;
  readonly work: (tx: Tx, client: ApiClient, now: Instant) => Promise<void>;
}

/** Programs of stations and gates, made and cut off by an administrator of their province. */
@Injectable()
export class ApiClientService {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountRepository,
    private readonly clients: ApiClientRepository,
    private readonly news: AccessNews,
  ) {}

  /** Clients within reach, the newest first, up to 1000. */
  async list(context: RequestContext): Promise<readonly ApiClient[]> {
    const { divisionPrefix, context: audited } = authorise(context, MANAGE);
    return this.database.transaction(async (tx) => {
      const found = await this.clients.list(tx, divisionPrefix, MOST_SHOWN);
      const subjects = found.map(({ id }) => id);
      await recordAudit(tx, audited, { action: 'client.list', subjects, detail: {} });
      return found;
    });
  }

  /**
   * Makes a client and its key, once for each idempotency key; a repetition does not show the key again.
   * @throws AppError ORGANISATION_UNKNOWN, ROLE_ORGANISATION_MISMATCH, CLIENT_ACTION_FORBIDDEN,
   *   CLIENT_ACTION_PERSONAL, CLIENT_ADDRESS_INVALID, CLIENT_NAME_INVALID, CLIENT_EXPIRY_PAST
   */
  async create(
    context: RequestContext,
    idempotencyKey: string,
    request: ApiClientRequest,
  ): Promise<KeyShown> {
    const authorised = authorise(context, MANAGE);
    const checked = checkRequest(request, context.now);
    let key: string | null = null;
    const client = await this.database.transaction(async (tx) => {
      const what = { operation: 'client.create', key: idempotencyKey, body: request };
      const made = await once(tx, context, what, async () => {
        const shown = await this.insert(tx, authorised, checked);
        key = shown.key;
        return { id: shown.id };
      });
      return this.clients.find(tx, made.id);
    });
    if (client === null) throw new AppError('NOT_FOUND');
    return { client, key };
  }

  private async insert(
    tx: Tx,
    { context, divisionPrefix }: Authorised,
    request: ApiClientRequest & { readonly actions: readonly Action[] },
  ): Promise<{ id: string; key: string }> {
    const { role, organisationId, name, actions, addressRanges, expiresAt } = request;
    const organisation = await this.accounts.findOrganisationWithin(tx, organisationId, divisionPrefix);
    if (organisation === null) throw new AppError('ORGANISATION_UNKNOWN', {}, { field: 'organisationId' });
    const needed = KIND_OF_ROLE[role];
    if (organisation.kind !== needed) {
      const params = { role, needed, kind: organisation.kind };
      throw new AppError('ROLE_ORGANISATION_MISMATCH', params, { field: 'role' });
    }
    const id = uuidV7();
    const createdAt = context.now;
    const account = { id, login: `client-${id}`, role, organisationId, createdAt };
    await this.accounts.insert(tx, {
      ...account,
      kind: 'MACHINE',
      passwordHash: null,
      mustChangePassword: false,
    });
    await this.clients.insert(tx, { id, name, actions, addressRanges, createdAt, expiresAt });
    const key = await this.newKey(tx, id, context.now, context.now);
    const detail = { role, actions, expiresAt, addressRanges: addressRanges.length };
    await recordAudit(tx, context, { action: 'client.create', subjects: [id, organisationId], detail });
    return { id, key };
  }

  private async newKey(tx: Tx, id: string, now: Instant, othersUntil: Instant): Promise<string> {
    const key = formatApiKey(id, randomBytes(SECRET_BYTES).toString('hex'));
    await this.clients.setKey(tx, id, hashOfKey(key), now, othersUntil);
    return key;
  }

  /**
   * Gives a client a new key; the one before works for the stated overlap and no longer.
   * @param overlapSeconds from 0 to 30 days
   * @throws AppError CLIENT_UNKNOWN, CLIENT_REVOKED, CLIENT_OVERLAP_INVALID
   */
  async rotate(
    context: RequestContext,
    idempotencyKey: string,
    { id, overlapSeconds }: { readonly id: string; readonly overlapSeconds: number },
  ): Promise<KeyShown> {
    if (!Number.isInteger(overlapSeconds) || overlapSeconds < 0 || overlapSeconds > LONGEST_OVERLAP) {
      throw new AppError('CLIENT_OVERLAP_INVALID', { maximum: LONGEST_OVERLAP }, { field: 'overlapSeconds' });
    }
    let key: string | null = null;
    const work: Change['work'] = async (tx, client, now) => {
      if (client.revokedAt !== null) throw new AppError('CLIENT_REVOKED', {}, { field: 'clientId' });
      const othersUntil = new Date(Date.parse(now) + overlapSeconds * MS).toISOString();
      key = await this.newKey(tx, id, now, othersUntil);
    };
    const body = { overlapSeconds };
    const client = await this.change(context, { action: 'client.rotate', idempotencyKey, id, body, work });
    return { client, key };
  }

  /** Cuts a client off at once, for good. @throws AppError CLIENT_UNKNOWN */
  revoke(context: RequestContext, idempotencyKey: string, id: string): Promise<ApiClient> {
    const work: Change['work'] = async (tx, client, now) => {
      if (client.revokedAt === null) await this.clients.revoke(tx, id, now);
    };
    return this.change(context, { action: 'client.revoke', idempotencyKey, id, body: {}, work });
  }

  private async change(context: RequestContext, change: Change): Promise<ApiClient> {
    const { divisionPrefix, context: audited } = authorise(context, MANAGE);
    const { action, idempotencyKey, id, body, work } = change;
    const client = await this.database.transaction(async (tx) => {
      const found = await this.clients.lockWithin(tx, id, divisionPrefix);
      if (found === null) throw new AppError('CLIENT_UNKNOWN', {}, { field: 'clientId' });
      await once(tx, context, { operation: action, key: idempotencyKey, body: { id, ...body } }, async () => {
        await work(tx, found, context.now);
        await recordAudit(tx, audited, { action, subjects: [id], detail: body });
        return {};
      });
      return this.clients.find(tx, id);
    });
    this.news.told(accountName(id));
    if (client === null) throw new AppError('CLIENT_UNKNOWN', {}, { field: 'clientId' });
    return client;
  }
}

/** A network in CIDR form whose host bits are zero, as PostgreSQL's cidr wants it; a lone address is its own network. */
function checkRange(text: string, row: number): string {
  const [address = '', bits, ...more] = text.trim().split('/');
  const width = isIPv4(address) ? 32 : 128;
  const length = bits === undefined ? width : Number(bits);
  const fits =
    isIP(address) !== 0 && more.length === 0 && Number.isInteger(length) && length >= 0 && length <= width;
  if (!fits || !hostBitsAreZero(address, length)) {
    throw new AppError('CLIENT_ADDRESS_INVALID', { value: text }, { field: 'addressRanges', row });
  }
  return `${address}/${length}`;
}

function hostBitsAreZero(address: string, length: number): boolean {
  if (!isIPv4(address)) return true;
  const value = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  return value % 2 ** (32 - length) === 0;
}

function checkRequest(
  request: ApiClientRequest,
  now: Instant,
): ApiClientRequest & { readonly actions: readonly Action[] } {
  const name = request.name.trim();
  if ([...name].length < NAME_LENGTH.minimum || [...name].length > NAME_LENGTH.maximum) {
    throw new AppError('CLIENT_NAME_INVALID', NAME_LENGTH, { field: 'name' });
  }
  if (request.expiresAt <= now) throw new AppError('CLIENT_EXPIRY_PAST', {}, { field: 'expiresAt' });
  const grantable = grantableActions(request.role);
  const actions = [...new Set(request.actions)].map((action, row) => {
    const known = grantable.find((one) => one === action);
    if (known !== undefined) return known;
    const params = { value: action, role: request.role, allowed: grantable.join(', ') };
    const code =
      isAction(action) && isPersonOnly(action) ? 'CLIENT_ACTION_PERSONAL' : 'CLIENT_ACTION_FORBIDDEN';
    throw new AppError(code, params, { field: 'actions', row });
  });
  if (actions.length === 0) {
    const params = { value: '', role: request.role, allowed: grantable.join(', ') };
    throw new AppError('CLIENT_ACTION_FORBIDDEN', params, { field: 'actions' });
  }
  return { ...request, name, actions, addressRanges: request.addressRanges.map(checkRange) };
}
