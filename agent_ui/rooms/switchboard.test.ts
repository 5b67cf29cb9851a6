import { describe, expect, it, vi } from "vitest";
import type { Carrier, Ears } from "../shared/socketio/carrier.js";
import { Hub } from "./hub.js";
import { Switchboard, type Channel, type Said } from "./switchboard.js";

const OPEN = '0{"sid":"s","pingInterval":25000,"pingTimeout":20000}';

/** The other end of one connection. */
class Wire implements Carrier {
  readonly sent: string[] = [];
  open = true;

  constructor(readonly ears: Ears) {}

  send(packet: string): void {
    this.sent.push(packet);
  }

  close(): void {
    this.open = false;
  }
}

/** Everything that a tab hears on its line. */
class Tab implements Ears {
  readonly heard: string[] = [];
  over = 0;
  readonly packet = (text: string): void => void this.heard.push(text);
  readonly closed = (): void => void (this.over += 1);
}

function dialling(): { wires: Wire[]; dial: (polling: boolean, ears: Ears) => Carrier } {
  const wires: Wire[] = [];
  const dial = (_: boolean, ears: Ears): Wire => {
    const wire = new Wire(ears);
    wires.push(wire);
    return wire;
  };
  return { wires, dial };
}

const soon = (fact: () => void): Promise<void> => vi.waitFor(fact, { timeout: 5000, interval: 5 });

describe("a hub", () => {
  it("lets in by one connection all that come with the same key", async () => {
    const { wires, dial } = dialling();
    const hub = new Hub(dial);
    const [a, b] = [new Tab(), new Tab()];
    const first = hub.join("ana", false, a);
    wires[0]?.ears.packet(OPEN);
    first.send('40/agent,{"token":"ana"}');
    wires[0]?.ears.packet('40/agent,{"sid":"n"}');
    const second = hub.join("ana", false, b);
    await soon(() => expect(b.heard).toEqual([OPEN]));
    second.send('40/agent,{"token":"ana"}');
    expect(b.heard).toEqual([OPEN, '40/agent,{"sid":"n"}']);
    hub.join("reza", false, new Tab());
    expect(wires.map(({ sent }) => sent)).toEqual([['40/agent,{"token":"ana"}'], []]);
  });

  it("gives each its own answers and everybody the events", () => {
    const { wires, dial } = dialling();
    const hub = new Hub(dial);
    const [a, b] = [new Tab(), new Tab()];
    const [first, second] = [hub.join("k", false, a), hub.join("k", false, b)];
    first.send('42/agent,0["queue.list",{}]');
    second.send('42/agent,0["offer.list",{}]');
    second.send('42/agent,["typing",{}]');
    expect(wires[0]?.sent).toEqual([
      '42/agent,0["queue.list",{}]',
      '42/agent,1["offer.list",{}]',
      '42/agent,["typing",{}]',
    ]);
    wires[0]?.ears.packet('43/agent,1[{"ok":true}]');
    wires[0]?.ears.packet('42/agent,["head",{}]');
    expect(a.heard).toEqual(['42/agent,["head",{}]']);
    expect(b.heard).toEqual(['43/agent,0[{"ok":true}]', '42/agent,["head",{}]']);
  });

  it("answers pings once, whoever answers them too", () => {
    const { wires, dial } = dialling();
    const hub = new Hub(dial);
    const [a, b] = [new Tab(), new Tab()];
    for (const line of [hub.join("k", false, a), hub.join("k", false, b)]) line.send("3");
    wires[0]?.ears.packet("2");
    expect([wires[0]?.sent, a.heard, b.heard]).toEqual([["3"], ["2"], ["2"]]);
  });

  it("hangs up with the last one, and tells all when it breaks", () => {
    const { wires, dial } = dialling();
    const hub = new Hub(dial);
    const [a, b] = [new Tab(), new Tab()];
    const [first, second] = [hub.join("k", false, a), hub.join("k", false, b)];
    first.close();
    expect(wires[0]?.open).toBe(true);
    second.close();
    expect(wires[0]?.open).toBe(false);
    hub.join("k", false, a);
    hub.join("k", false, b);
    wires[1]?.ears.closed();
    expect([a.over, b.over]).toEqual([1, 1]);
    hub.join("k", false, a);
    expect(wires).toHaveLength(3);
  });

  it("lets nobody join a connection that is silent for too long", () => {
    const { wires, dial } = dialling();
    let now = 0;
    const hub = new Hub(dial, () => now);
    const a = new Tab();
    hub.join("k", false, a);
    wires[0]?.ears.packet(OPEN);
    now = 45_001;
    hub.join("k", false, new Tab());
    expect([wires[0]?.open, a.over, wires.length]).toEqual([false, 1, 2]);
  });
});

