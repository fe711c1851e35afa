import type { FastifyError, FastifyInstance } from 'fastify';
import { describeError, entryOf } from '../errors/describe-error.js';
import { recogniseError } from '../errors/recognise-error.js';
import { languageOf, requestIdOf } from '../graphql/request-headers.js';
import type { Logger } from 'pino';
import type { FileEndpoint } from './file-endpoint.js';

/** Mounts `/files` and `/files/:id`. Bodies are handed on as streams; errors take the shape of GraphQL errors. */
export async function mountFiles(
  server: FastifyInstance,
  endpoint: FileEndpoint,
  logger: Logger,
): Promise<void> {
  await server.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, payload, parsed) => {
      parsed(null, payload);
    });
    scope.setErrorHandler((thrown: FastifyError, request, reply) => {
      const error = recogniseError(thrown);
      const requestId = requestIdOf(request.headers['x-request-id']);
      if (error.code === 'INTERNAL') logger.error({ requestId, err: thrown }, 'unexpected');
      const message = describeError(error, languageOf(request.headers['accept-language']));
      const field = error.field === undefined ? {} : { field: error.field };
      const wait = error.params['retryAfterSeconds'];
      if (wait !== undefined) void reply.header('retry-after', String(wait));
      const retry = wait === undefined ? {} : { retryAfterSeconds: wait };
      const extensions = { code: error.code, ...field, ...retry, requestId };
      for (const name of ['content-disposition', 'etag', 'accept-ranges']) reply.removeHeader(name);
      // An upload that is refused before it was read would block the connection for the next request.
      if (request.method === 'POST') void reply.header('connection', 'close');
      void reply
        .status(entryOf(error).http)
        .type('application/json; charset=utf-8')
        .send({ errors: [{ message, extensions }] });
    });
    scope.post('/files', (request, reply) => endpoint.upload(request, reply));
    scope.route({
      method: ['GET', 'HEAD'],
      url: '/files/:id',
      // Ours knows the length without reading the file.
      exposeHeadRoute: false,
      handler: (request, reply) => endpoint.download(request, reply),
    });
    done();
  });
}
