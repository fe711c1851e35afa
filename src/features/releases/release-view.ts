import { refusals } from '../../platform/graphql/refusal.js';
import { globalId } from '../../platform/graphql/relay.js';
import type { PackedFile, PlatePack } from './pack.repository.js';
import type { PackFileModel, PlatePackModel, ReleaseModel } from './release.model.js';
import type { Release } from './release.repository.js';

/** The type names in global ids. */
export const RELEASE_TYPE = 'Release';
export const PACK_TYPE = 'PlatePack';

/** Refusals that a caller is expected to meet, as payloads. */
export const orRefused = refusals('PACK_UNKNOWN', 'PACK_PLATE_UNREADABLE', 'RELEASE_BEFORE_DAMAGED');

const pathOf = (fileId: string): string => `/files/${fileId}`;

/** A release as the API shows it. */
export function releaseView(release: Release): ReleaseModel {
  const { list, edition, number, madeOn, madeAt, rows, added, removed, changed, keyId } = release;
  const files = release.files.map(({ name, rows: fileRows, bytes, sha256, fileId }) => ({
    ...{ name, rows: fileRows, bytes, sha256 },
    path: pathOf(fileId),
  }));
  const id = globalId(RELEASE_TYPE, release.id);
  return { id, list, edition, number, date: madeOn, madeAt, rows, added, removed, changed, keyId, files };
}

const fileView = ({ fileId, bytes, sha256 }: PackedFile, since: number | null): PackFileModel => ({
  bytes,
  sha256,
  path: pathOf(fileId),
  since,
});

/** A pack as the API shows it. */
export function packView(pack: PlatePack): PlatePackModel {
  const { number, madeAt, expiresAt, plates, keyId, file, delta } = pack;
  return {
    ...{ id: globalId(PACK_TYPE, pack.id), number, madeAt, expiresAt, plates, keyId },
    file: fileView(file, null),
    delta: delta && fileView(delta, delta.baseNumber),
  };
}
