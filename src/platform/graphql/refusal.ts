import { Field, ObjectType } from '@nestjs/graphql';
import type { Language } from '../context/request-context.js';
import { AppError } from '../errors/app-error.js';
import { describeError } from '../errors/describe-error.js';

/** What every refusal in a payload says, whatever the feature calls it. */
@ObjectType({ isAbstract: true })
export abstract class Refusal {
  @Field(() => String, { description: '稳定代码。Stable code.' })
  code!: string;

  @Field(() => String, { description: '说明。Text in the language of the caller.' })
  message!: string;

  @Field(() => String, { nullable: true, description: '有误的字段。The field that is wrong.' })
  field!: string | null;
}

/** Waits for the work; an expected refusal becomes a payload in the caller's language, any other error is thrown on. */
export type OrRefusal = <T>(language: Language, work: Promise<T>) => Promise<T | Refusal>;

/** Makes payloads of those refusals that a caller is expected to meet; anything else stays an error of the request. */
export function refusals(...expected: readonly string[]): OrRefusal {
  const codes = new Set(expected);
  return async (language, work) => {
    try {
      return await work;
    } catch (error) {
      if (!(error instanceof AppError) || !codes.has(error.code)) throw error;
      return { code: error.code, message: describeError(error, language), field: error.field ?? null };
    }
  };
}
