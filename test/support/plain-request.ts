import {
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
  getNamedType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';

/** A literal of each scalar that passes validation and means nothing; of an enum what is meant for everybody. */
const LITERALS: Readonly<Record<string, string>> = {
  Boolean: 'false',
  CivilDate: '"2026-11-23"',
  Float: '1',
  ID: '"bm9ib2R5"',
  Instant: '"2026-11-23T00:00:00Z"',
  Int: '1',
  String: '"nothing-in-particular"',
};

function literalOf(type: GraphQLInputType): string {
  if (isNonNullType(type)) return literalOf(type.ofType);
  if (isListType(type)) return '[]';
  if (isEnumType(type)) return (type.getValue('PUBLIC') ?? type.getValues()[0])?.name ?? '';
  if (isInputObjectType(type)) {
    const required = Object.values(type.getFields()).filter(isRequiredInputField);
    return `{ ${required.map((field) => `${field.name}: ${literalOf(field.type)}`).join(', ')} }`;
  }
  const literal = LITERALS[type.name];
  if (literal === undefined) throw new Error(`no literal for the scalar ${type.name}`);
  return literal;
}

/**
 * Where the plainest request would meet a second permission behind the field's own: these end between the two. Each
 * list that can be exported is open to other roles; no list comes as XLSX in GB18030.
 */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  requestExport: `mutation { requestExport(idempotencyKey: "nothing-in-particular",
    input: { list: VEHICLES, format: XLSX, encoding: GB18030 }) { __typename } }`,
};

function requestOf(operation: string, field: GraphQLField<unknown, unknown>): string {
  const required = field.args.filter(isRequiredArgument);
  const given = required.map((argument) => `${argument.name}: ${literalOf(argument.type)}`).join(', ');
  const selection = isLeafType(getNamedType(field.type)) ? '' : ' { __typename }';
  return `${operation} { ${field.name}${given === '' ? '' : `(${given})`}${selection} }`;
}

/** For every root field the plainest request that is valid: it gets as far as the field's permission. */
export function plainRequests(schema: GraphQLSchema): ReadonlyMap<string, string> {
  const roots = [
    ['query', schema.getQueryType()],
    ['mutation', schema.getMutationType()],
  ] as const;
  return new Map(
    roots.flatMap(([operation, type]) =>
      Object.values(type?.getFields() ?? {}).map((field): [string, string] => [
        `${type?.name ?? ''}.${field.name}`,
        EXCEPTIONS[field.name] ?? requestOf(operation, field),
      ]),
    ),
  );
}
