import { createReadStream, readdirSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { getDistDirectory, renderAltair } from 'altair-static';
import type { FastifyInstance } from 'fastify';

const PATH = '/graphiql';
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ttf': 'font/ttf',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/** The files of the workbench by their path below its address: what is not in this list cannot be asked for. */
function filesOf(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [relative(folder, path), path] as const;
    }),
  );
}

/** A workbench in the browser for those who develop against the API; everything it loads comes from this server. */
export function mountWorkbench(server: FastifyInstance, graphqlPath: string): void {
  const page = renderAltair({ baseURL: `${PATH}/`, endpointURL: graphqlPath });
  const files = filesOf(getDistDirectory());
  server.get(PATH, (_request, reply) => {
    void reply.type('text/html; charset=utf-8').send(page);
  });
  server.get<{ Params: { '*': string } }>(`${PATH}/*`, (request, reply) => {
    const path = files.get(request.params['*']);
    if (path === undefined) {
      reply.callNotFound();
      return;
    }
    void reply
      .type(MEDIA_TYPES[extname(path)] ?? 'application/octet-stream')
      .header('x-content-type-options', 'nosniff')
      .send(createReadStream(path));
  });
}
