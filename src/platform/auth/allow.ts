import { SetMetadata, type CustomDecorator } from '@nestjs/common';
import type { Action } from '../../domain/access/permissions.js';

export const ALLOWED_ACTION = 'qingtu:action';
export const PUBLIC_FIELD = 'qingtu:public';

/** The action of the permission table that a caller must be allowed to do; every root field carries this or `Public`. */
export const Allow = (action: Action): CustomDecorator => SetMetadata(ALLOWED_ACTION, action);

/** Says aloud that a root field may be asked without signing in. */
export const Public = (): CustomDecorator => SetMetadata(PUBLIC_FIELD, true);
