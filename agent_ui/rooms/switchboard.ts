/**
 * One connection for all tabs of a person's page: the tab that leads holds it, and carries for the others. When it
 * closes, each of them dials again and goes on from where it stood, at whoever leads then.
 */
import type { Carrier, Ears } from "../shared/socketio/carrier.js";
import { carry as dial } from "../shared/socketio/carriers.js";
import { Hub } from "./hub.js";
import type { Leader } from "./leader.js";

/** What tabs say to each other. */
export type Said =
  | { type: "dial"; from: string; key: string; polling: boolean }
  | { type: "send"; from: string; packet: string }
  | { type: "leave"; from: string }
  | { type: "here"; to: string }
  | { type: "packet"; to: string; packet: string }
  | { type: "closed"; to: string }
  /** Another tab leads now, or the one that led goes. */
  | { type: "over" };

export interface Channel {
  postMessage(said: Said): void;
  onmessage: ((event: MessageEvent<Said>) => void) | null;
}

/** A leader that says nothing for so long is none: this tab then has a connection of its own. */
const PATIENCE_MS = 1500;

/** How a page's packets travel; the key tells apart who is connected. */
export type Carry = (key: string, polling: boolean, ears: Ears) => Carrier;

interface Line {
  ears: Ears;
  /** The tab that leads has answered, or the line is over. */
  heard: () => void;
  /** Where nobody answered. */
  own: Carrier | null;
}

export class Switchboard {
  private readonly hub: Hub;
  /** Our own lines to the tab that leads. */
  private readonly lines = new Map<string, Line>();

  constructor(
    private readonly channel: Channel,
    private readonly leader: Pick<Leader, "leads" | "settled" | "onLead">,
    private readonly carry: (polling: boolean, ears: Ears) => Carrier = dial,
    private readonly patienceMs = PATIENCE_MS,
  ) {
    this.hub = new Hub(carry);
    channel.onmessage = ({ data }) => this.hear(data);
    leader.onLead(() => {
      channel.postMessage({ type: "over" });
      this.over();
    });
  }

  readonly line: Carry = (key, polling, ears) => {
    let carrier: Carrier | null = null;
    let closed = false;
    void this.leader.settled.then(() => {
      if (!closed)
        carrier = this.leader.leads ? this.hub.join(key, polling, ears) : this.toLeader(key, polling, ears);
    });
    return {
      send: (packet) => carrier?.send(packet),
      close: () => {
        closed = true;
        carrier?.close();
      },
    };
  };

  /** This tab goes: who was carried by it need not find out by themselves. */
  leave(): void {
    if (this.leader.leads) this.channel.postMessage({ type: "over" });
    for (const id of this.lines.keys()) this.channel.postMessage({ type: "leave", from: id });
  }

  private toLeader(key: string, polling: boolean, ears: Ears): Carrier {
    const id = crypto.randomUUID();
    const line: Line = { ears, heard: () => clearTimeout(timer), own: null };
    const timer = setTimeout(() => {
      line.own = this.carry(polling, ears);
    }, this.patienceMs);
    this.lines.set(id, line);
    this.channel.postMessage({ type: "dial", from: id, key, polling });
    return {
      send: (packet) =>
        line.own ? line.own.send(packet) : this.channel.postMessage({ type: "send", from: id, packet }),
      close: () => {
        line.heard();
        line.own?.close();
        if (this.lines.delete(id) && !line.own) this.channel.postMessage({ type: "leave", from: id });
      },
    };
  }

  private hear(said: Said): void {
    switch (said.type) {
      case "dial":
        if (this.leader.leads) this.admit(said);
        return;
      case "send":
        this.hub.sent(said.from, said.packet);
        return;
      case "leave":
        this.hub.left(said.from);
        return;
      case "here":
        this.lines.get(said.to)?.heard();
        return;
      case "packet":
        this.lines.get(said.to)?.ears.packet(said.packet);
        return;
      case "closed":
        this.end(said.to);
        return;
      case "over":
        this.over();
    }
  }

  private admit({ from, key, polling }: Extract<Said, { type: "dial" }>): void {
    this.channel.postMessage({ type: "here", to: from });
    this.hub.join(
      key,
      polling,
      {
        packet: (packet) => this.channel.postMessage({ type: "packet", to: from, packet }),
        closed: () => this.channel.postMessage({ type: "closed", to: from }),
      },
      from,
    );
  }

  private over(): void {
    for (const id of [...this.lines.keys()]) this.end(id);
  }

  private end(id: string): void {
    const line = this.lines.get(id);
    if (!this.lines.delete(id)) return;
    line?.heard();
    line?.own?.close();
    line?.ears.closed();
  }
}
