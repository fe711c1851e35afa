import { CreateFactLog1795428000000 } from './20261123100000-create-fact-log.js';
import { CreateAccounts1795431600000 } from './20261123110000-create-accounts.js';
import { CreateVehicleRegistry1795435200000 } from './20261123120000-create-vehicle-registry.js';
import { CreateReference1795438800000 } from './20261123130000-create-reference.js';
import { CreateStoredFiles1795442400000 } from './20261123140000-create-stored-files.js';
import { CreatePersonalRecord1795443000000 } from './20261123141000-create-personal-record.js';
import { CreateReviewQueue1795443600000 } from './20261123142000-create-review-queue.js';
import { CreateRestrictionZones1795445400000 } from './20261123145000-create-restriction-zones.js';
import { CreateImports1795444200000 } from './20261123143000-create-imports.js';
import { CreateSessions1795446000000 } from './20261123150000-create-sessions.js';
import { ChainAudit1795446600000 } from './20261123151000-chain-audit.js';
import { SealAnew1795447800000 } from './20261123153000-seal-anew.js';
import { CreateReleases1795444800000 } from './20261123144000-create-releases.js';
import { CreateInspections1795449600000 } from './20261123160000-create-inspections.js';
import { CreateLoops1795450200000 } from './20261123161000-create-loops.js';
import { SenseVehicles1795496400000 } from './20261124050000-sense-vehicles.js';
import { WatchStations1795497000000 } from './20261124051000-watch-stations.js';
import { DeskOfBureaus1795498200000 } from './20261124053000-desks-of-bureaus.js';
import { FindPartSerials1795499400000 } from './20261124055000-find-part-serials.js';
import { FlagStations1795498800000 } from './20261124054000-flag-stations.js';
import { KeepRawMessages1795497600000 } from './20261124052000-keep-raw-messages.js';

/** All migrations in order; a landed one never changes. */
export const MIGRATIONS = [
  CreateFactLog1795428000000,
  CreateAccounts1795431600000,
  CreateVehicleRegistry1795435200000,
  CreateReference1795438800000,
  CreateStoredFiles1795442400000,
  CreatePersonalRecord1795443000000,
  CreateReviewQueue1795443600000,
  CreateRestrictionZones1795445400000,
  CreateImports1795444200000,
  CreateSessions1795446000000,
  ChainAudit1795446600000,
  CreateReleases1795444800000,
  SealAnew1795447800000,
  CreateInspections1795449600000,
  CreateLoops1795450200000,
  SenseVehicles1795496400000,
  WatchStations1795497000000,
  KeepRawMessages1795497600000,
  DeskOfBureaus1795498200000,
  FlagStations1795498800000,
  FindPartSerials1795499400000,
];
