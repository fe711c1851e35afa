import { readFileSync } from 'node:fs';
import { ApiClient } from './api-client.js';
import { answerParent } from './child.js';

/** So many stations hand their reports in at once, each over a connection of its own. */
export interface SendOrder {
  readonly port: number;
  /** One a station. */
  readonly tokens: readonly string[];
  /** JSON: the bodies of each station's calls, one list a station. */
  readonly file: string;
  readonly seconds: number;
}

export interface SendResult {
  readonly accepted: number;
  readonly calls: number;
  readonly seconds: number;
  readonly medianMs: number;
}

const MS = 1000;
const ACCEPTED = /"outcome":"ACCEPTED"/g;

answerParent(async ({ port, tokens, file, seconds }: SendOrder): Promise<SendResult> => {
  const bodies = JSON.parse(readFileSync(file, 'utf8')) as readonly (readonly string[])[];
  const times: number[] = [];
  let accepted = 0;
  const from = performance.now();
  const end = from + seconds * MS;
  const send = async (token: string, station: number): Promise<void> => {
    const client = new ApiClient(port, token);
    for (const body of bodies[station] ?? []) {
      if (performance.now() >= end) break;
      const { text, ms } = await client.ask(body);
      times.push(ms);
      const taken = text.match(ACCEPTED)?.length ?? 0;
      if (taken === 0) throw new Error(`nothing accepted: ${text.slice(0, 800)}`);
      accepted += taken;
    }
    client.close();
  };
  await Promise.all(tokens.map(send));
  times.sort((a, b) => a - b);
  const medianMs = times[Math.floor(times.length / 2)] ?? 0;
  return { accepted, calls: times.length, seconds: (performance.now() - from) / MS, medianMs };
});
