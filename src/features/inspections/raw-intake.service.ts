import { Injectable } from '@nestjs/common';
import type { JiangsuEdition } from '../../domain/emission/jiangsu-nodes.js';
import type { JiangsuMessage } from '../../domain/emission/jiangsu-reader.js';
import type { Problem } from '../../domain/shared/result.js';
import { recordAudit } from '../../platform/audit/audit-log.js';
import { authorise, type Authorised } from '../../platform/auth/authorise.js';
import { SiteSettings } from '../../platform/config/site-settings.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { AppError } from '../../platform/errors/app-error.js';
import { FactStore } from '../../platform/facts/fact-store.js';
import { once } from '../../platform/idempotency/idempotency.js';
import { RawMessageRepository, type KeptMessage, type RawPart } from './raw-message.repository.js';
import { aboutOf, mergedSubmission, readRaw, type TestParts } from './raw-submission.js';
import { ReportIntake, reportsLock } from './report-intake.service.js';
import { ReportRepository } from './report.repository.js';
import type { ReportOutcome } from './report-submission.js';
import { StationRepository } from './station.repository.js';

/** A message of a feed as it came. */
export interface RawSubmission {
  readonly edition: JiangsuEdition;
  readonly checkMethod: string;
  readonly message: string;
  readonly contingencyCode: string | null;
}

/** What came of a message, which is kept in any case; `report` is null while its test has not come. */
export interface RawOutcome {
  readonly rawMessage: string;
  readonly part: RawPart;
  readonly report: {
    readonly outcome: 'ACCEPTED' | 'REPEATED';
    readonly id: string;
    readonly vehicle: string;
  } | null;
  readonly problems: readonly Problem[];
}

const LARGEST_BYTES = 262_144;
const MERGED = '接口分报文合并';

/** Takes in messages of the Jiangsu interface, where the test, the diagnosis and what was seen come one by one. */
@Injectable()
export class RawIntake {
  constructor(
    private readonly database: Database,
    private readonly messages: RawMessageRepository,
    private readonly intake: ReportIntake,
    private readonly reports: ReportRepository,
    private readonly stations: StationRepository,
    private readonly store: FactStore,
    private readonly settings: SiteSettings,
  ) {}

  /**
   * Keeps the message, and makes of it and the others about the same test one report, in whatever order they come: a
   * later part corrects the report that is there. What cannot be read is kept and answered with its problems: those of
   * `readRaw`, `ReportIntake.accept` and `correct`, RAW_PART_CONFLICT.
   * @throws AppError RAW_TOO_LARGE, and those of `authorise` and `once`
   */
  submit(asked: RequestContext, key: string, given: RawSubmission): Promise<RawOutcome> {
    const authorised = authorise(asked, 'inspection.report');
    const size = Buffer.byteLength(given.message, 'utf8');
    if (size > LARGEST_BYTES) {
      throw new AppError('RAW_TOO_LARGE', { value: size, maximum: LARGEST_BYTES }, { field: 'message' });
    }
    const { context } = authorised;
    const what = { operation: 'submitRawInspection', key, body: given };
    return this.database.transaction((tx) =>
      once<RawOutcome>(tx, context, what, async () => {
        const outcome = await this.#take(tx, authorised, given);
        const { rawMessage, part, report, problems } = outcome;
        const refused = problems.map(({ code }) => code);
        const detail = { operation: what.operation, rawMessage, part, report: report?.id ?? null, refused };
        const subjects = report === null ? [] : [report.vehicle];
        await recordAudit(tx, context, { action: 'inspection.report', subjects, detail });
        return outcome;
      }),
    );
  }

