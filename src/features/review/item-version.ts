import { createHash } from 'node:crypto';
import type { DecidableItem } from '../../domain/vehicle/vehicle-facts.js';

const LENGTH = 16;

/** Names what a person had before them when they looked at an item: another set of grounds has another version. */
export function versionOf(item: DecidableItem, considered: readonly string[]): string {
  const text = [item, ...[...considered].sort()].join('\n');
  return createHash('sha256').update(text).digest('base64url').slice(0, LENGTH);
}
