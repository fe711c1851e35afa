import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Global, Module } from '@nestjs/common';
import { APP_GUARD, NestFactory } from '@nestjs/core';
import { Field, ObjectType, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino } from 'pino';
import { AccessApiModule, AccessModule, DEMO_PASSWORD } from '../../src/features/access/index.js';
import { Allow, Public } from '../../src/platform/auth/allow.js';
import { PermissionGuard } from '../../src/platform/auth/guard.js';
import { AccessSettings } from '../../src/platform/auth/access-settings.js';
import { OpenIdIssuer } from '../../src/platform/auth/openid-issuer.js';
import { TokenSettings } from '../../src/platform/auth/token-settings.js';
import { SiteSettings } from '../../src/platform/config/site-settings.js';
import { Clock } from '../../src/platform/context/clock.js';
import { Database } from '../../src/platform/database/database.js';
import { GraphqlPlatformModule } from '../../src/platform/graphql/graphql-platform.module.js';
import { RateLimiter } from '../../src/platform/limits/rate-limiter.js';
import { Metrics } from '../../src/platform/health/metrics.js';
import {
  accessSettings,
  createAccessFixture,
  FixedClock,
  NOW,
  tokenSettings,
  type AccessFixture,
} from '../support/access-fixture.js';
import { SAMPLE_BODY_LIMIT, SAMPLE_LIMITS } from '../support/sample-api.js';

@ObjectType()
class Box {
  @Field(() => String)
  inside!: string;
}

@Resolver(() => Box)
class PlantedResolver {
  undeclared(): string {
    return 'leaked';
  }

  @Public()
  @Query(() => Box)
  open(): object {
    return {};
  }

  @ResolveField(() => String)
  inside(): string {
    return 'seen';
  }

  @Allow('audit.read')
  @Query(() => String)
  forAdministrators(): string {
    return 'secret';
  }
}

// Decorated by hand: the linter would not let a field without a declaration through.
const undeclared = Object.getOwnPropertyDescriptor(PlantedResolver.prototype, 'undeclared') ?? {};
Query(() => String)(PlantedResolver.prototype, 'undeclared', undeclared);

/** A class that is public as a whole does not open a field that asks for a permission. */
@Public()
@Resolver()
class PublicClassResolver {
  @Allow('audit.read')
  @Query(() => String)
  guardedAnyway(): string {
    return 'secret';
  }
}

