import { REFERENCE_RULES, type ReferenceRule } from '../../../seeds/reference/zone-rules.js';
import { describeProblem } from '../../domain/shared/messages.js';
import type { Problem } from '../../domain/shared/result.js';
import type { Instant } from '../../domain/shared/time.js';
import { readRule } from '../../domain/zone/read-rule.js';
import type { RuleContent } from '../../domain/zone/restriction-rule.js';
import { checkEnactment } from '../../domain/zone/zone-checks.js';
import { RULE_SUBJECT, type RuleFact } from '../../domain/zone/zone-facts.js';
import { RestrictionRuleProjection, ZoneIngestService } from '../../features/zones/index.js';
import { SystemClock } from '../../platform/context/clock.js';
import { FactStore } from '../../platform/facts/fact-store.js';
import { stampAll } from '../../platform/facts/stamper.js';
import { payloadRegistry } from '../process/payloads.js';
import { connectAsApplication } from '../process/stores.js';
import { withStores } from './with-stores.js';

const EXIT_DONE = 0;
const EXIT_REFUSED = 1;
const EXIT_USAGE = 2;

type Write = (line: string) => void;

/** What loading needs of a process. */
export interface ZoneLoading {
  readonly ingest: Pick<ZoneIngestService, 'known' | 'ingestByOperator'>;
  readonly site: string;
  readonly now: Instant;
  readonly write: Write;
  readonly complain: Write;
}

/** `zones load`: enacts restrictions that are known by their notices, or lists them. @returns the exit code */
export async function zonesCommand(args: readonly string[], write: Write): Promise<number> {
  const [verb, ...ids] = args;
  const complain = (line: string): void => void process.stderr.write(`zones: ${line}\n`);
  if (verb !== 'load') {
    complain('needs load [ID…]; without ids it lists what there is');
    return EXIT_USAGE;
  }
  return withStores(async (config, stores) => {
    const database = await connectAsApplication(config, stores);
    try {
      const store = new FactStore(payloadRegistry());
      const ingest = new ZoneIngestService(database, store, new RestrictionRuleProjection());
      const loading = { ingest, site: config.site, now: new SystemClock().now(), write, complain };
      if (ids.length === 0) return await listZones(loading);
      const code = await loadZones(loading, ids);
      await stampAll(database, config.site);
      return code;
    } finally {
      await database.close();
    }
  });
}

/** Writes a line for every rule: whose it is, whether it is loaded, and what its notice does not tell. */
export async function listZones({ ingest, site, write }: ZoneLoading): Promise<number> {
  const known = await ingest.known(REFERENCE_RULES.map(({ subject }) => subject));
  for (const rule of REFERENCE_RULES) {
    const own = rule.site === site ? '未载入 not loaded' : `${rule.site} 站点的 of that site`;
    const state = known.has(rule.subject) ? '已载入 loaded' : own;
    write(`${rule.id}: ${contentOf(rule).name}; ${state}; ${lackText(contentOf(rule))}`);
  }
  return EXIT_DONE;
}

/** Enacts the named rules of the own site, all or none; those that are there stay as they are. */
export async function loadZones(loading: ZoneLoading, ids: readonly string[]): Promise<number> {
  const { ingest, site, now, write, complain } = loading;
  const named = [...new Set(ids.map((id) => id.trim().toUpperCase()))];
  const rules = named.flatMap((id) => REFERENCE_RULES.find((rule) => rule.id === id) ?? []);
  const problems = named.flatMap((id) => problemOf(id, site) ?? []);
  for (const problem of problems) {
    complain(`${problem.code}: ${describeProblem(problem, 'zh')} / ${describeProblem(problem, 'en')}`);
  }
  if (problems.length > 0) return EXIT_REFUSED;
  const enacted = new Set(
    await ingest.ingestByOperator(
      rules.map((rule) => factOf(rule, now)),
      now,
    ),
  );
  for (const rule of rules) {
    const done = enacted.has(rule.subject)
      ? '已启用 enacted'
      : '早已载入，未改动 is there already, nothing changed';
    write(`${rule.id}: ${done}; ${lackText(contentOf(rule))}`);
  }
  return EXIT_DONE;
}

function problemOf(id: string, site: string): Problem | null {
  const rule = REFERENCE_RULES.find((one) => one.id === id);
  if (rule === undefined) return { code: 'RULE_UNKNOWN', params: { value: id } };
  if (rule.site === site) return null;
  return { code: 'RULE_OF_OTHER_SITE', params: { value: id, site: rule.site } };
}

/** @throws Error for a rule that could not be enacted through the API either: a mistake of the program */
function contentOf({ id, rule }: ReferenceRule): RuleContent {
  const read = readRule(rule);
  const checked = read.ok ? checkEnactment(read.value) : null;
  if (checked?.ok !== true) throw new Error(`the reference rule ${id} cannot be enacted`);
  return checked.value;
}

function lackText({ area, wholeDivision, boundaryRoads, penaltyBasis }: RuleContent): string {
  const hasArea = area !== null || wholeDivision;
  const lacks = [
    ...(hasArea ? [] : ['区域坐标 geometry']),
    ...(hasArea || boundaryRoads.length > 0 ? [] : ['边界道路 boundary roads']),
    ...(penaltyBasis === null ? ['处罚依据 basis of penalty'] : []),
  ];
  return lacks.length === 0 ? '不缺 lacks nothing' : `缺 lacks: ${lacks.join(', ')}`;
}

function factOf(rule: ReferenceRule, now: Instant): RuleFact {
  const { fact, site, subject } = rule;
  const envelope = {
    id: fact,
    site,
    version: 1,
    subjectType: RULE_SUBJECT,
    subject,
    supersedes: null,
  } as const;
  const payload = { rule: contentOf(rule) };
  return { ...envelope, kind: 'zone.rule-enacted', payload, occurredAt: now, recordedAt: now };
}
