import { Findings } from '../shared/findings.js';
import { fail, ok } from '../shared/result.js';
import type { Result } from '../shared/result.js';
import { isSentinel } from '../shared/sentinels.js';
import { parseCivilDate, parseInstant } from '../shared/time.js';
import type { Instant } from '../shared/time.js';
import type { Scaled } from './emission-facts.js';
import { readScaled } from './scaled.js';

const TIME = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})$/;
const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/;
/** The interface writes civil times without saying so. */
const SHANGHAI = '+08:00';

/**
 * The nodes of one message, node → text, read by their table. An empty node is an absent one. What is wrong is gathered,
 * every problem with the name of its node: FIELD_MISSING, TEXT_FORMAT (too long), NUMBER_TOO_LONG, SENTINEL_VALUE,
 * DECIMAL_FORMAT, NODE_TIME_FORMAT, the problems of dates, SOURCE_CODE_UNKNOWN.
 */
export class JiangsuFields {
  readonly findings = new Findings();

  constructor(
    private readonly nodes: Readonly<Record<string, string>>,
    private readonly types: ReadonlyMap<string, string>,
  ) {}

  /** Checks every node that the table knows; the names of the others in alphabetical order. */
  check(): readonly string[] {
    for (const [node, type] of this.types) {
      const text = this.text(node);
      if (text !== null) this.findings.take(fitting(node, text, type));
    }
    return Object.keys(this.nodes)
      .filter((node) => !this.types.has(node))
      .sort();
  }

  text(node: string): string | null {
    const given = (Object.hasOwn(this.nodes, node) ? this.nodes[node] : undefined) ?? '';
    const text = given.trim();
    return text === '' ? null : text;
  }

  /** A text that is data. */
  words(node: string): string | null {
    const text = this.text(node);
    return text === null || isSentinel(text) ? null : text;
  }

  required(node: string): string {
    const text = this.words(node);
    if (text === null) this.findings.refuse('FIELD_MISSING', node);
    return text ?? '';
  }

  /** A number of a node that {@link check} found fit, or of the text given for it. */
  number(node: string, text = this.text(node)): Scaled | null {
    if (text === null) return null;
    const read = readScaled(text, node);
    return read.ok ? read.value : null;
  }

  /** A civil time of Asia/Shanghai as an instant. */
  time(node: string): Instant {
    const text = this.required(node);
    const read = instantOf(node, text);
    return read.ok ? read.value : '';
  }

  /** One of two digits. */
  digit(node: string, yes: string, no: string): boolean | null {
    const text = this.text(node);
    if (text === null) return null;
    if (text === yes || text === no) return text === yes;
    this.findings.refuse('FIELD_VALUE', node, { value: text, allowed: [yes, no].sort().join(' ') });
    return null;
  }
}

function fitting(node: string, text: string, type: string): Result<unknown> {
  const [, kind = '', size = '0', decimals] = /^([A-Z])(\d*)(?:\.(\d+))?$/.exec(type) ?? [];
  if (kind === 'T') return instantOf(node, text);
  if (kind === 'D') return parseCivilDate(text, node);
  if (kind === 'M') return MONTH.test(text) ? ok(text) : parseCivilDate(text, node);
  if (kind === 'N') return fittingNumber(node, text, Number(size), decimals);
  return [...text].length <= Number(size)
    ? ok(text)
    : fail({ code: 'TEXT_FORMAT', field: node, params: { longest: Number(size) } });
}

/** Temperatures alone go below zero, so the sign is left to those who read them. */
function fittingNumber(
  node: string,
  text: string,
  digits: number,
  decimals: string | undefined,
): Result<Scaled> {
  const unsigned = node === 'temperature' ? text.replace(/^-/, '') : text;
  const read = readScaled(unsigned, node);
  if (!read.ok) return read;
  const [whole = '', fraction = ''] = unsigned.split('.');
  const fits =
    decimals === undefined
      ? significant(whole + fraction) <= digits
      : fraction.length <= Number(decimals) && significant(whole) <= digits - Number(decimals);
  const type = decimals === undefined ? `NUMBER(${digits})` : `NUMBER(${digits},${decimals})`;
  return fits ? read : fail({ code: 'NUMBER_TOO_LONG', field: node, params: { value: text, type } });
}

const significant = (digits: string): number => digits.replace(/^0+/, '').length;

function instantOf(node: string, text: string): Result<Instant> {
  const [, date, time] = TIME.exec(text) ?? [];
  if (date === undefined || time === undefined) {
    return fail({ code: 'NODE_TIME_FORMAT', field: node, params: { value: text } });
  }
  return parseInstant(`${date}T${time}${SHANGHAI}`, node);
}
