import { AccountEntity } from './account.entity.js';
import { OrganisationEntity } from './organisation.entity.js';

export { RoleEnum } from './access.model.js';
export { actorOfAccount } from './account-actor.js';
export { AccessModule } from './access.module.js';
export { AccessApiModule } from './access.api.module.js';
export { rotateTokenKeysAsOperator } from './key-rotation.service.js';
export { actorOfLogin } from './login-actor.js';
export { createOperatorAccount } from './operator-account.js';
export { DEMO_LOGINS, DEMO_PASSWORD, demoOrganisation, seedDemoAccounts } from './demo-accounts.js';

/** Tables of this feature, for the data source. */
export const ACCESS_ENTITIES = [OrganisationEntity, AccountEntity];
