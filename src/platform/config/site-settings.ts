import type { SiteCode } from '../../domain/sync/fact.js';

/** What the features must know of the configuration; injected, so that no feature reads the environment. */
export class SiteSettings {
  constructor(
    /** Author of the facts written here. */
    readonly site: SiteCode,
    /** Seconds without news after which a province counts as SILENT. */
    readonly sourceSilentAfter: number,
    /** Cap of `first` on every list. */
    readonly maxPageSize: number,
  ) {}
}
