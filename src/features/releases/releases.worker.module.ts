import type { Clock } from '../../platform/context/clock.js';
import type { JobHandler } from '../../platform/queue/job-handler.js';
import { MakePackProcessor } from './make-pack.processor.js';
import { MakeReleasesProcessor } from './make-releases.processor.js';
import { openReleases, type ReleaseParts } from './open-releases.js';

/** The jobs that make releases and packs; apart from the rest, since only a worker may take jobs. */
export function releaseProcessors(parts: ReleaseParts, clock: Clock): readonly JobHandler[] {
  const { releases, packs } = openReleases(parts);
  return [new MakeReleasesProcessor(releases, clock), new MakePackProcessor(packs, clock)];
}
