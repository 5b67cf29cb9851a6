/** How packets travel: over a WebSocket, or by long polling where something on the way forbids those. */
import { GOODBYE, SEPARATOR } from "./packets.js";

export interface Carrier {
  send(packet: string): void;
  close(): void;
}

export interface Ears {
  packet: (text: string) => void;
  /** Once, also when it never opened. */
  closed: () => void;
}

const ENDPOINT = "/socket.io/?EIO=4&transport=";

export function carry(polling: boolean, ears: Ears): Carrier {
  return polling ? overPolling(ears) : overWebSocket(ears);
}

function overWebSocket(ears: Ears): Carrier {
  const url = new URL(`${ENDPOINT}websocket`, location.href);
  url.protocol = url.protocol.replace("http", "ws");
  const socket = new WebSocket(url);
  socket.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (typeof data === "string") ears.packet(data);
  };
  socket.onclose = () => ears.closed();
  return {
    send: (packet) => socket.send(packet),
    close: () => {
      socket.onmessage = socket.onclose = null;
      socket.close();
    },
  };
}

function overPolling(ears: Ears): Carrier {
  const abort = new AbortController();
  let url = `${ENDPOINT}polling`;
  let outgoing: string[] = [];
  let sending: Promise<void> | null = null;

  const ask = async (options: RequestInit = {}): Promise<string> => {
    const answer = await fetch(url, { cache: "no-store", signal: abort.signal, ...options });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.text();
  };
  const fail = (): void => {
    if (abort.signal.aborted) return;
    abort.abort();
    ears.closed();
  };
  const listen = async (): Promise<void> => {
    while (!abort.signal.aborted) {
      for (const packet of (await ask()).split(SEPARATOR)) {
        const sid = /^0.*"sid":"([^"]+)"/.exec(packet)?.[1];
        if (sid) url += `&sid=${encodeURIComponent(sid)}`;
        if (packet !== "6") ears.packet(packet);
      }
    }
  };
  const flush = async (): Promise<void> => {
    while (outgoing.length) {
      const body = outgoing.join(SEPARATOR);
      outgoing = [];
      await ask({ method: "POST", body, headers: { "content-type": "text/plain;charset=UTF-8" } });
    }
    sending = null;
  };
  listen().catch(fail);
  return {
    send: (packet) => {
      outgoing.push(packet);
      sending ??= flush().catch(fail);
    },
    close: () => {
      abort.abort();
      if (url.includes("sid="))
        fetch(url, { method: "POST", body: GOODBYE, keepalive: true }).catch(() => undefined);
    },
  };
}
