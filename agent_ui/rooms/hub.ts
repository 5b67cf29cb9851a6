/** Many lines over one connection: everybody hears the events, each hears the answers to its own calls. */
import type { Carrier, Ears } from "../shared/socketio/carrier.js";
import { PONG, readPacket } from "../shared/socketio/packets.js";

type Dial = (polling: boolean, ears: Ears) => Carrier;

interface Member {
  ears: Ears;
  trunk: Trunk;
}

const CALL = /^42(\/[^,]*,)(\d*)(\[.*)$/s;
const ANSWER = /^43(\/[^,]*,)(\d+)(\[.*)$/s;

/** One connection, and whose calls are under way on it. */
class Trunk {
  readonly members = new Set<string>();
  carrier!: Carrier;
  /** The server's own words, for those who come later. */
  opened: string | null = null;
  admitted: string | null = null;
  asked = false;
  /** Silent for longer than its pings allow, it is dead, whatever the browser thinks. */
  goodUntil = Infinity;
  silenceMs = Infinity;
  calls = 0;
  readonly waiting = new Map<number, { member: string; id: string }>();
}

export class Hub {
  private readonly members = new Map<string, Member>();
  private readonly trunks = new Map<string, Trunk>();

  constructor(
    private readonly dial: Dial,
    private readonly now: () => number = Date.now,
  ) {}

  join(key: string, polling: boolean, ears: Ears, id: string = crypto.randomUUID()): Carrier {
    const known = this.trunks.get(key);
    if (known && this.now() > known.goodUntil) this.hangUp(known);
    const trunk = this.trunks.get(key) ?? this.open(key, polling);
    trunk.members.add(id);
    this.members.set(id, { ears, trunk });
    const { opened } = trunk;
    // Not before the caller holds the line on which to answer.
    if (opened) queueMicrotask(() => this.members.get(id)?.ears.packet(opened));
    return { send: (packet) => this.sent(id, packet), close: () => this.left(id) };
  }

  sent(id: string, packet: string): void {
    const trunk = this.members.get(id)?.trunk;
    if (!trunk) return;
    if (packet.startsWith("40")) this.enter(id, trunk, packet);
    const [, namespace, own, body] = CALL.exec(packet) ?? [];
    // Pongs are the hub's own to send.
    if (namespace === undefined || body === undefined) return;
    let number = "";
    if (own) {
      trunk.waiting.set(trunk.calls, { member: id, id: own });
      number = String(trunk.calls++);
    }
    trunk.carrier.send(`42${namespace}${number}${body}`);
  }

  /** The last one out closes the connection. */
  left(id: string): void {
    const trunk = this.members.get(id)?.trunk;
    this.members.delete(id);
    if (!trunk?.members.delete(id) || trunk.members.size > 0) return;
    this.forget(trunk);
    trunk.carrier.close();
  }

  private enter(id: string, trunk: Trunk, packet: string): void {
    if (trunk.admitted) this.members.get(id)?.ears.packet(trunk.admitted);
    else if (!trunk.asked) {
      trunk.asked = true;
      trunk.carrier.send(packet);
    }
  }

  private open(key: string, polling: boolean): Trunk {
    const trunk = new Trunk();
    this.trunks.set(key, trunk);
    trunk.carrier = this.dial(polling, {
      packet: (packet) => this.heard(trunk, packet),
      closed: () => this.closed(trunk),
    });
    return trunk;
  }

  private heard(trunk: Trunk, packet: string): void {
    if (packet.startsWith("0")) {
      trunk.opened = packet;
      const read = readPacket(packet, "");
      if (read.type === "open") trunk.silenceMs = read.silenceMs;
    }
    trunk.goodUntil = this.now() + trunk.silenceMs;
    if (packet.startsWith("2")) trunk.carrier.send(PONG);
    if (packet.startsWith("40")) trunk.admitted = packet;
    const [, namespace = "", number, body = ""] = ANSWER.exec(packet) ?? [];
    if (number !== undefined) {
      const call = trunk.waiting.get(Number(number));
      trunk.waiting.delete(Number(number));
      if (call) this.members.get(call.member)?.ears.packet(`43${namespace}${call.id}${body}`);
      return;
    }
    // Who is refused gives up by themselves, and may dial anew meanwhile.
    if (packet.startsWith("44")) this.forget(trunk);
    for (const id of [...trunk.members]) this.members.get(id)?.ears.packet(packet);
  }

  private hangUp(trunk: Trunk): void {
    trunk.carrier.close();
    this.closed(trunk);
  }

  private closed(trunk: Trunk): void {
    this.forget(trunk);
    for (const id of [...trunk.members]) {
      const ears = this.members.get(id)?.ears;
      this.members.delete(id);
      ears?.closed();
    }
  }

  private forget(trunk: Trunk): void {
    for (const [key, one] of this.trunks) if (one === trunk) this.trunks.delete(key);
  }
}
