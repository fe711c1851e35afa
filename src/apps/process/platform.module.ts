import { Module, type DynamicModule } from '@nestjs/common';
import { ExportSettings } from '../../features/exports/index.js';
import { AccessSettings } from '../../platform/auth/access-settings.js';
import { ReportWatches, SensingRules } from '../../features/inspections/index.js';
import { VehicleExtensions } from '../../features/registry/index.js';
import { ImportSettings } from '../../features/imports/index.js';
import { OpenIdIssuer } from '../../platform/auth/openid-issuer.js';
import { TokenSettings } from '../../platform/auth/token-settings.js';
import type { AppConfig } from '../../platform/config/config.js';
import { ReleaseSettings } from '../../platform/config/release-settings.js';
import { SiteSettings } from '../../platform/config/site-settings.js';
import { Clock } from '../../platform/context/clock.js';
import { Database } from '../../platform/database/database.js';
import { FactStore } from '../../platform/facts/fact-store.js';
import { FileStore } from '../../platform/files/file-store.js';
import { Keyring } from '../../platform/secrets/keyring.js';
import { RateLimiter } from '../../platform/limits/rate-limiter.js';
import { SiteSigner } from '../../platform/secrets/site-signer.js';
import type { Stores } from './stores.js';
import { REPORT_WATCHES } from './report-watches.js';
import { SENSING_RULES, VEHICLE_EXTENSIONS } from './vehicle-extensions.js';

/** What every module of a process may ask for. */
export interface PlatformParts {
  readonly config: AppConfig;
  readonly stores: Pick<Stores, 'tokenKey' | 'keyring' | 'signer'>;
  readonly database: Database;
  readonly clock: Clock;
  readonly facts: FactStore;
  readonly files: FileStore;
}

const exportSettings = ({ exports }: AppConfig): ExportSettings =>
  new ExportSettings(exports.approvalRows, exports.approvalMargin, exports.approvalTtl, exports.fileTtl);

/** The opened stores as injectable parts, one instance a process. */
@Module({})
export class PlatformModule {
  static with(parts: PlatformParts): DynamicModule {
    const { config, stores, database, clock, facts, files } = parts;
    const tokens = new TokenSettings(stores.tokenKey, config.site, config.auth.tokenTtl);
    const site = new SiteSettings(config.site, config.sourceSilentAfter, config.graphql.maxPageSize);
    const { batchRows, reportDays, reportTtl } = config.imports;
    const imports = new ImportSettings(config.tables, batchRows, reportDays, reportTtl * 1000);
    const values: readonly (readonly [abstract new (...args: never[]) => object, object])[] = [
      [Database, database],
      [Clock, clock],
      [FactStore, facts],
      [FileStore, files],
      [ImportSettings, imports],
      [Keyring, stores.keyring],
      [SiteSigner, stores.signer],
      [TokenSettings, tokens],
      [AccessSettings, new AccessSettings(config.auth)],
      [SiteSettings, site],
      [ExportSettings, exportSettings(config)],
      [ReleaseSettings, new ReleaseSettings(config.releases.packTtl)],
      [VehicleExtensions, VEHICLE_EXTENSIONS],
      [ReportWatches, REPORT_WATCHES],
      [SensingRules, SENSING_RULES],
      [OpenIdIssuer, new OpenIdIssuer(config.openId)],
      [RateLimiter, new RateLimiter(config.rates, () => clock.ticks())],
    ];
    return {
      module: PlatformModule,
      global: true,
      providers: values.map(([provide, useValue]) => ({ provide, useValue })),
      exports: values.map(([provide]) => provide),
    };
  }
}
