import type { Action } from '../../domain/access/actions.js';
import type { Instant } from '../../domain/shared/time.js';

/** What a file is for. */
export type FilePurpose = 'IMPORT' | 'REPORT' | 'EXPORT' | 'RELEASE' | 'PACK';

/** What is said of a file before it is written. */
export interface FileMeta {
  /** A name of {@link checkFileName}, for people and downloads. */
  readonly name: string;
  readonly mediaType: string;
  readonly purpose: FilePurpose;
  /** What a caller must be permitted to do in order to download it. */
  readonly readAction: Action;
  /** The one account that may download it; null: everybody who is permitted the action. */
  readonly onlyAccount: string | null;
  /** From then on nobody sees it; null: it is kept. */
  readonly expiresAt: Instant | null;
}

/** A file that is there in full. */
export interface StoredFile extends FileMeta {
  readonly id: string;
  /** Bytes. */
  readonly size: number;
  /** Hexadecimal. */
  readonly sha256: string;
  readonly createdAt: Instant;
}
