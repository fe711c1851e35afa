import {
  Catch,
  HttpException,
  NotFoundException,
  type ArgumentsHost,
  type ExceptionFilter,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { describeError, entryOf } from './describe-error.js';
import { AppError } from './app-error.js';
import { recogniseError } from './recognise-error.js';

/**
 * What every thrown error passes. In a GraphQL field it goes on to the response unchanged, where it is described and
 * logged once. Over plain HTTP a framework answer (health) is kept and the rest takes the shape of GraphQL errors.
 */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(exception: unknown, host: ArgumentsHost): unknown {
    if (host.getType<string>() === 'graphql') {
      return exception instanceof Error ? exception : new AppError('INTERNAL');
    }
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    if (exception instanceof HttpException && !(exception instanceof NotFoundException)) {
      return void reply.status(exception.getStatus()).send(exception.getResponse());
    }
    const request = http.getRequest<FastifyRequest>();
    const error = recogniseError(exception);
    if (error.code === 'INTERNAL') this.logger.error({ err: exception, url: request.url }, 'request failed');
    const message = `${describeError(error, 'zh')} / ${describeError(error, 'en')}`;
    return void reply
      .status(entryOf(error).http)
      .send({ errors: [{ message, extensions: { code: error.code, requestId: request.id } }] });
  }
}
