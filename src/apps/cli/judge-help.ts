import { GROUND_HELP } from './judge-topics/help/ground.js';
import { LOOP_HELP } from './judge-topics/help/loop.js';
import { REMOTE_SENSING_HELP } from './judge-topics/help/remote-sensing.js';
import { REPORT_HELP } from './judge-topics/help/report.js';
import { TOPICS } from './judge.js';

/** What each topic takes and gives, with cases that can be tried. */
export const HELP: Readonly<Record<string, string>> = {
  ...GROUND_HELP,
  report: REPORT_HELP,
  'remote-sensing': REMOTE_SENSING_HELP,
  loop: LOOP_HELP,
};

const OVERVIEW = `judge TOPIC < cases.jsonl: one JSON case a line in, one JSON answer a line out.

Topics: ${Object.keys(TOPICS).join(' ')}
judge TOPIC --help tells what a case may say, with examples.`;

const EXIT_DONE = 0;
const EXIT_UNKNOWN_TOPIC = 2;

/** Writes the help of a topic, or of all where none is named. Returns the exit code: 2 for a topic that does not exist. */
export function helpCommand(topic: string, write: (text: string) => void): number {
  const known = Object.hasOwn(HELP, topic) ? HELP[topic] : undefined;
  write((known ?? OVERVIEW).trimEnd());
  return known !== undefined || topic.startsWith('-') || Object.hasOwn(TOPICS, topic)
    ? EXIT_DONE
    : EXIT_UNKNOWN_TOPIC;
}
