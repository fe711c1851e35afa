import { createServer, type Server, type Socket } from 'node:net';

const SSL_REQUEST = 80877103;

function message(type: string, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(5);
  head.write(type, 0, 'latin1');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

const text = (value: string): Buffer => Buffer.from(`${value}\0`);
const int16 = (value: number): Buffer => Buffer.from([value >> 8, value & 0xff]);
const int32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};
const READY = message('Z', Buffer.from('I'));

function row(columns: Readonly<Record<string, string>>): Buffer {
  const names = Object.keys(columns);
  const fields = names.flatMap((name) => [
    text(name),
    int32(0),
    int16(0),
    int32(25),
    int16(-1),
    int32(-1),
    int16(0),
  ]);
  const values = Object.values(columns).flatMap((value) => [
    int32(Buffer.byteLength(value)),
    Buffer.from(value),
  ]);
  return Buffer.concat([
    message('T', int16(names.length), ...fields),
    message('D', int16(names.length), ...values),
    message('C', text('SELECT 1')),
    READY,
  ]);
}

function serve(socket: Socket, version: string, number: string): void {
  let started = false;
  socket.on('error', () => socket.destroy());
  socket.on('data', (data) => {
    if (!started && data.length >= 8 && data.readInt32BE(4) === SSL_REQUEST) socket.write('N');
    else if (!started) {
      started = true;
      socket.write(Buffer.concat([message('R', int32(0)), READY]));
    } else if (data.toString('latin1', 0, 1) === 'Q') socket.write(row({ version, number }));
    else socket.end();
  });
}

/** Speaks just enough of PostgreSQL's protocol to say that it is an old server. */
export function startOldServer(
  version: string,
  number: string,
): Promise<{ url: string; close(): Promise<void> }> {
  const server: Server = createServer((socket) => serve(socket, version, number));
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      resolve({
        url: `postgres://someone:hidden@127.0.0.1:${port}/registry`,
        close: () => new Promise((done) => server.close(() => done())),
      });
    });
  });
}
