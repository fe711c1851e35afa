import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { OPERATOR_TOKEN, POLICE_TOKEN, startSampleApi, type SampleApi } from '../../support/sample-api.js';
import { ask, askRaw, firstError, type Answer } from '../../support/sample-client.js';
import { SampleService } from '../../support/sample-schema.js';

const SEED = { seed: 20261123 };
let api: SampleApi;
let service: SampleService;
beforeAll(async () => {
  api = await startSampleApi();
  service = api.app.get(SampleService);
});
afterAll(() => api.close());
beforeEach(() => {
  service.calls = 0;
});

const REQUEST_ID = 'same-request-id';
const headers = { authorization: `Bearer ${POLICE_TOKEN}`, 'x-request-id': REQUEST_ID };

/** A directive that depends on a variable is never compiled, so the same question goes the general way. */
const general = (selection: string, args: string, declared: string): string =>
  `query (${['$yes: Boolean = true', declared].filter(Boolean).join(', ')}) { hotTruck(${args}) @include(if: $yes) ${selection} }`;
const hot = (selection: string, args: string, declared: string): string =>
  `query ${declared === '' ? '' : `(${declared})`} { hotTruck(${args}) ${selection} }`;

/**
 * Places in the text differ between the two spellings of the question, and a field refused for its arguments is not
 * counted by the spelling whose cost depends on variables; everything else must be equal.
 */
const comparable = ({ status, body }: Answer): unknown => {
  const { cost, ...extensions } = body.extensions;
  const refused = body.errors?.some((error) => error.extensions['code'] === 'BAD_INPUT') === true;
  return {
    status,
    ...body,
    errors: body.errors?.map(({ locations: _locations, ...error }) => error),
    extensions: refused ? extensions : { ...extensions, cost },
  };
};

const textOfSuccess = ({ text, body }: Answer): string => (body.errors === undefined ? text : '');

async function bothWays(
  selection: string,
  args: string,
  declared = '',
  variables: object = {},
): Promise<{ hot: Answer; general: Answer }> {
  return {
    hot: await ask(api, hot(selection, args, declared), variables, headers),
    general: await ask(api, general(selection, args, declared), variables, headers),
  };
}

const OWNER = '{ id name n: vehicles __typename }';
const ABSTRACT =
  '{ __typename ... on Owner { id vehicles } ... on Fleet { owners { id name } } ... on Named { name } }';
const FIELDS = [
  'id',
  'plate',
  'colour',
  'mass',
  'heavy',
  'since',
  'seen',
  'notes',
  'grid',
  'echo',
  '__typename',
  'alias: plate',
  'alias: plate @skip(if: false)',
  'colour @include(if: false)',
  `owner ${OWNER}`,
  'owner { id } owner { name }',
  `keeper ${ABSTRACT}`,
  `named ${ABSTRACT}`,
  'named { name __typename }',
  '... on Truck { id plate }',
  '... { mass }',
  '... @skip(if: true) { id }',
];
const selection = fc
  .subarray(FIELDS, { minLength: 1 })
  .chain((some) =>
    fc.shuffledSubarray(some, { minLength: some.length }).map((fields) => `{ ${fields.join(' ')} }`),
  );
const plate = fc.constantFrom(
  '沪A12345',
  'x"y\\z\n',
  '\ud83d\ude9a',
  'NONE',
  'BROKEN',
  'NULLS',
  'WRONG',
  'PROMISE',
  'REFUSED',
  'CRASH',
  'AWAY',
);

