import { bilingual } from './judge-topics/answer.js';
import { isCase } from './judge-topics/case-fields.js';
import type { Case } from './judge-topics/case-fields.js';
import { judgeDivision, judgeImo, judgePlate, judgeUscc, judgeVin } from './judge-topics/identifiers.js';
import { judgeLoop } from './judge-topics/loop.js';
import { judgeReportCase } from './judge-topics/report.js';
import { judgeRemoteSensing } from './judge-topics/remote-sensing.js';
import { judgeStageCase } from './judge-topics/stage.js';
import { judgeZone } from './judge-topics/zone.js';

/** What can be rehearsed: topic → rule. A rule takes one case and gives the object of its answer line. */
export const TOPICS: Readonly<Record<string, (input: Case) => object>> = {
  plate: judgePlate,
  vin: judgeVin,
  uscc: judgeUscc,
  division: judgeDivision,
  imo: judgeImo,
  stage: judgeStageCase,
  zone: judgeZone,
  report: judgeReportCase,
  'remote-sensing': judgeRemoteSensing,
  loop: judgeLoop,
};

const EXIT_DONE = 0;
const EXIT_UNKNOWN_TOPIC = 2;

/**
 * Rehearses a rule: reads one JSON case a line and writes one JSON answer a line, in order and as they come. A line
 * that is no JSON object, a blank one too, gets an error line with its number, so that answers stay beside their cases. An unknown topic writes
 * one error line and reads nothing. Returns the exit code: 0, or 2 for an unknown topic.
 */
export async function runJudge(
  topic: string,
  lines: AsyncIterable<string>,
  write: (line: string) => void,
): Promise<number> {
  const rule = Object.hasOwn(TOPICS, topic) ? TOPICS[topic] : undefined;
  if (rule === undefined) {
    const params = { value: topic, allowed: Object.keys(TOPICS).join(' ') };
    const message = bilingual({ code: 'FIELD_VALUE', field: 'TOPIC', params });
    write(JSON.stringify({ ok: false, code: 'UNKNOWN_TOPIC', message }));
    return EXIT_UNKNOWN_TOPIC;
  }
  let line = 0;
  for await (const text of lines) {
    line += 1;
    write(JSON.stringify(answerTo(text, line, rule)));
  }
  return EXIT_DONE;
}

function answerTo(text: string, line: number, rule: (input: Case) => object): object {
  const input = parseCase(text);
  if (input !== null) return rule(input);
  const message = bilingual({ code: 'UNREADABLE_LINE', params: { line } });
  return { ok: false, code: 'UNREADABLE_LINE', message, line };
}

function parseCase(text: string): Case | null {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return isCase(value) ? value : null;
  } catch {
    // No JSON at all: the caller answers with an error line.
    return null;
  }
}
