export { openReleases } from './open-releases.js';
export { ReleasesApiModule } from './releases.api.module.js';
export type { PackedFile, PlatePack } from './pack.repository.js';
export type { Release } from './release.repository.js';
