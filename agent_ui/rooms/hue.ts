/** One of a few calm hues, always the same for one id. */
const HUES = 6;

export function hueOf(id: string): number {
  let sum = 0;
  for (const char of id) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 997;
  return sum % HUES;
}
