import { Module, type DynamicModule, type INestApplicationContext, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { PlatformModule, type PlatformParts } from './platform.module.js';

/** The services of features over the parts of a process, for what has no API: a command, a worker. */
@Module({})
class ServicesModule {
  static with(parts: PlatformParts, features: readonly Type[]): DynamicModule {
    return { module: ServicesModule, imports: [PlatformModule.with(parts), ...features] };
  }
}

/** Puts the services of the features together. Close it when done. */
export function openServices(
  parts: PlatformParts,
  features: readonly Type[],
): Promise<INestApplicationContext> {
  const module = ServicesModule.with(parts, features);
  return NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
}
