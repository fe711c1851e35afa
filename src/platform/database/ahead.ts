/**
 * Something asked for before it is known whether it will be needed: when nobody comes to wait for it, its failure is
 * nobody's. Whoever does wait gets it as ever.
 */
export function ahead<T>(asked: Promise<T>): Promise<T> {
  asked.catch(() => undefined);
  return asked;
}