  async #take(tx: Tx, authorised: Authorised, given: RawSubmission): Promise<RawOutcome> {
    const { edition, checkMethod, message: text } = given;
    const raw = { feed: edition, checkMethod: checkMethod.trim(), text };
    const by = { accountId: authorised.actor.accountId, now: authorised.context.now };
    const read = readRaw(edition, checkMethod, text);
    if (!read.ok) {
      const { id } = await this.messages.keep(tx, { ...raw, part: 'UNREAD', about: null }, by);
      return { rawMessage: id, part: 'UNREAD', report: null, problems: read.error };
    }
    const message = read.value;
    const about = aboutOf(message);
    const foreign = await this.#foreign(tx, authorised, about.stationCode);
    const part: RawPart = foreign === null ? message.kind : 'UNREAD';
    if (foreign === null) await this.store.lock(tx, [reportsLock(about.stationCode)]);
    const named = foreign === null ? about : null;
    const { id, isNew } = await this.messages.keep(tx, { ...raw, part, about: named }, by);
    const kept = { rawMessage: id, part };
    if (foreign !== null) return { ...kept, report: null, problems: [foreign] };
    const siblings = await this.messages.ofReport(tx, about);
    const report = await this.#report(tx, authorised, { id, isNew, message, siblings }, given);
    if (report === null) return { ...kept, report: null, problems: [] };
    if (report.outcome === 'REFUSED') return { ...kept, report: null, problems: report.problems };
    const { outcome, report: fact, vehicle } = report;
    return { ...kept, report: { outcome, id: fact, vehicle }, problems: [] };
  }

  /** Why the caller may not speak for the station; null where it may. */
  async #foreign(
    tx: Tx,
    { scope, actor, divisionPrefix }: Authorised,
    code: string,
  ): Promise<Problem | null> {
    const field = 'unit_id';
    if (scope !== 'OWN') {
      const isReached = divisionPrefix !== null && code.startsWith(divisionPrefix);
      return isReached ? null : { code: 'OUT_OF_SCOPE', field, params: { value: code } };
    }
    const own = await this.stations.codesOf(tx, actor.organisationId);
    return own.includes(code) ? null : { code: 'STATION_NOT_YOURS', field };
  }

  async #report(
    tx: Tx,
    authorised: Authorised,
    incoming: Incoming,
    { contingencyCode }: RawSubmission,
  ): Promise<ReportOutcome | null> {
    const { message, siblings, id, isNew } = incoming;
    const other = siblings.find((one) => one.id !== id && one.part === message.kind);
    if (message.kind !== 'TEST' && isNew && other !== undefined) {
      return { outcome: 'REFUSED', problems: [{ code: 'RAW_PART_CONFLICT', field: 'message' }] };
    }
    const parts = partsOf(incoming);
    if (parts === null) return null;
    const submission = mergedSubmission(parts, contingencyCode);
    const about = aboutOf(parts.test);
    const [first] = await this.reports.byNumbers(tx, this.settings.site, [about]);
    const isOther = message.kind === 'TEST' && isNew;
    if (first === undefined || isOther) {
      const [outcome] = await this.intake.accept(tx, authorised, [submission]);
      return outcome ?? null;
    }
    const current = await this.reports.current(tx, this.settings.site, about);
    if (current === null) throw new Error('a report has no current version');
    if (!isNew) {
      const { fact: report, vehicle, payload } = current;
      return { outcome: 'REPEATED', report, vehicle, judgement: payload.judgement };
    }
    return this.intake.correct(tx, authorised, submission, { supersedes: current.fact, basis: MERGED });
  }
}

interface Incoming {
  readonly id: string;
  readonly isNew: boolean;
  readonly message: JiangsuMessage;
  /** All messages about the test, this one included. */
  readonly siblings: readonly KeptMessage[];
}

/** The parts of a test that are here: of a test the first message unless this one is a test; null while none has come. */
function partsOf({ id, message, siblings }: Incoming): TestParts | null {
  const read = siblings.map((one) => ({ id: one.id, message: id === one.id ? message : readKept(one) }));
  const own = message.kind === 'TEST' ? { id, message } : null;
  const test = own ?? read.find((one) => one.message.kind === 'TEST');
  if (test?.message.kind !== 'TEST') return null;
  const messages = read.map((one) => one.message);
  return {
    test: test.message,
    rawMessage: test.id,
    obd: messages.find((one) => one.kind === 'OBD') ?? null,
    visual: messages.find((one) => one.kind === 'VISUAL') ?? null,
  };
}

/** What could be read when it came can be read now. */
function readKept({ feed, checkMethod, text }: KeptMessage): JiangsuMessage {
  const read = readRaw(feed as JiangsuEdition, checkMethod, text);
  if (!read.ok) throw new Error('a message that was read before cannot be read any more');
  return read.value;
}
