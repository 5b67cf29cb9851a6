import { expect, it } from "vitest";
import { connectPacket, eventPacket, readPacket } from "./packets.js";

it("writes what a server of Socket.IO 5 reads", () => {
  expect(connectPacket("/visitor", { token: "t" })).toBe('40/visitor,{"token":"t"}');
  expect(eventPacket("/visitor", "typing", { on: true })).toBe('42/visitor,["typing",{"on":true}]');
  expect(eventPacket("/agent", "queue.list", {}, 12)).toBe('42/agent,12["queue.list",{}]');
});

it.each([
  [
    '0{"sid":"a","upgrades":[],"pingInterval":25000,"pingTimeout":20000}',
    { type: "open", sid: "a", silenceMs: 45000 },
  ],
  ["2", { type: "ping" }],
  ["1", { type: "goodbye" }],
  ['40/visitor,{"sid":"b"}', { type: "admitted" }],
  ["41/visitor,", { type: "goodbye" }],
  [
    '44/visitor,{"message":"Please log in.","data":{"code":"unauthenticated"}}',
    { type: "refused", code: "unauthenticated" },
  ],
  ['44/visitor,{"message":"no"}', { type: "refused", code: "no" }],
  ['42/visitor,["head",{"seq":3}]', { type: "event", name: "head", data: { seq: 3 } }],
  ['43/visitor,7[{"ok":true,"text":"a\\nb"}]', { type: "ack", id: 7, data: { ok: true, text: "a\nb" } }],
  ['42/agent,["head",{"seq":3}]', { type: "other" }],
  ["42/visitor,{}", { type: "other" }],
  ["42/visitor,[", { type: "other" }],
  ["0", { type: "other" }],
  ["", { type: "other" }],
])("reads %s", (text, expected) => {
  expect(readPacket(text, "/visitor")).toEqual(expected);
});
