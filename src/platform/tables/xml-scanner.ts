import { TextDecoder } from 'node:util';
import { AppError } from '../errors/app-error.js';

/** Takes what a scanner finds, in order. Names come without their namespace prefix. */
export interface XmlHandler {
  open(name: string, tag: string): void;
  close(name: string): void;
  /** A piece of character data, entities resolved. */
  text(text: string): void;
}

const LONGEST_TOKEN = 4 * 1024 * 1024;
const NAME_END = /[\s/>]/;
const ENTITY = /&(?:#x(?<hex>[0-9a-f]{1,6})|#(?<decimal>\d{1,7})|(?<name>amp|lt|gt|quot|apos));|&/gi;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const [DOUBLE, SINGLE, CLOSING] = [0x22, 0x27, 0x3e];
/** `<a b=""`: what ends sooner has no quoted value. */
const SHORTEST_ATTRIBUTE = 7;
const COMMENT = '<!--';
const CDATA = '<![CDATA[';

/**
 * Walks through XML of any length in constant memory. It knows what a workbook's parts consist of and refuses the rest:
 * no DOCTYPE, so no entities of the document's own and nothing fetched from anywhere (TABLE_XML_FORBIDDEN). Its other
 * refusal is TABLE_CORRUPT: not UTF-8, a token that does not end.
 */
export class XmlScanner {
  #text = '';
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });

  constructor(
    private readonly part: string,
    private readonly handler: XmlHandler,
  ) {}

  push(bytes: Uint8Array): void {
    this.#text += this.#decode(bytes);
    let at = 0;
    for (;;) {
      const start = this.#text.indexOf('<', at);
      if (start === -1) break;
      if (start > at) this.#giveText(this.#text.slice(at, start));
      at = start;
      const end = this.#take(start);
      if (end === -1) break;
      at = end;
    }
    this.#text = this.#text.slice(at);
    if (this.#text.length > LONGEST_TOKEN) this.#refuse();
  }

  end(): void {
    if (this.#text.trim() !== '') this.#refuse();
  }

  /** Takes the token at `start`; where it ends, or −1 while that has not come. */
  #take(start: number): number {
    const kind = this.#text[start + 1];
    if (kind === undefined) return -1;
    if (kind === '!') return this.#takeDeclaration(start);
    if (kind === '?') return this.#endOf('?>', start);
    const end = kind === '/' ? this.#endOf('>', start) : this.#endOfTag(start);
    if (end === -1) return -1;
    if (kind === '/') this.handler.close(localName(this.#text.slice(start + 2, end - 1).trimEnd()));
    else this.#giveTag(this.#text.slice(start + 1, end - 1));
    return end;
  }

  #takeDeclaration(start: number): number {
    const head = this.#text.slice(start, start + CDATA.length);
    if (head.startsWith(COMMENT)) return this.#endOf('-->', start + COMMENT.length);
    if (head === CDATA) {
      const end = this.#endOf(']]>', start);
      if (end !== -1) this.handler.text(this.#text.slice(start + CDATA.length, end - 3));
      return end;
    }
    if (COMMENT.startsWith(head) || CDATA.startsWith(head)) return -1;
    return this.#forbid(head.slice(2).trim() || '!');
  }

  #endOf(closing: string, from: number): number {
    const at = this.#text.indexOf(closing, from);
    return at === -1 ? -1 : at + closing.length;
  }

  /** Behind the > that ends a tag: one inside a quoted value does not. */
  #endOfTag(start: number): number {
    const first = this.#text.indexOf('>', start);
    // Most tags have no attributes.
    if (first === -1 || first - start < SHORTEST_ATTRIBUTE) return first + (first === -1 ? 0 : 1);
    let quote = 0;
    for (let at = start + 1; at < this.#text.length; at += 1) {
      const character = this.#text.charCodeAt(at);
      if (quote !== 0) quote = character === quote ? 0 : quote;
      else if (character === CLOSING) return at + 1;
      else if (character === DOUBLE || character === SINGLE) quote = character;
    }
    return -1;
  }

  #giveTag(tag: string): void {
    const end = tag.length < 3 ? -1 : tag.search(NAME_END);
    const name = localName(end === -1 ? tag : tag.slice(0, end));
    this.handler.open(name, tag);
    if (tag.endsWith('/')) this.handler.close(name);
  }

  #giveText(raw: string): void {
    this.handler.text(raw.includes('&') ? this.#resolve(raw) : raw);
  }

  #resolve(raw: string): string {
    return raw.replace(ENTITY, (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return NAMED[name.toLowerCase()] ?? this.#forbid(whole);
      const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : this.#forbid(whole);
    });
  }

  #decode(bytes: Uint8Array): string {
    try {
      return this.#decoder.decode(bytes, { stream: true });
    } catch {
      return this.#refuse();
    }
  }

  #forbid(what: string): never {
    throw new AppError({ code: 'TABLE_XML_FORBIDDEN', params: { part: this.part, what: what.slice(0, 20) } });
  }

  #refuse(): never {
    throw new AppError({ code: 'TABLE_CORRUPT', params: { part: this.part } });
  }
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** The value of an attribute in a tag, null where it has none. Entities other than &amp; do not occur in what is read. */
export function attributeOf(tag: string, name: string): string | null {
  const fast = tag.indexOf(` ${name}="`);
  if (fast !== -1) {
    const start = fast + name.length + 3;
    return tag.slice(start, tag.indexOf('"', start));
  }
  if (!tag.includes(name)) return null;
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
  return match === null ? null : (match[1] ?? match[2] ?? '');
}
