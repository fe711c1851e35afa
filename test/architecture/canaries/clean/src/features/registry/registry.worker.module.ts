import { Module } from '@nestjs/common';
import { MarkProcessor } from './mark.processor.js';

@Module({ providers: [MarkProcessor] })
export class RegistryWorkerModule {}