/** Tabs on one channel; the first one leads. */
function tabs(count: number, patienceMs = 5000) {
  const { wires, dial } = dialling();
  const channels: Channel[] = [];
  const made = Array.from({ length: count }, (_, index) => {
    const leader = {
      leads: index === 0,
      settled: Promise.resolve(),
      listeners: [] as (() => void)[],
      onLead(listener: () => void): void {
        this.listeners.push(listener);
      },
      take(): void {
        this.leads = true;
        for (const listener of this.listeners) listener();
      },
    };
    const channel: Channel = {
      onmessage: null,
      postMessage: (said: Said): void => {
        for (const other of channels)
          if (other !== channel)
            queueMicrotask(() => other.onmessage?.({ data: said } as MessageEvent<Said>));
      },
    };
    channels.push(channel);
    return { leader, channel, board: new Switchboard(channel, leader, dial, patienceMs), tab: new Tab() };
  });
  return { wires, made, channels };
}

describe("a switchboard", () => {
  it("carries for the other tabs over the connection of the one that leads", async () => {
    const { wires, made } = tabs(3);
    const lines = made.map(({ board, tab }) => board.line("k", false, tab));
    await soon(() => expect(wires).toHaveLength(1));
    wires[0]?.ears.packet(OPEN);
    await soon(() => expect(made.map(({ tab }) => tab.heard)).toEqual([[OPEN], [OPEN], [OPEN]]));
    lines[2]?.send('42/agent,7["queue.list",{}]');
    await soon(() => expect(wires[0]?.sent).toEqual(['42/agent,0["queue.list",{}]']));
    wires[0]?.ears.packet("43/agent,0[1]");
    await soon(() => expect(made[2]?.tab.heard.at(-1)).toBe("43/agent,7[1]"));
    expect(wires).toHaveLength(1);
  });

  it("sends the others to whoever leads next", async () => {
    const { wires, made, channels } = tabs(3);
    for (const { board, tab } of made) board.line("k", false, tab);
    await soon(() => expect(wires).toHaveLength(1));
    wires[0]?.ears.packet(OPEN);
    await soon(() => expect(made[2]?.tab.heard).toEqual([OPEN]));
    channels.shift();
    made[1]?.leader.take();
    await soon(() => expect(made.slice(1).map(({ tab }) => tab.over)).toEqual([1, 1]));
    for (const { board, tab } of made.slice(1)) board.line("k", false, tab);
    await soon(() => expect(wires).toHaveLength(2));
    wires[1]?.ears.packet(OPEN);
    await soon(() => expect(made[2]?.tab.heard).toEqual([OPEN, OPEN]));
  });

  it("has a connection of its own where nobody answers, until somebody leads", async () => {
    const { wires, made, channels } = tabs(2, 10);
    channels.shift();
    const line = made[1]?.board.line("k", false, made[1].tab);
    await soon(() => expect(wires).toHaveLength(1));
    line?.send("x");
    expect(wires[0]?.sent).toEqual(["x"]);
    made[1]?.leader.take();
    expect([wires[0]?.open, made[1]?.tab.over]).toEqual([false, 1]);
  });
});
