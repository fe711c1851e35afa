import { globalId } from '../../platform/graphql/relay.js';
import { organisationView } from './access.view.js';
import type { ApiClientModel, ApiKeyIssued } from './api-client.model.js';
import type { ApiClient } from './api-client.repository.js';
import type { KeyShown } from './api-client.service.js';

/** A client as the API shows it. */
export const clientView = (client: ApiClient): ApiClientModel => ({
  ...client,
  id: globalId('ApiClient', client.id),
  accountId: globalId('Account', client.id),
  organisation: organisationView(client.organisation),
});

export const keyView = ({ client, key }: KeyShown): ApiKeyIssued => ({ client: clientView(client), key });
