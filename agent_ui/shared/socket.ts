/**
 * Acknowledged calls over one Socket.IO namespace; a refusal or a silence becomes a `CallError`. A client of our
 * own in a few hundred lines, because the stock one alone is half of the widget's byte budget.
 */
import type { Carrier, Ears } from "./socketio/carrier.js";
import { carry } from "./socketio/carriers.js";
import { connectPacket, eventPacket, PONG, readPacket, type Packet } from "./socketio/packets.js";
import type { Ack } from "./wire.js";

/** The desk's own trouble, which says nothing about who asked for what. */
const IN_TROUBLE: readonly string[] = ["rate_limited", "unavailable", "internal"];

/** `code` is the server's, or `timeout` / `offline` when no answer came. */
export class CallError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = "CallError";
  }

  /** Nothing was said about the call itself: the same one may be made again. */
  get unanswered(): boolean {
    return ["timeout", "offline", ...IN_TROUBLE].includes(this.code);
  }
}

export type LinkState = "connecting" | "online" | "offline" | "refused";

export interface LinkOptions {
  namespace: "/visitor" | "/agent";
  /** Asked anew at each connection. */
  token: () => string;
  /** Said with the token. */
  also?: object;
  /** Told at each change; `refused` means that the server would not let us in, for the reason given. */
  onState: (state: LinkState, reason?: string) => void;
  timeoutMs?: number;
  /** How long a call waits for the first admission. */
  entryMs?: number;
  /** How packets travel; other than in tests: over a WebSocket, or by long polling. */
  carry?: (polling: boolean, ears: Ears) => Carrier;
}

interface Waiting {
  resolve: (ack: unknown) => void;
  reject: (error: CallError) => void;
}

const PATIENCE_MS = 8000;
const ENTRY_MS = 5000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 8000;

export class Link {
  private carrier: Carrier | null = null;
  private admitted = false;
  /** What was called before the first admission; empty once there was one. */
  private entering: Waiting[] | null = [];
  private failures = 0;
  private silenceMs = PATIENCE_MS;
  private calls = 0;
  private readonly waiting = new Map<number, Waiting>();
  private readonly listeners = new Map<string, ((data: never) => void)[]>();
  private redialTimer?: ReturnType<typeof setTimeout>;
  private silenceTimer?: ReturnType<typeof setTimeout>;

  constructor(private readonly options: LinkOptions) {}

  get online(): boolean {
    return this.admitted;
  }

  connect(): void {
    if (this.carrier) return;
    clearTimeout(this.redialTimer);
    this.options.onState("connecting");
    this.silenceMs = PATIENCE_MS;
    // What fails twice may be a wall against WebSockets: every third try goes round it.
    const carrier = (this.options.carry ?? carry)(this.failures % 3 === 2, {
      packet: (text) => {
        if (this.carrier === carrier) this.heard(readPacket(text, this.options.namespace));
      },
      closed: () => {
        if (this.carrier === carrier) this.lost();
      },
    });
    this.carrier = carrier;
    this.watch();
  }

  /** Try now instead of after the pause: the network came back, or the page became visible. */
  hurry(): void {
    if (!this.admitted) this.redial();
  }

  /** Leave and come in again, with the token of now. */
  redial(): void {
    this.failures = 0;
    this.drop("redial");
    this.connect();
  }

  close(): void {
    this.drop("closed");
  }

  on<T>(event: string, listener: (data: T) => void): void {
    this.listeners.set(event, [...(this.listeners.get(event) ?? []), listener]);
  }

  /** Best effort and unanswered: typing, nothing else. */
  emit(event: string, data: object): void {
    if (this.admitted) this.carrier?.send(eventPacket(this.options.namespace, event, data));
  }

  /** A call that comes while the page is still being let in waits for that; later it is refused at once. */
  async call<T>(event: string, data: object = {}): Promise<T> {
    if (this.entering && this.carrier) await this.entry(this.entering, event);
    const { carrier } = this;
    if (!this.admitted || !carrier) throw new CallError("offline", event);
    const id = this.calls++;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const answer = new Promise<unknown>((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      timer = setTimeout(
        () => reject(new CallError("timeout", event)),
        this.options.timeoutMs ?? PATIENCE_MS,
      );
    });
    carrier.send(eventPacket(this.options.namespace, event, data, id));
    try {
      const ack = (await answer) as Ack<T>;
      if (!ack.ok) throw new CallError(ack.error.code, ack.error.message);
      return ack;
    } finally {
      clearTimeout(timer);
      this.waiting.delete(id);
    }
  }

  private async entry(entering: Waiting[], event: string): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      await new Promise<unknown>((resolve, reject) => {
        entering.push({ resolve, reject });
        timer = setTimeout(() => reject(new CallError("offline", event)), this.options.entryMs ?? ENTRY_MS);
      });
    } finally {
      clearTimeout(timer);
    }
  }

  private heard(packet: Packet): void {
    this.watch();
    switch (packet.type) {
      case "open":
        this.silenceMs = packet.silenceMs;
        this.carrier?.send(
          connectPacket(this.options.namespace, { token: this.options.token(), ...this.options.also }),
        );
        break;
      case "ping":
        this.carrier?.send(PONG);
        break;
      case "admitted":
        this.admitted = true;
        this.failures = 0;
        this.options.onState("online");
        for (const { resolve } of this.entering ?? []) resolve(null);
        this.entering = null;
        break;
      case "refused":
        if (IN_TROUBLE.includes(packet.code)) {
          this.lost();
          break;
        }
        this.drop(packet.code);
        this.options.onState("refused", packet.code);
        break;
      case "event":
        for (const listener of this.listeners.get(packet.name) ?? []) listener(packet.data as never);
        break;
      case "ack":
        this.waiting.get(packet.id)?.resolve(packet.data);
        break;
      case "goodbye":
        this.lost();
    }
  }

  /** A connection that is silent for longer than its pings allow is dead, whatever the browser thinks. */
  private watch(): void {
    clearTimeout(this.silenceTimer);
    this.silenceTimer = setTimeout(() => this.lost(), this.silenceMs);
  }

  private lost(): void {
    this.drop("lost");
    this.options.onState("offline");
    const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.failures++);
    this.redialTimer = setTimeout(() => this.connect(), pause * (0.75 + Math.random() / 2));
  }

  private drop(why: string): void {
    clearTimeout(this.redialTimer);
    clearTimeout(this.silenceTimer);
    this.carrier?.close();
    this.carrier = null;
    this.admitted = false;
    const failed = new CallError("offline", why);
    for (const { reject } of [...this.waiting.values(), ...(this.entering?.splice(0) ?? [])]) reject(failed);
    this.waiting.clear();
  }
}
