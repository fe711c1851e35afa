import { Injectable } from '@nestjs/common';
import { recordAudit } from '../../platform/audit/audit-log.js';
import { Clock } from '../../platform/context/clock.js';
import { uuidV7 } from '../../platform/context/ids.js';
import type { Actor, RequestContext } from '../../platform/context/request-context.js';
import { authorise } from '../../platform/auth/authorise.js';
import { Database } from '../../platform/database/database.js';
import { SiteSettings } from '../../platform/config/site-settings.js';
import type { ByteSource } from '../../platform/tables/byte-source.js';
import { ImportEngine, type OnProgress } from './import-engine.service.js';
import type { ImportAuthor, ImportFile, ImportRun } from './import-run.js';
import { ImportRunRepository } from './import-run.repository.js';

/** Who imports at the machine itself: an account that lends its name, or only a user of the operating system. */
export interface LocalAuthor {
  readonly actor: Actor | null;
  readonly operator: string;
}

/** Imports of files that lie on this machine, without a queue. */
@Injectable()
export class LocalImportService {
  constructor(
    private readonly database: Database,
    private readonly runs: ImportRunRepository,
    private readonly engine: ImportEngine,
    private readonly settings: SiteSettings,
    private readonly clock: Clock,
  ) {}

  /**
   * The run to be worked on: the author's last one of the same file that has not come to its end, or a new one.
   * @throws AppError FORBIDDEN when the account may not import
   */
  async open(file: Omit<ImportFile, 'fileId'>, { actor, operator }: LocalAuthor): Promise<ImportRun> {
    const now = this.clock.now();
    const context: RequestContext = {
      requestId: 'command-line',
      actor,
      language: 'zh',
      purpose: 'REGISTRATION',
      reference: null,
      now,
    };
    if (actor !== null) authorise(context, 'import.run');
    const author = this.#authorOf(context, operator);
    const here = { ...file, fileId: null };
    const known = await this.runs.unfinished(here, author);
    if (known !== null) return (await this.runs.retry(this.database, known.id, now)) ?? known;
    const id = uuidV7();
    await this.database.transaction(async (tx) => {
      await this.runs.insert(tx, id, here, author, now);
      const detail = { file: file.fileSha256, feed: file.feed, by: `command line: ${operator}` };
      await recordAudit(tx, context, { action: 'import.start', subjects: [id], detail });
    });
    return this.#known(id);
  }

  /** Works on the run until it ends or is stopped; a stopped one is CANCELLED and can be opened again. */
  async work(
    run: ImportRun,
    source: ByteSource,
    stop: AbortSignal,
    onProgress: OnProgress,
  ): Promise<ImportRun> {
    await this.engine.run(run.id, source, stop, onProgress);
    const after = await this.#known(run.id);
    if (after.state !== 'RUNNING' || !stop.aborted) return after;
    return (await this.runs.cancel(this.database, run.id, this.clock.now())) ?? this.#known(run.id);
  }

  #authorOf({ actor, purpose, reference }: RequestContext, operator: string): ImportAuthor {
    return {
      accountId: actor?.accountId ?? null,
      role: actor?.role ?? null,
      organisationId: actor?.organisationId ?? null,
      division: actor?.division ?? this.settings.site,
      operator,
      purpose,
      reference,
    };
  }

  async #known(id: string): Promise<ImportRun> {
    const run = await this.runs.find(id);
    if (run === null) throw new Error(`import ${id} is gone`);
    return run;
  }
}
