import type { Clock } from '../../platform/context/clock.js';
import type { Database } from '../../platform/database/database.js';
import type { JobHandler } from '../../platform/queue/job-handler.js';
import type { Keyring } from '../../platform/secrets/keyring.js';
import { OwnerRecordsRepository } from './owner-records.repository.js';
import { OwnerRekeyService } from './owner-rekey.service.js';
import { OwnerVault } from './owner-vault.js';
import { PersonalRekeyProcessor } from './personal-rekey.processor.js';

/** The jobs of the registry. */
export function registryProcessors(
  parts: { readonly database: Database; readonly keyring: Keyring },
  clock: Clock,
): readonly JobHandler[] {
  const records = new OwnerRecordsRepository();
  const rekeying = new OwnerRekeyService(parts.database, records, new OwnerVault(parts.keyring), clock);
  return [new PersonalRekeyProcessor(rekeying)];
}