describe('the hot way equals the general way', () => {
  it('for any selection and any kind of value', async () => {
    const property = fc.asyncProperty(selection, plate, async (fields, value) => {
      const answers = await bothWays(fields, 'plate: $p', '$p: String!', { p: value });
      expect(comparable(answers.hot)).toEqual(comparable(answers.general));
      expect(textOfSuccess(answers.hot)).toBe(textOfSuccess(answers.general));
    });
    await fc.assert(property, { ...SEED, numRuns: 150 });
  });

  const question = fc.record(
    {
      plate: fc.oneof(fc.string(), fc.constant(5), fc.constant(null)),
      colour: fc.constantFrom('YELLOW', 'BLUE', 'RED', null, 3),
      count: fc.oneof(fc.integer(), fc.double(), fc.constant(null), fc.constant(2 ** 31)),
      other: fc.constant(1),
    },
    { requiredKeys: [] },
  );
  const variables = fc.record(
    {
      p: fc.oneof(
        { weight: 5, arbitrary: fc.string({ minLength: 2, maxLength: 20 }) },
        fc.constantFrom(null, 7, true),
      ),
      c: fc.constantFrom('YELLOW', 'BLUE', 'y', null, 1, true),
      n: fc.oneof(fc.integer(), fc.constantFrom(null, 2 ** 31, 1.5, '1', -0, true)),
      on: fc.constantFrom('2012-02-29', '2013-02-29', 'x', 5, null),
      q: fc.oneof(fc.array(question, { maxLength: 3 }), question, fc.constantFrom(null, 'x', [[]])),
      unused: fc.constant(1),
    },
    { requiredKeys: ['p'] },
  );
  const DECLARED = '$p: String!, $c: Colour, $n: Int, $on: CivilDate, $q: [TruckQuestion!]';

  it('for any variables, right or wrong', async () => {
    const property = fc.asyncProperty(variables, async (values) => {
      const args = 'plate: $p, colour: $c, count: $n, on: $on, questions: $q';
      const answers = await bothWays('{ id echo }', args, DECLARED, values);
      expect(comparable(answers.hot)).toEqual(comparable(answers.general));
    });
    await fc.assert(property, { ...SEED, numRuns: 300 });
  });

  it.each([
    ['plate: "a"', '', {}],
    ['plate: "a", colour: BLUE, count: 9', '', {}],
    ['plate: "a", colour: null', '', {}],
    ['plate: $p', '$p: String! = "xyz"', {}],
    ['plate: $p, count: $n', '$p: String!, $n: Int! = 4', { p: 'b' }],
    ['plate: "a", questions: [{ plate: $p, count: $n }]', '$p: String!, $n: Int! = 4', { p: 'b' }],
    ['plate: "a", questions: { plate: "b", colour: YELLOW }', '', {}],
    ['plate: "a", count: $n', '$n: Int', { n: null }],
  ])('for the arguments %s', async (args, declared, values) => {
    const answers = await bothWays('{ id echo }', args, declared, values);
    expect(comparable(answers.hot)).toEqual(comparable(answers.general));
  });
});

describe('the hot way', () => {
  it.each(['沪A12345', 'BROKEN', 'WRONG', 'PROMISE', 'CRASH'])(
    'asks the service once for %s',
    async (value) => {
      await ask(
        api,
        'query ($p: String!) { hotTruck(plate: $p) { seen mass owner { id } } }',
        { p: value },
        headers,
      );
      expect(service.calls).toBe(1);
    },
  );

  it.each([
    ['nobody', {}],
    ['a role that may not', { authorization: `Bearer ${OPERATOR_TOKEN}` }],
  ])('is closed to %s by the guard of the general way', async (_who, who) => {
    const answer = await ask(api, '{ hotTruck(plate: "x") { id } }', {}, who);
    expect(['UNAUTHENTICATED', 'FORBIDDEN']).toContain(firstError(answer)['code']);
    expect([answer.body.data, service.calls]).toEqual([{ hotTruck: null }, 0]);
  });

  it('leaves a field with a resolver of its own to the general way', async () => {
    const answer = await ask(api, '{ hotTruck(plate: "x") { slow } }', {}, headers);
    expect(answer.body.data).toEqual({ hotTruck: { slow: 'slow t-x' } });
  });

  it('answers the operation that is named', async () => {
    const query = 'query A { hotTruck(plate: "a1") { id } } query B { hotTruck(plate: "b1") { id } }';
    const one = await askRaw(api, JSON.stringify({ query, operationName: 'A' }), headers);
    const two = await askRaw(api, JSON.stringify({ query, operationName: 'B' }), headers);
    expect([one.body.data, two.body.data]).toEqual([
      { hotTruck: { id: 't-a1' } },
      { hotTruck: { id: 't-b1' } },
    ]);
  });
});
