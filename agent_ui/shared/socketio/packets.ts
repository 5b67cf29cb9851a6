/** The part of Engine.IO 4 and Socket.IO 5 that we speak, as text: no binary, one namespace. */
export type Packet =
  | { type: "open"; sid: string; silenceMs: number }
  | { type: "ping" }
  | { type: "admitted" }
  | { type: "refused"; code: string }
  | { type: "event"; name: string; data: unknown }
  | { type: "ack"; id: number; data: unknown }
  | { type: "goodbye" }
  | { type: "other" };

export const PONG = "3";
export const GOODBYE = "1";

/** Several packets in one body of long polling. */
export const SEPARATOR = "\u001e";

export function connectPacket(namespace: string, auth: object): string {
  return `40${namespace},${JSON.stringify(auth)}`;
}

export function eventPacket(namespace: string, name: string, data: object, id?: number): string {
  return `42${namespace},${id ?? ""}${JSON.stringify([name, data])}`;
}

/** Anything that is not understood is `other`, and means nothing. */
export function readPacket(text: string, namespace: string): Packet {
  try {
    if (text.startsWith("0")) return readOpen(JSON.parse(text.slice(1)) as Handshake);
    if (text.startsWith("1")) return { type: "goodbye" };
    if (text.startsWith("2")) return { type: "ping" };
    const [, kind, of, id, body] = /^4([0-4])(?:(\/[^,]*),)?(\d*)(.*)$/s.exec(text) ?? [];
    if (of !== namespace) return { type: "other" };
    return readMessage(kind, Number(id), body ? (JSON.parse(body) as unknown) : undefined);
  } catch {
    return { type: "other" };
  }
}

interface Handshake {
  sid: string;
  pingInterval: number;
  pingTimeout: number;
}

function readOpen({ sid, pingInterval, pingTimeout }: Handshake): Packet {
  return { type: "open", sid, silenceMs: pingInterval + pingTimeout };
}

function readMessage(kind: string | undefined, id: number, body: unknown): Packet {
  if (kind === "0") return { type: "admitted" };
  if (kind === "1") return { type: "goodbye" };
  if (kind === "4") {
    const { message, data } = body as { message?: string; data?: { code?: string } };
    return { type: "refused", code: data?.code ?? message ?? "refused" };
  }
  if (!Array.isArray(body)) return { type: "other" };
  const [first, second] = body as unknown[];
  if (kind === "3") return { type: "ack", id, data: first };
  return { type: "event", name: String(first), data: second };
}
