import { AppError } from '../errors/app-error.js';

const LONGEST_NAME = 200;
/** Separators of paths and drives, what shells and Windows do not take, and every control or direction mark. */
const FORBIDDEN = /[/\\:*?"<>|\p{Cc}\p{Cf}\p{Cs}]/u;

/**
 * A file name as it was given, when it is one: no path, no drive, no hidden file, at most 200 characters.
 * @throws AppError FILE_NAME_INVALID, FILE_NAME_REQUIRED
 */
export function checkFileName(given: string | null, field: string): string {
  if (given === null) throw new AppError('FILE_NAME_REQUIRED', {}, { field });
  const name = given.normalize('NFC').trim();
  const isName =
    name !== '' && [...name].length <= LONGEST_NAME && !FORBIDDEN.test(name) && !name.startsWith('.');
  if (!isName) throw new AppError('FILE_NAME_INVALID', { longest: LONGEST_NAME }, { field });
  return name;
}

/** Content-Disposition of a download (RFC 6266): the name in UTF-8 (RFC 8187), and a plain one for old programs. */
export function dispositionOf(name: string): string {
  const plain = name.replaceAll(/[^\x20-\x7e]|["%\\]/g, '_');
  const extended = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${extended}`;
}
