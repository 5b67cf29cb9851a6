/** An invitation, as the link carries it: for whom it is can be read, whether it is good only the desk knows. */
export interface Invite {
  token: string;
  email: string;
  name: string;
}

export function inviteOf(hash: string): Invite | null {
  const token = /^#invite=([\w.-]+)$/.exec(hash)?.[1];
  if (!token) return null;
  const claims = claimsOf(token);
  const text = (name: string): string => (typeof claims[name] === "string" ? claims[name] : "");
  return { token, email: text("email"), name: text("name") };
}

function claimsOf(token: string): Record<string, unknown> {
  try {
    const part = (token.split(".")[1] ?? "").replace(/-/g, "+").replace(/_/g, "/");
    const bytes = Uint8Array.from(atob(part), (letter) => letter.charCodeAt(0));
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof claims === "object" && claims !== null ? (claims as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