interface Answer {
  readonly data: Record<string, Record<string, unknown> | string> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

describe('accounts over GraphQL', () => {
  let fixture: AccessFixture;
  let app: NestFastifyApplication;
  let url: string;

  const ask = async (
    query: string,
    variables = {},
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': 'en', ...headers },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Answer;
  };
  const SIGN_IN = `mutation ($login: String!, $password: String!) { signIn(login: $login, password: $password) {
    __typename ... on SignInSucceeded { token expiresAt account { login role organisation { division } } }
    ... on SignInRefused { code message } } }`;
  const signIn = async (login: string, password = DEMO_PASSWORD, headers = {}) => {
    const { data } = await ask(SIGN_IN, { login, password }, headers);
    return data?.['signIn'] as Record<string, unknown>;
  };
  const as = async (login: string): Promise<Record<string, string>> => ({
    authorization: `Bearer ${String((await signIn(login))['token'])}`,
  });
  const codesOf = ({ errors = [] }: Answer): string[] => errors.map((error) => error.extensions.code);

  beforeAll(async () => {
    fixture = await createAccessFixture();
    const provided = [
      { provide: Database, useValue: fixture.test.database },
      { provide: Clock, useValue: new FixedClock(NOW) },
      { provide: TokenSettings, useValue: tokenSettings },
      { provide: AccessSettings, useValue: accessSettings },
      { provide: OpenIdIssuer, useValue: new OpenIdIssuer(null) },
      { provide: RateLimiter, useValue: new RateLimiter(null) },
      { provide: SiteSettings, useValue: new SiteSettings('310000', 86_400, 200) },
      Metrics,
    ];

    @Global()
    @Module({
      providers: provided,
      exports: [
        Database,
        Clock,
        TokenSettings,
        AccessSettings,
        OpenIdIssuer,
        RateLimiter,
        SiteSettings,
        Metrics,
      ],
    })
    class PartsModule {}

    const config = {
      graphql: SAMPLE_LIMITS,
      http: { host: '127.0.0.1', port: 0, bodyLimitBytes: SAMPLE_BODY_LIMIT, trustedProxies: [] },
      development: true,
    };
    const logger = pino({ level: 'silent' });
    @Module({
      imports: [
        PartsModule,
        GraphqlPlatformModule.forRoot({ config, logger, imports: [AccessModule] }),
        AccessApiModule,
      ],
      providers: [PlantedResolver, PublicClassResolver, { provide: APP_GUARD, useClass: PermissionGuard }],
    })
    class RootModule {}
    app = await NestFactory.create<NestFastifyApplication>(RootModule, new FastifyAdapter(), {
      logger: false,
    });
    await app.listen(0, '127.0.0.1');
    url = `${await app.getUrl()}/graphql`;
  });
  afterAll(async () => {
    await app.close();
    await fixture.close();
  });

  it('should sign in with a typed payload', async () => {
    expect(await signIn('police')).toMatchObject({
      __typename: 'SignInSucceeded',
      expiresAt: '2026-11-23T02:15:00.000Z',
      account: { login: 'police', role: 'TRAFFIC_POLICE', organisation: { division: '310100' } },
    });
  });

  it.each([
    ['en', 'The login or password is wrong, or the account is disabled'],
    ['zh', '账号或密码不正确，或账号已停用'],
  ])('should refuse a wrong password in the language %s', async (language, message) => {
    const refused = { __typename: 'SignInRefused', code: 'SIGN_IN_FAILED', message };
    expect(await signIn('police', 'wrong', { 'accept-language': language })).toEqual(refused);
    expect(await signIn('nobody', 'wrong', { 'accept-language': language })).toEqual(refused);
  });

  it('should tell an account what it may do', async () => {
    const query = '{ me { login permissions { action scope purposeRequired } } }';
    const { data } = await ask(query, {}, await as('istation'));
    expect(data?.['me']).toEqual({
      login: 'istation',
      permissions: [
        { action: 'account.change-password', scope: 'OWN', purposeRequired: false },
        { action: 'account.read-self', scope: 'OWN', purposeRequired: false },
        { action: 'inspection.list', scope: 'OWN', purposeRequired: false },
        { action: 'inspection.read', scope: 'PRESENTED', purposeRequired: false },
        { action: 'inspection.read-raw', scope: 'OWN', purposeRequired: false },
        { action: 'inspection.report', scope: 'OWN', purposeRequired: false },
        { action: 'loop.gate', scope: 'PRESENTED', purposeRequired: false },
        { action: 'loop.read-failure', scope: 'PRESENTED', purposeRequired: false },
        { action: 'loop.read-rules', scope: 'DELTA', purposeRequired: false },
        { action: 'loop.scorecard', scope: 'OWN', purposeRequired: false },
        { action: 'owner.read', scope: 'PRESENTED', purposeRequired: false },
        { action: 'reference.read', scope: 'DELTA', purposeRequired: false },
        { action: 'release.read-public', scope: 'DELTA', purposeRequired: false },
        { action: 'session.manage-own', scope: 'OWN', purposeRequired: false },
        { action: 'station.read', scope: 'DELTA', purposeRequired: false },
        { action: 'vehicle.read', scope: 'PRESENTED', purposeRequired: false },
        { action: 'zone.read', scope: 'DELTA', purposeRequired: false },
      ],
    });
  });

  it('should refuse who is not signed in and who may not', async () => {
    expect(codesOf(await ask('{ me { login } }'))).toEqual(['UNAUTHENTICATED']);
    expect(codesOf(await ask('{ forAdministrators }'))).toEqual(['UNAUTHENTICATED']);
    expect(codesOf(await ask('{ forAdministrators }', {}, await as('operator')))).toEqual(['FORBIDDEN']);
    expect((await ask('{ forAdministrators }', {}, await as('admin'))).data).toEqual({
      forAdministrators: 'secret',
    });
  });

  it('should refuse a field that declares nothing to everybody', async () => {
    for (const headers of [{}, await as('admin'), await as('police')]) {
      const answer = await ask('{ undeclared }', {}, headers);
      expect(codesOf(answer)).toEqual(['FORBIDDEN']);
      expect(JSON.stringify(answer)).not.toContain('leaked');
    }
  });

  it('should answer a public field with its inner fields to anybody', async () => {
    expect((await ask('{ open { inside } }')).data).toEqual({ open: { inside: 'seen' } });
  });

  it('should not let a public class open a guarded field', async () => {
    expect(codesOf(await ask('{ guardedAnyway }'))).toEqual(['UNAUTHENTICATED']);
  });

  it('should make an account for an administrator and say what is wrong with a request', async () => {
    const admin = await as('admin');
    const CREATE = `mutation ($key: String!, $input: CreateAccountInput!) { createAccount(idempotencyKey: $key, input: $input) {
      __typename ... on AccountCreated { account { id login } } ... on AccountRefused { code field message } } }`;
    const { data } = await ask('{ me { organisation { id } } }', {}, admin);
    const { organisation } = data?.['me'] as { organisation: { id: string } };
    const input = {
      login: 'second-admin',
      password: 'a long enough password',
      role: 'ADMINISTRATOR',
      organisationId: organisation.id,
    };
    const first = await ask(CREATE, { key: 'create-second-admin', input }, admin);
    expect(first.data?.['createAccount']).toMatchObject({ __typename: 'AccountCreated' });
    expect(await ask(CREATE, { key: 'create-second-admin', input }, admin)).toMatchObject({
      data: first.data,
    });
    expect(await signIn('second-admin', 'a long enough password')).toMatchObject({
      __typename: 'SignInSucceeded',
    });

    const again = await ask(CREATE, { key: 'create-it-once-more', input }, admin);
    expect(again.data?.['createAccount']).toEqual({
      __typename: 'AccountRefused',
      code: 'LOGIN_TAKEN',
      field: 'login',
      message: 'login: this login is already in use',
    });
    const odd = { ...input, organisationId: 'T2RkOjE' };
    expect(codesOf(await ask(CREATE, { key: 'create-with-odd-id', input: odd }, admin))).toEqual([
      'ID_INVALID',
    ]);
    expect(codesOf(await ask(CREATE, { key: 'not-for-operators', input }, await as('operator')))).toEqual([
      'FORBIDDEN',
    ]);
  });
});
