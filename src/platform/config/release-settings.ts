/** What the configuration says of releases and packs; injected, so that no feature reads the environment. */
export class ReleaseSettings {
  constructor(
    /** Life of a pack for hand-held devices in seconds. */
    readonly packTtl: number,
  ) {}
}
