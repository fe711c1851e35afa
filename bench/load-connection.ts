import { connect, type Socket } from 'node:net';
import { ANSWER_BEGINS, roadsideBody, type Plate } from './roadside-question.js';

const END_OF_HEAD = Buffer.from('\r\n\r\n');
const OK = Buffer.from('HTTP/1.1 200 ');
const BEGINNING = Buffer.from(ANSWER_BEGINS);
const LENGTH = 'content-length: ';
const STAND_IN = '#';

/** Where the questions go. */
export interface Target {
  readonly port: number;
  /** Null: without an Authorization header. */
  readonly token: string | null;
}

/** A request whose plate is written in place. */
interface Template {
  readonly bytes: Buffer;
  readonly numberAt: number;
  readonly typeAt: number;
}

function makeTemplate({ port, token }: Target, numberBytes: number, typeBytes: number): Template {
  const number = STAND_IN.repeat(numberBytes);
  const type = STAND_IN.repeat(typeBytes);
  const body = roadsideBody({ number, type });
  const head = [
    'POST /graphql HTTP/1.1',
    `host: 127.0.0.1:${port}`,
    'content-type: application/json',
    'accept: application/graphql-response+json, application/json',
    'accept-language: zh-CN',
    ...(token === null ? [] : [`authorization: Bearer ${token}`]),
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  const bytes = Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
  return { bytes, numberAt: bytes.indexOf(`"${number}"`) + 1, typeAt: bytes.lastIndexOf(`"${type}"`) + 1 };
}

/** One keep-alive connection with one request under way at a time. */
export class LoadConnection {
  readonly #templates = new Map<number, Template>();
  #received: Buffer = Buffer.alloc(0);
  #needed = 0;
  #bodyAt = 0;
  #answered: ((body: Buffer) => void) | null = null;
  #failed: ((error: Error) => void) | null = null;

  private constructor(
    private readonly socket: Socket,
    private readonly target: Target,
  ) {
    socket.setNoDelay(true);
    socket.on('data', (chunk) => {
      this.#take(chunk);
    });
    socket.on('close', () => this.#failed?.(new Error('the server closed a connection')));
    socket.on('error', (error) => this.#failed?.(error));
  }

  static open(target: Target): Promise<LoadConnection> {
    return new Promise((resolve, reject) => {
      const socket = connect(target.port, '127.0.0.1', () => {
        socket.off('error', reject);
        resolve(new LoadConnection(socket, target));
      });
      socket.once('error', reject);
    });
  }

  /** The body of the answer. @throws Error for any status but 200 and any body that does not begin with an answer */
  ask(plate: Plate): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      this.#answered = resolve;
      this.#failed = reject;
      this.socket.write(this.#request(plate));
    });
  }

  close(): void {
    this.#failed = null;
    this.socket.destroy();
  }

  #request({ number, type }: Plate): Buffer {
    const numberBytes = Buffer.byteLength(number);
    let template = this.#templates.get(numberBytes);
    if (template === undefined) {
      template = makeTemplate(this.target, numberBytes, type.length);
      this.#templates.set(numberBytes, template);
    }
    template.bytes.write(number, template.numberAt);
    template.bytes.write(type, template.typeAt);
    return template.bytes;
  }

  #take(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    if (this.#needed === 0 && !this.#readHead()) return;
    if (this.#received.length < this.#needed) return;
    const body = this.#received.subarray(this.#bodyAt, this.#needed);
    const isAnswer = this.#received.indexOf(OK) === 0 && body.indexOf(BEGINNING) === 0;
    const whole = this.#received;
    this.#received = Buffer.alloc(0);
    this.#needed = 0;
    if (isAnswer) this.#answered?.(body);
    else this.#failed?.(new Error(`not an answer: ${whole.toString('utf8').slice(0, 800)}`));
  }

  /** Whether the head is complete; the answer must say how long it is. */
  #readHead(): boolean {
    const end = this.#received.indexOf(END_OF_HEAD);
    if (end < 0) return false;
    const head = this.#received.toString('latin1', 0, end).toLowerCase();
    const at = head.indexOf(LENGTH);
    if (at < 0) throw new Error(`no content-length: ${head}`);
    this.#bodyAt = end + END_OF_HEAD.length;
    this.#needed = this.#bodyAt + Number.parseInt(head.slice(at + LENGTH.length), 10);
    return true;
  }
}
