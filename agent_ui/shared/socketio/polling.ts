/** Packets over long polling: a request that waits for what comes, and one for each burst that goes. */
import { ENDPOINT, type Carrier, type Ears } from "./carrier.js";
import { GOODBYE, SEPARATOR } from "./packets.js";

export function overPolling(ears: Ears): Carrier {
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
