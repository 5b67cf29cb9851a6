/** What is amiss about a password that is being chosen. */
export const LEAST_CHARS = 10;

export type Problem = "short" | "differs";

export function problemOf(password: string, again: string): Problem | null {
  if (password.length < LEAST_CHARS) return "short";
  return password === again ? null : "differs";
}
