import { isIP } from 'node:net';

/** Reads single settings from the environment and collects every problem instead of stopping at the first. */
export class EnvironmentReader {
  readonly problems: string[] = [];

  constructor(private readonly environment: Readonly<Record<string, string | undefined>>) {}

  text(name: string): string | null {
    const value = this.environment[name]?.trim();
    return value === undefined || value === '' ? null : value;
  }

  /** An integer in [min, max]; the problem names the setting, the bounds and what was found. */
  integer(name: string, fallback: number, min: number, max: number): number {
    const text = this.text(name);
    if (text === null) return fallback;
    const value = Number(text);
    if (Number.isInteger(value) && value >= min && value <= max) return value;
    this.problems.push(`${name} must be a whole number from ${min} to ${max}, but is "${text}"`);
    return fallback;
  }

  choice<T extends string>(name: string, allowed: readonly T[], fallback: T): T {
    const text = this.text(name);
    if (text === null) return fallback;
    const found = allowed.find((one) => one === text);
    if (found !== undefined) return found;
    this.problems.push(`${name} must be one of ${allowed.join(', ')}, but is "${text}"`);
    return fallback;
  }

  /** A URL with one of the protocols; its value is never repeated because it may carry a password. */
  url(name: string, protocols: readonly string[]): string | null {
    const text = this.text(name);
    if (text === null) return null;
    const protocol = URL.canParse(text) ? new URL(text).protocol : null;
    if (protocol !== null && protocols.includes(protocol)) return text;
    this.problems.push(
      `${name} must be a URL that begins with ${protocols.map((p) => `${p}//`).join(' or ')}`,
    );
    return null;
  }

  /** Addresses and networks (CIDR), separated by commas. */
  networks(name: string): readonly string[] {
    const parts = (this.text(name) ?? '').split(',').map((part) => part.trim());
    const given = parts.filter((part) => part !== '');
    const wrong = given.find(
      (part) => !/^[0-9a-f.:]+(?:\/\d{1,3})?$/i.test(part) || isIP(part.split('/')[0] ?? '') === 0,
    );
    if (wrong === undefined) return given;
    this.problems.push(`${name} must be addresses or networks separated by commas, but has "${wrong}"`);
    return [];
  }
}
