import { expect, it } from "vitest";
import { Words } from "../../shared/i18n.js";
import { message } from "../../shared/testing.js";
import en from "../locales/en.json";
import fa from "../locales/fa.json";
import { transcript } from "./transcript.js";

const said = [
  message({ seq: 1, text: "Hello", created_at: "2026-03-01T10:00:00.000Z" }),
  message({ seq: 2, text: "Hi!", author: { type: "bot" }, created_at: "2026-03-01T10:00:01.000Z" }),
  message({ seq: 3, text: "Ana joined", kind: "activity", author: { type: "system" } }),
  message({ seq: 4, text: "I am here", author: { type: "agent", name: "Ana" } }),
];

it("names everybody who spoke, and what happened", () => {
  const text = transcript(said, new Words("en", en));
  expect(text).toMatch(/March 1.*\nYou: Hello\n/);
  expect(text).toContain("Assistant: Hi!");
  expect(text).toContain("— Ana joined");
  expect(text).toContain("Ana: I am here");
});

it("names the files that were sent", () => {
  const files = [{ id: "1", name: "lamp.png", type: "image/png", size: 3 }];
  const text = transcript(
    [message({ seq: 1, text: "", payload: { attachments: files } })],
    new Words("en", en),
  );
  expect(text).toContain("You: [lamp.png]");
});

it("tells the time by the reader's calendar", () => {
  expect(transcript(said, new Words("fa", fa))).toMatch(/اسفند/);
});
