import { describe, expect, it } from '@jest/globals';
import { Mutation, Query, Resolver } from '@nestjs/graphql';
import { buildSchema } from 'graphql';
import { PERMISSIONS, type Action } from '../../src/domain/access/permissions.js';
import { ROLES } from '../../src/domain/access/roles.js';
import { Allow, Public } from '../../src/platform/auth/allow.js';
import { printSchemaOf } from '../../src/platform/graphql/schema-file.js';
import { apiResolvers, rootFieldsOf, type RootField } from './api-surface.js';
import { expectGolden } from './golden.js';
import { cellsOf, tableOf } from './permission-cells.js';

const line = ({ name, declares }: RootField): string => `${name} → ${declares ?? 'NOTHING'}`;

const isAction = (text: string): text is Action => Object.hasOwn(PERMISSIONS, text);

function reviewedRow({ name, declares }: RootField): readonly string[] {
  const action = declares ?? 'NOTHING';
  return [name, action, ...(isAction(action) ? cellsOf(action) : ROLES.map(() => action))];
}

const undeclared = (fields: readonly RootField[]): readonly string[] =>
  fields.filter(({ declares }) => declares === null).map(({ name }) => name);

@Resolver()
class PlantedResolver {
  @Allow('audit.read')
  @Query(() => String, { name: 'renamed' })
  declared(): string {
    return '';
  }

  forgotten(): string {
    return '';
  }

  notEvenAField(): string {
    return '';
  }
}

// Decorated by hand: the linter would not let a field without a declaration through.
const forgotten = Object.getOwnPropertyDescriptor(PlantedResolver.prototype, 'forgotten') ?? {};
Mutation(() => String)(PlantedResolver.prototype, 'forgotten', forgotten);

@Public()
@Resolver()
class PublicClassResolver {
  @Allow('account.read-self')
  @Query(() => String)
  guarded(): string {
    return '';
  }
}

describe('the root fields of the API', () => {
  const fields = rootFieldsOf(apiResolvers());

  it('should need the permissions that were reviewed', () => {
    const rows = [['field', 'action', ...ROLES], ...fields.map(reviewedRow)];
    expectGolden('test/architecture/root-fields.txt', tableOf(rows));
  });

  it('should all declare an action of the permission table, or that they are public', () => {
    expect(undeclared(fields)).toEqual([]);
    const unknown = fields.filter(
      ({ declares }) => declares !== 'PUBLIC' && !Object.hasOwn(PERMISSIONS, declares ?? ''),
    );
    expect(unknown).toEqual([]);
  });

  it('should be those of the schema', async () => {
    const schema = buildSchema(await printSchemaOf(apiResolvers()));
    const inSchema = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap(
      (type) => Object.keys(type?.getFields() ?? {}).map((field) => `${type?.name ?? ''}.${field}`),
    );
    expect(fields.map(({ name }) => name)).toEqual(inSchema.sort());
  });

  it('should report a planted field that declares nothing', () => {
    const planted = rootFieldsOf([PlantedResolver, PublicClassResolver]);
    expect(planted.map(line)).toEqual([
      'Mutation.forgotten → NOTHING',
      'Query.guarded → account.read-self',
      'Query.renamed → audit.read',
    ]);
    expect(undeclared(planted)).toEqual(['Mutation.forgotten']);
  });
});
