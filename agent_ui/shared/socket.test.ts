import { afterEach, expect, it, vi } from "vitest";
import { CallError, Link, type LinkState } from "./socket.js";
import type { Carrier, Ears } from "./socketio/carrier.js";

/** The other end of one connection. */
class Wire implements Carrier {
  readonly sent: string[] = [];
  open = true;

  constructor(
    readonly polling: boolean,
    private readonly ears: Ears,
  ) {}

  send(packet: string): void {
    this.sent.push(packet);
  }

  close(): void {
    this.open = false;
  }

  says(packet: string): void {
    this.ears.packet(packet);
  }

  breaks(): void {
    this.ears.closed();
  }

  admits(): void {
    this.says('0{"sid":"s","pingInterval":25000,"pingTimeout":20000}');
    this.says('40/visitor,{"sid":"n"}');
  }
}

const links: Link[] = [];
afterEach(() => {
  for (const link of links.splice(0)) link.close();
});

function dial(
  timeoutMs = 5000,
  entryMs = 5000,
): { link: Link; wires: Wire[]; states: string[]; wire: () => Wire } {
  const wires: Wire[] = [];
  const states: string[] = [];
  const onState = (state: LinkState, reason?: string): void => {
    states.push(reason ? `${state}: ${reason}` : state);
  };
  const carry = (polling: boolean, ears: Ears): Wire => {
    const wire = new Wire(polling, ears);
    wires.push(wire);
    return wire;
  };
  const link = new Link({
    namespace: "/visitor",
    token: () => `t${wires.length}`,
    onState,
    timeoutMs,
    entryMs,
    carry,
  });
  links.push(link);
  link.connect();
  const wire = (): Wire => {
    const last = wires[wires.length - 1];
    if (!last) throw new Error("Nothing was dialled.");
    return last;
  };
  return { link, wires, states, wire };
}

const soon = (fact: () => void): Promise<void> => vi.waitFor(fact, { timeout: 10_000, interval: 10 });
const codeOf = async (call: Promise<unknown>): Promise<string> => {
  const error: unknown = await call.catch((reason: unknown) => reason);
  return error instanceof CallError ? error.code : "no error";
};

it("shows its token once the connection is open, and is online when the server lets it in", () => {
  const { link, states, wire } = dial();
  wire().says('0{"sid":"s","pingInterval":25000,"pingTimeout":20000}');
  expect(wire().sent).toEqual(['40/visitor,{"token":"t1"}']);
  expect(link.online).toBe(false);
  wire().says('40/visitor,{"sid":"n"}');
  expect(link.online).toBe(true);
  expect(states).toEqual(["connecting", "online"]);
});

it("answers a ping", () => {
  const { wire } = dial();
  wire().admits();
  wire().says("2");
  expect(wire().sent.at(-1)).toBe("3");
});

it("gives each call its own answer, whichever comes first", async () => {
  const { link, wire } = dial();
  wire().admits();
  const first = link.call("queue.list");
  const second = link.call("conversation.open", { after: 3 });
  expect(wire().sent.slice(-2)).toEqual([
    '42/visitor,0["queue.list",{}]',
    '42/visitor,1["conversation.open",{"after":3}]',
  ]);
  wire().says('43/visitor,1[{"ok":true,"head_seq":3}]');
  wire().says('43/visitor,0[{"ok":false,"error":{"code":"forbidden","message":"no"}}]');
  expect(await second).toMatchObject({ head_seq: 3 });
  expect(await codeOf(first)).toBe("forbidden");
});

it("tells a listener what comes, and another namespace's events to nobody", () => {
  const { link, wire } = dial();
  const heard: unknown[] = [];
  link.on("head", (data) => heard.push(data));
  wire().admits();
  wire().says('42/visitor,["head",{"seq":2}]');
  wire().says('42/agent,["head",{"seq":9}]');
  expect(heard).toEqual([{ seq: 2 }]);
});

it("does not wait for ever", async () => {
  const { link, wire } = dial(20);
  wire().admits();
  expect(await codeOf(link.call("message.send"))).toBe("timeout");
});

it("keeps what is called before the first admission, and calls it in order then", async () => {
  const { link, wire } = dial();
  const first = link.call("availability.set", { availability: "online" });
  const second = link.call("queue.list");
  wire().says('0{"sid":"s","pingInterval":25000,"pingTimeout":20000}');
  expect(wire().sent).toEqual(['40/visitor,{"token":"t1"}']);
  wire().says('40/visitor,{"sid":"n"}');
  await soon(() => expect(wire().sent).toHaveLength(3));
  expect(wire().sent.slice(1)).toEqual([
    '42/visitor,0["availability.set",{"availability":"online"}]',
    '42/visitor,1["queue.list",{}]',
  ]);
  wire().says('43/visitor,0[{"ok":true,"agent":1}]');
  wire().says('43/visitor,1[{"ok":true,"conversations":[]}]');
  expect(await first).toMatchObject({ agent: 1 });
  expect(await second).toMatchObject({ conversations: [] });
});

it("waits for the first admission only so long, and not at all when the connection breaks", async () => {
  const short = dial(5000, 20);
  expect(await codeOf(short.link.call("queue.list"))).toBe("offline");
  const broken = dial();
  const call = broken.link.call("queue.list");
  broken.wire().breaks();
  expect(await codeOf(call)).toBe("offline");
  expect(broken.wire().sent).toEqual([]);
});

it("fails open calls at once when the connection breaks, and dials again", async () => {
  const { link, wires, states, wire } = dial();
  wire().admits();
  const call = link.call("message.send");
  wire().breaks();
  expect(await codeOf(call)).toBe("offline");
  expect(await codeOf(link.call("message.send"))).toBe("offline");
  await soon(() => expect(wires).toHaveLength(2));
  wire().admits();
  expect(states).toEqual(["connecting", "online", "offline", "connecting", "online"]);
});

it("goes round a wall against WebSockets by long polling", async () => {
  const { wires, wire } = dial();
  wire().breaks();
  await soon(() => expect(wires).toHaveLength(2));
  wire().breaks();
  await soon(() => expect(wires).toHaveLength(3));
  expect(wires.map(({ polling }) => polling)).toEqual([false, false, true]);
});

it("says why it was refused, and waits for its owner to try again", () => {
  const { link, wires, states, wire } = dial();
  wire().says('44/visitor,{"message":"Please log in.","data":{"code":"unauthenticated"}}');
  expect(states).toEqual(["connecting", "refused: unauthenticated"]);
  expect(wires[0]?.open).toBe(false);
  link.connect();
  wire().admits();
  expect(link.online).toBe(true);
});

it("comes again by itself to a desk that is in trouble", async () => {
  const { link, wires, states, wire } = dial();
  for (const [times, code] of ["unavailable", "internal", "rate_limited"].entries()) {
    wire().says(`44/visitor,{"message":"Later.","data":{"code":"${code}"}}`);
    expect(states.at(-1)).toBe("offline");
    await soon(() => expect(wires).toHaveLength(times + 2));
  }
  wire().admits();
  expect(link.online).toBe(true);
});

it("takes a connection that is silent for too long for a dead one", async () => {
  const { states, wire } = dial();
  wire().says('0{"sid":"s","pingInterval":10,"pingTimeout":10}');
  wire().says('40/visitor,{"sid":"n"}');
  await soon(() => expect(states).toContain("offline"));
});

it("hears nothing more from a connection that it gave up", () => {
  const { link, wires, states, wire } = dial();
  const [old] = wires;
  link.redial();
  old?.admits();
  old?.breaks();
  wire().admits();
  expect(states).toEqual(["connecting", "connecting", "online"]);
});
