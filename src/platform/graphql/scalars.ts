import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { parseCivilDate, parseInstant, type CivilDate, type Instant } from '../../domain/shared/time.js';
import type { Result } from '../../domain/shared/result.js';
import { AppError } from '../errors/app-error.js';

interface TextScalar {
  readonly name: string;
  readonly description: string;
  readonly specifiedByURL?: string;
  readonly parse: (text: string) => Result<string>;
}

function textScalar({
  name,
  description,
  specifiedByURL,
  parse,
}: TextScalar): GraphQLScalarType<string, string> {
  const read = (value: unknown): string => {
    if (typeof value !== 'string') throw new AppError('BAD_INPUT', { reason: `${name} must be a string` });
    const parsed = parse(value);
    if (!parsed.ok) throw new AppError(parsed.error);
    return parsed.value;
  };
  return new GraphQLScalarType<string, string>({
    name,
    description,
    ...(specifiedByURL === undefined ? {} : { specifiedByURL }),
    serialize(value) {
      if (typeof value === 'string') return value;
      throw new TypeError(`${name} is not text`);
    },
    parseValue: read,
    parseLiteral: (node: ValueNode) => read(node.kind === Kind.STRING ? node.value : null),
  });
}

/** A civil date of Asia/Shanghai. */
export const CivilDateScalar: GraphQLScalarType<CivilDate, string> = textScalar({
  name: 'CivilDate',
  description: '日期（北京时间），格式 YYYY-MM-DD。A date in Asia/Shanghai as YYYY-MM-DD.',
  parse: (text) => parseCivilDate(text),
});

/** A moment; input may carry any offset, output is always UTC with milliseconds. */
export const InstantScalar: GraphQLScalarType<Instant, string> = textScalar({
  name: 'Instant',
  description:
    '时刻（RFC 3339，须带时区），输出为 UTC 毫秒。A moment in RFC 3339 with an offset; answered in UTC with milliseconds.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
  parse: (text) => parseInstant(text),
});
