import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import pg from 'pg';
import { answerText, LOOK_UP, type FoundRow } from './reference-answer.js';
import type { Plate } from './roadside-question.js';

/**
 * What the service is compared with: node:http, pg and one prepared statement; no authorisation, no audit, no GraphQL.
 * REFERENCE_KIND `shaped` makes the answer in node from the same rows as the service, `finished` fetches its finished
 * text by one look-up in an index.
 */
const { DATABASE_URL, PORT, POOL_SIZE, REFERENCE_KIND } = process.env;

const FINISHED = 'SELECT answer AS text, NULL AS heard_at FROM bench.answer WHERE number = $1 AND type = $2';

const pool = new pg.Pool({ connectionString: DATABASE_URL, max: Number(POOL_SIZE) });

async function finished({ number, type }: Plate): Promise<string> {
  const found = await pool.query<FoundRow>({ name: 'finished', text: FINISHED, values: [number, type] });
  return found.rows[0]?.text ?? '';
}

async function shaped(plate: Plate): Promise<string> {
  const found = await pool.query<FoundRow>({ name: 'shaped', text: LOOK_UP, values: [plate.number] });
  return answerText(plate, found.rows, new Date().toISOString());
}

const answer = REFERENCE_KIND === 'finished' ? finished : shaped;

interface Question {
  readonly variables: { readonly plateNumber: string; readonly plateType: string };
}

function send(response: ServerResponse, status: number, text: string): void {
  const body = Buffer.from(text);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': body.length });
  response.end(body);
}

function reply(body: string, response: ServerResponse): void {
  const { variables } = JSON.parse(body) as Question;
  answer({ number: variables.plateNumber, type: variables.plateType }).then(
    (text) => {
      send(response, 200, text);
    },
    (error: unknown) => {
      send(response, 500, String(error));
    },
  );
}

function receive(request: IncomingMessage, response: ServerResponse): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const [first] = chunks;
    if (request.method === 'POST')
      reply(chunks.length === 1 ? String(first) : Buffer.concat(chunks).toString(), response);
    else send(response, 200, 'ready');
  });
}

createServer(receive).listen(Number(PORT), '127.0.0.1');
process.on('disconnect', () => process.exit(0));
process.on('SIGTERM', () => process.exit(0));
