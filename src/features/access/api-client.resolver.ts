import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.js';
import { Caller } from '../../platform/auth/current-context.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { parseGlobalId } from '../../platform/graphql/relay.js';
import type { AccountRefused } from './access.model.js';
import { orRefusal } from './access.view.js';
import { CreateApiClientInput } from './api-client.input.js';
import {
  ApiClientModel,
  IssueApiKeyPayload,
  RevokeApiClientPayload,
  type ApiClientRevoked,
  type ApiKeyIssued,
} from './api-client.model.js';
import { ApiClientService } from './api-client.service.js';
import { clientView, keyView } from './api-client.view.js';

const KEY = { description: '幂等键，由客户端选择。Idempotency key, chosen by the client.' };
const CLIENT = { type: () => ID, description: '接口客户端的全局标识。Global id of the client.' };
const OVERLAP = {
  type: () => Int,
  description:
    '旧密钥继续有效的秒数，0 至 30 天。Seconds for which the old key goes on working, up to 30 days.',
};

const clientOf = (id: string): string => parseGlobalId(id, 'ApiClient', 'clientId');

@Resolver()
export class ApiClientResolver {
  constructor(private readonly clients: ApiClientService) {}

  @Allow('client.manage')
  @Query(() => [ApiClientModel], {
    description:
      '本省接口客户端，最新在前，至多 1000 个。API clients of the own province, the newest first, up to 1000.',
  })
  async apiClients(@Caller() context: RequestContext): Promise<ApiClientModel[]> {
    return (await this.clients.list(context)).map(clientView);
  }

  @Allow('client.manage')
  @Mutation(() => IssueApiKeyPayload, {
    description: '创建接口客户端，密钥只显示一次。Makes an API client; its key is shown this once.',
  })
  createApiClient(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) idempotencyKey: string,
    @Args('input', { description: '新接口客户端。The new client.' }) input: CreateApiClientInput,
  ): Promise<ApiKeyIssued | AccountRefused> {
    const organisationId = parseGlobalId(input.organisationId, 'Organisation', 'input.organisationId');
    const made = this.clients.create(context, idempotencyKey, { ...input, organisationId });
    return orRefusal(context.language, made.then(keyView));
  }

  @Allow('client.manage')
  @Mutation(() => IssueApiKeyPayload, {
    description: '更换密钥，旧密钥在重叠期内仍有效。Gives a new key; the old one works for the overlap.',
  })
  rotateApiClient(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) idempotencyKey: string,
    @Args('clientId', CLIENT) clientId: string,
    @Args('overlapSeconds', OVERLAP) overlapSeconds: number,
  ): Promise<ApiKeyIssued | AccountRefused> {
    const request = { id: clientOf(clientId), overlapSeconds };
    return orRefusal(context.language, this.clients.rotate(context, idempotencyKey, request).then(keyView));
  }

  @Allow('client.manage')
  @Mutation(() => RevokeApiClientPayload, {
    description: '撤销接口客户端，立即生效，不可恢复。Revokes a client, at once and for good.',
  })
  revokeApiClient(
    @Caller() context: RequestContext,
    @Args('idempotencyKey', KEY) idempotencyKey: string,
    @Args('clientId', CLIENT) clientId: string,
  ): Promise<ApiClientRevoked | AccountRefused> {
    const revoked = this.clients.revoke(context, idempotencyKey, clientOf(clientId));
    return orRefusal(
      context.language,
      revoked.then((client) => ({ client: clientView(client) })),
    );
  }
}
