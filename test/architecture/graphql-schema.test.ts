import { beforeAll, describe, expect, it } from '@jest/globals';
import { Args, Field, ObjectType, Query, Resolver } from '@nestjs/graphql';
import {
  buildSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  type GraphQLNamedType,
} from 'graphql';
import { Public } from '../../src/platform/auth/allow.js';
import { printSchemaOf } from '../../src/platform/graphql/schema-file.js';
import { apiResolvers } from './api-surface.js';
import { expectGolden } from './golden.js';
import { packageScripts } from './static-checks.js';

const FILE = 'test/architecture/schema.graphql';
const CHINESE = /\p{Script=Han}/u;
const ENGLISH = /[A-Za-z]{2}/;
const ROOTS: ReadonlySet<string> = new Set(['Query', 'Mutation']);

interface Described {
  readonly name: string;
  readonly description?: string | null | undefined;
}

/** The parts of a type that a reader looks up, each by its path. */
function partsOf(type: GraphQLNamedType): readonly Described[] {
  const within = (parts: readonly Described[], above: string): readonly Described[] =>
    parts.map(({ name, description }) => ({ name: `${above}.${name}`, description }));
  if (isEnumType(type)) return within(type.getValues(), type.name);
  if (isInputObjectType(type)) return within(Object.values(type.getFields()), type.name);
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  const fields = Object.values(type.getFields());
  const args = fields.flatMap((field) => within(field.args, `${type.name}.${field.name}`));
  return [...within(fields, type.name), ...args];
}

/** The paths of what is not described in both languages. Query and Mutation speak for themselves. */
function undescribed(sdl: string): readonly string[] {
  const types = Object.values(buildSchema(sdl).getTypeMap()).filter(
    (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
  );
  const parts = types.flatMap((type) => [...(ROOTS.has(type.name) ? [] : [type]), ...partsOf(type)]);
  return parts
    .filter(({ description }) => !CHINESE.test(description ?? '') || !ENGLISH.test(description ?? ''))
    .map(({ name }) => name);
}

@ObjectType({ description: '植入的类型。A planted type.' })
class Planted {
  @Field(() => String, { description: '只有中文' })
  chineseOnly!: string;

  @Field(() => String, { description: 'English only' })
  englishOnly!: string;

  @Field(() => String, { description: '两种语言。Both languages.' })
  both!: string;
}

@Resolver()
class PlantedResolver {
  @Public()
  @Query(() => Planted, { description: '植入的字段。A planted field.' })
  planted(@Args('bare') bare: string): object {
    return { bare };
  }
}

describe('the schema of the API', () => {
  let schema: string;
  beforeAll(async () => {
    schema = await printSchemaOf(apiResolvers());
  });

  it('should be the one that was reviewed', () => {
    expectGolden(FILE, schema);
  });

  it('should be compared by npm run check', () => {
    expect(packageScripts()['check']).toContain('check:schema');
    expect(packageScripts()['check:schema']).toContain('jest');
  });

  it.each([
    ['a field that may be null now', 'verdict: Verdict!', 'verdict: Verdict'],
    ['a field of another name', 'verdictText', 'verdictWords'],
    ['an enumeration value that is gone', '  STOP\n', ''],
    ['another description', '路侧结论', '路边结论'],
  ])('should differ from its file after %s', (_change, from, to) => {
    expect(schema).toContain(from);
    expect(() => {
      expectGolden(FILE, schema.replace(from, to), {});
    }).toThrow();
  });

  it('should tell every type, field, argument and value in Chinese and in English', () => {
    expect(undescribed(schema)).toEqual([]);
  });

  it('should report what is described in one language or in none', async () => {
    const found = undescribed(await printSchemaOf([PlantedResolver]));
    expect(found).toEqual(['Planted.chineseOnly', 'Planted.englishOnly', 'Query.planted.bare']);
  });
});
