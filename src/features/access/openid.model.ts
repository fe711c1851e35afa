import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { IsOptional, IsString, MaxLength } from 'class-validator';

@ObjectType({ description: '外部身份（OpenID）登录的起点。Where signing in with OpenID begins.' })
export class OpenIdStartModel {
  @Field(() => String, { description: '签发者。The issuer.' })
  issuer!: string;

  @Field(() => String, { description: '本服务在签发者处的客户端标识。Client id of this service there.' })
  clientId!: string;

  @Field(() => String, { description: '回调地址。Where the issuer sends back to.' })
  redirectUri!: string;

  @Field(() => String, {
    description:
      '授权端点；须自带 response_type=code、state、nonce 与 PKCE（S256）。Authorization endpoint; add response_type=code, state, nonce and PKCE (S256).',
  })
  authorizationEndpoint!: string;
}

@InputType({ description: '授权码及其凭据。An authorization code and what proves it.' })
export class OpenIdCodeInput {
  @IsString()
  @MaxLength(4096)
  @Field(() => String, { description: '授权码。The code that the issuer gave.' })
  code!: string;

  @IsString()
  @MaxLength(128)
  @Field(() => String, { description: 'PKCE 校验值。The PKCE verifier.' })
  codeVerifier!: string;

  @IsString()
  @MaxLength(256)
  @Field(() => String, { description: '发起时给出的 nonce。The nonce that was sent at the start.' })
  nonce!: string;

  @IsOptional()
  @IsString()
  @Field(() => String, { nullable: true, description: '设备名称。Name of the device.' })
  device?: string | null;
}
