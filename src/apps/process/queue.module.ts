import { Module, type DynamicModule } from '@nestjs/common';
import { JobSending } from '../../platform/queue/job-sending.js';

/** Lets every module of a process put jobs on the queue. */
@Module({})
export class QueueModule {
  static with(jobs: JobSending): DynamicModule {
    return {
      module: QueueModule,
      global: true,
      providers: [{ provide: JobSending, useValue: jobs }],
      exports: [JobSending],
    };
  }
}
