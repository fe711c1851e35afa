import { Injectable } from '@nestjs/common';
import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import type { FastifyInstance } from 'fastify';
import { isSchema, type GraphQLSchema } from 'graphql';

/** The driver's settings: Mercurius without its own routes, and who mounts ours once the schema stands. */
export type QingtuDriverConfig = MercuriusDriverConfig & {
  readonly mount: (server: FastifyInstance, schema: GraphQLSchema) => Promise<void>;
};

/**
 * Mercurius holds the schema on the server; the HTTP side is ours, because its answers differ from the GraphQL over
 * HTTP specification and cannot be compiled per operation.
 */
@Injectable()
export class QingtuDriver extends MercuriusDriver {
  override async start(config: MercuriusDriverConfig): Promise<void> {
    const { mount, ...options } = config as QingtuDriverConfig;
    await super.start({ ...options, routes: false });
    const server: unknown = this.instance;
    const { schema } = options;
    if (!isFastify(server) || !isSchema(schema)) {
      throw new Error('the GraphQL endpoint needs Fastify and a schema');
    }
    await mount(server, schema);
  }
}

const isFastify = (server: unknown): server is FastifyInstance =>
  typeof server === 'object' && server !== null && 'addContentTypeParser' in server;
