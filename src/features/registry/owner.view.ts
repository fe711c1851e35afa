import type { RequestContext } from '../../platform/context/request-context.js';
import { AppError } from '../../platform/errors/app-error.js';
import { describeError } from '../../platform/errors/describe-error.js';
import type { OwnerAnswer } from './owner-read.service.js';
import type { OwnerModel } from './owner.model.js';

/** An owner in the caller's language. */
export function ownerView(
  { maskedBecause: code, ...owner }: OwnerAnswer,
  { language }: RequestContext,
): OwnerModel {
  const text = code === null ? null : describeError(new AppError({ code }), language);
  return {
    ...owner,
    masked: code !== null,
    maskedBecause: code === null || text === null ? null : { code, text },
  };
}
