const FORM = /^qt_([0-9a-f]{32})_([0-9a-f]{64})([0-9a-f]{8})$/;
const PREFIX = 'qt_';
const POLYNOMIAL = 0xedb88320;
const UUID_PARTS = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/;

/** CRC-32 (ISO-HDLC) of ASCII text, as eight hexadecimal digits: finds typos, proves nothing. */
function checksum(text: string): string {
  let crc = 0xffffffff;
  for (let at = 0; at < text.length; at += 1) {
    crc ^= text.charCodeAt(at);
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? POLYNOMIAL : 0);
  }
  return ((crc ^ 0xffffffff) >>> 0).toString(16).padStart(8, '0');
}

/** A key as it is shown once: `qt_<client>_<secret><checksum>`, all hexadecimal. @param secret 64 hexadecimal digits */
export function formatApiKey(clientId: string, secret: string): string {
  const body = `${PREFIX}${clientId.replaceAll('-', '')}_${secret}`;
  return `${body}${checksum(body)}`;
}

/** Whether a bearer token is meant as a key of a program, well formed or not. */
export const isApiKey = (token: string): boolean => token.startsWith(PREFIX);

/** The client that a key names; null when it was mistyped, which is told apart from a key that nobody has. */
export function clientOfApiKey(key: string): string | null {
  const [, client, secret, check] = FORM.exec(key) ?? [];
  if (client === undefined || secret === undefined) return null;
  if (checksum(`${PREFIX}${client}_${secret}`) !== check) return null;
  return client.replace(UUID_PARTS, '$1-$2-$3-$4-$5');
}
