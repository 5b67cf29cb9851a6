/** Calls over HTTP; the path is that after `/visitor/`. */
import type { Lang } from "../shared/wire.js";
import type { Session } from "./models/ports.js";

export async function http<T>(path: string, how: RequestInit): Promise<T> {
  const answer = await fetch(`/api/v1/visitor/${path}`, how);
  const told = (await answer.json()) as T & { code?: string };
  if (!answer.ok) throw new Error(told.code);
  return told;
}

export function newSession(locale: Lang, identity: object | undefined, intake: unknown): Promise<Session> {
  return http("session", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ locale, ...identity, intake }),
  });
}

/** What was refused, by the server's own word for it. */
export function codeOf(error: unknown): string {
  const { name, message } = error as Error;
  return name === "Error" ? message : name === "TypeError" ? "offline" : "invalid";
}
