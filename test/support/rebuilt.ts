import { PROJECTIONS } from '../../src/apps/process/projections.js';
import type { SubjectType } from '../../src/domain/sync/fact.js';
import { rebuildProjection, type Difference } from '../../src/platform/facts/rebuild.js';
import type { TestApi } from './api.js';

/** What a rebuild of the subjects' tables finds otherwise. @throws Error when there was nothing to rebuild */
export async function rebuiltDiffers(api: TestApi, subject: SubjectType): Promise<readonly Difference[]> {
  const projection = PROJECTIONS.find(({ subjectType }) => subjectType === subject);
  if (projection === undefined) throw new Error(`nothing is projected from ${subject}`);
  const onProgress = (): void => undefined;
  const report = await rebuildProjection(api.test.owner, projection, { apply: false, onProgress });
  if (report.facts === 0) throw new Error(`there are no facts about a ${subject}`);
  return report.examples;
}
