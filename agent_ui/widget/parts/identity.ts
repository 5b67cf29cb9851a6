/** What an identity of the host site tells of its customer; the desk alone judges whether that is true. */
type Claims = Partial<Record<"sub" | "name" | "email", unknown>>;

/** The claims of a JWT; it throws where there are none. */
function claimsOf(identity: string): Claims {
  const claims = identity.split(".")[1] ?? "";
  return JSON.parse(atob(claims.replace(/-/g, "+").replace(/_/g, "/"))) as Claims;
}

/** Whom it names, without its times. */
export function subjectOf(identity: string): string {
  const { sub, name, email } = claimsOf(identity);
  return JSON.stringify([sub, name, email]);
}

/** Which of the fields that are asked before the chat it answers. */
export function known(identity: string): Set<string> {
  try {
    const told = claimsOf(identity);
    return new Set((["name", "email"] as const).filter((name) => told[name]));
  } catch {
    return new Set();
  }
}
