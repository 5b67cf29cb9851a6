/** Acknowledged calls over one Socket.IO namespace; a refusal or a silence becomes a `CallError`. */
import { io, type Socket } from "socket.io-client";
import type { Ack } from "./wire.js";

/** `code` is the server's, or `timeout` / `offline` when no answer came: then the call may be repeated. */
export class CallError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = "CallError";
  }

  get unanswered(): boolean {
    return this.code === "timeout" || this.code === "offline";
  }
}

export type LinkState = "connecting" | "online" | "offline" | "refused";

export interface LinkOptions {
  namespace: "/visitor" | "/agent";
  /** Asked anew at each connection. */
  token: () => string;
  /** Told at each change; `refused` means that the server did not accept the token. */
  onState: (state: LinkState, reason?: string) => void;
  timeoutMs?: number;
}

export class Link {
  private readonly socket: Socket;
  private readonly timeoutMs: number;

  constructor(options: LinkOptions) {
    this.timeoutMs = options.timeoutMs ?? 8000;
    this.socket = io(options.namespace, {
      autoConnect: false,
      transports: ["websocket", "polling"],
      tryAllTransports: true,
      reconnectionDelay: 500,
      reconnectionDelayMax: 8000,
      timeout: 8000,
      auth: (send) => send({ token: options.token() }),
    });
    this.socket.on("connect", () => options.onState("online"));
    this.socket.on("disconnect", (reason) => {
      options.onState("offline", reason);
      // The server's own goodbye is final for socket.io-client; a desk that restarts says it too.
      if (reason === "io server disconnect") this.socket.connect();
    });
    this.socket.on("connect_error", (error) =>
      options.onState(this.socket.active ? "offline" : "refused", error.message),
    );
  }

  get online(): boolean {
    return this.socket.connected;
  }

  connect(): void {
    this.socket.connect();
  }

  /** Try now instead of after the back-off: the network came back, or the page became visible. */
  hurry(): void {
    if (!this.socket.connected) this.socket.disconnect().connect();
  }

  close(): void {
    this.socket.disconnect();
  }

  on<T>(event: string, listener: (data: T) => void): void {
    this.socket.on(event, listener as (...args: unknown[]) => void);
  }

  /** Best effort and unanswered: typing, nothing else. */
  emit(event: string, data: object): void {
    if (this.socket.connected) this.socket.emit(event, data);
  }

  async call<T>(event: string, data: object = {}): Promise<T> {
    if (!this.socket.connected) throw new CallError("offline", event);
    let ack: Ack<T>;
    try {
      ack = (await this.socket.timeout(this.timeoutMs).emitWithAck(event, data)) as Ack<T>;
    } catch {
      throw new CallError("timeout", event);
    }
    if (!ack.ok) throw new CallError(ack.error.code, ack.error.message);
    return ack;
  }
}
