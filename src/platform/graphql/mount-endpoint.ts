import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../errors/app-error.js';
import { recogniseError } from '../errors/recognise-error.js';
import type { GraphqlEndpoint } from './endpoint.js';

/** The refusal that stands for an error of the server before a request reached the endpoint. */
function transportError(error: unknown, bodyLimit: number): AppError {
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : null;
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new AppError('REQUEST_TOO_LARGE', { maximum: bodyLimit });
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new AppError('MEDIA_TYPE_UNSUPPORTED');
  if (typeof code === 'string' && code.startsWith('FST_ERR_CTP')) {
    return new AppError('REQUEST_MALFORMED', { reason: 'the body does not match its length' });
  }
  return recogniseError(error);
}

const OTHER_METHODS = ['PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const;

/** Mounts an endpoint on its path. Bodies are kept as bytes: the endpoint parses them itself. */
export async function mountEndpoint(
  server: FastifyInstance,
  endpoint: GraphqlEndpoint,
  at: { readonly path: string; readonly bodyLimit: number },
): Promise<void> {
  await server.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      'application/json',
      { parseAs: 'buffer', bodyLimit: at.bodyLimit },
      (_request, body, parsed) => {
        parsed(null, body);
      },
    );
    scope.setErrorHandler((error, request, reply) => {
      endpoint.refuse(endpoint.open(request, reply), transportError(error, at.bodyLimit));
    });
    // Handlers answer through `reply` and return nothing: a returned reply would be awaited.
    const handler = (request: FastifyRequest, reply: FastifyReply): void => {
      endpoint.handle(request, reply);
    };
    scope.route({ method: ['GET', 'POST'], url: at.path, exposeHeadRoute: false, handler });
    scope.route({
      method: [...OTHER_METHODS],
      url: at.path,
      handler: (request, reply) => {
        const error = new AppError('METHOD_NOT_ALLOWED', { method: request.method });
        endpoint.refuse(endpoint.open(request, reply), error);
      },
    });
    done();
  });
}
